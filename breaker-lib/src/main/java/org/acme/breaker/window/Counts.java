package org.acme.breaker.window;

/**
 * What a window held at one moment.
 *
 * @param calls all counted calls
 * @param failures failed ones, slow or not
 * @param slowCalls slow ones, failed or not
 */
public record Counts(long calls, long failures, long slowCalls) {

    /** Nothing counted. */
    public static final Counts NONE = new Counts(0, 0, 0);

    /** The failed share, 0 to 1; 0 where nothing was counted. */
    public double failureRatio() {
        return calls == 0 ? 0 : Math.min(1.0, (double) failures / calls);
    }

    /** The slow share, 0 to 1; 0 where nothing was counted. */
    public double slowCallRatio() {
        return calls == 0 ? 0 : Math.min(1.0, (double) slowCalls / calls);
    }
}
