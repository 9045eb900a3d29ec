package org.acme.breaker.microprofile.guard;

/**
 * Forwards measurements to other metrics and logs what they throw, so that a failing metric never
 * changes a call or keeps its permit.
 */
final class SafeMetrics implements CallMetrics {

    private static final FailureLog LOG = new FailureLog("metrics");

    private final CallMetrics metrics;

    private SafeMetrics(CallMetrics metrics) {
        this.metrics = metrics;
    }

    static CallMetrics of(CallMetrics metrics) {
        return metrics.isOn() ? new SafeMetrics(metrics) : CallMetrics.NONE;
    }

    private static void tell(Runnable told) {
        try {
            told.run();
        } catch (Throwable thrown) {
            LOG.logAndContinue(thrown);
        }
    }

    @Override
    public void called(boolean failed, FallbackUse fallback) {
        tell(() -> metrics.called(failed, fallback));
    }

    @Override
    public void retried(int retries, RetryEnd end) {
        tell(() -> metrics.retried(retries, end));
    }

    @Override
    public void timed(long nanos, boolean timedOut) {
        tell(() -> metrics.timed(nanos, timedOut));
    }

    @Override
    public void accepted() {
        tell(metrics::accepted);
    }

    @Override
    public void refused() {
        tell(metrics::refused);
    }

    @Override
    public void waits() {
        tell(metrics::waits);
    }

    @Override
    public void waitsNoMore() {
        tell(metrics::waitsNoMore);
    }

    @Override
    public void beginsAfter(long nanos) {
        tell(() -> metrics.beginsAfter(nanos));
    }

    @Override
    public void enters() {
        tell(metrics::enters);
    }

    @Override
    public void leavesAfter(long nanos) {
        tell(() -> metrics.leavesAfter(nanos));
    }
}
