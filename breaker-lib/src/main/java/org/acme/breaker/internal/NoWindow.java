package org.acme.breaker.internal;

/** Judges nothing; knows only that there were calls. */
final class NoWindow implements Window {

    private final StripedCounter calls = new StripedCounter(false);

    @Override
    public void success(long now) {
        calls.increment();
    }

    @Override
    public long bad(long now, boolean failed, boolean slow) {
        calls.increment();
        return 0;
    }

    @Override
    public void alsoFailed(long place, long now) {}

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
        return calls.sum();
    }
}
