package org.acme.breaker.window;

/**
 * The counts of a window at one moment.
 *
 * @param calls all recorded calls
 * @param failures failed calls, slow or not
 * @param slowCalls slow calls, failed or not
 */
public record Counts(long calls, long failures, long slowCalls) {

    /** The counts of an empty window. */
    public static final Counts NONE = new Counts(0, 0, 0);

    /** Returns the failure rate from 0 to 1; 0 for an empty window. */
    public double failureRatio() {
        return calls == 0 ? 0 : Math.min(1.0, (double) failures / calls);
    }

    /** Returns the rate of slow calls from 0 to 1; 0 for an empty window. */
    public double slowCallRatio() {
        return calls == 0 ? 0 : Math.min(1.0, (double) slowCalls / calls);
    }
}
