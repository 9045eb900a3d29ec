package org.acme.breaker.window;

/** Counts nothing. */
final class NoWindow implements Window {

    @Override
    public void success(long now) {}

    @Override
    public void bad(long now, boolean failed, boolean slow) {}

    @Override
    public long badCalls(long now) {
        return 0;
    }

    @Override
    public long calls(long now) {
        return 0;
    }

    @Override
    public long activity() {
        return 0;
    }
}
