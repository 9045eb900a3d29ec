package org.acme.breaker;

/**
 * What a breaker's own rule to open decides on; see {@link CircuitBreakerConfigBuilder#openWhen}.
 *
 * @param calls all calls in the window
 * @param failures failed ones, slow or not
 * @param slowCalls slow ones, failed or not
 * @param consecutiveFailures failures in a row up to now; 0 if the last call succeeded
 */
public record TripCounts(long calls, long failures, long slowCalls, int consecutiveFailures) {

    /** The failed share, 0 to 1; 0 where nothing was counted. */
    public double failureRatio() {
        return calls == 0 ? 0 : Math.min(1.0, (double) failures / calls);
    }

    /** The slow share, 0 to 1; 0 where nothing was counted. */
    public double slowCallRatio() {
        return calls == 0 ? 0 : Math.min(1.0, (double) slowCalls / calls);
    }
}
