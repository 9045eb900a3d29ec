package org.acme.breaker.bulkhead;

import java.time.Duration;
import org.acme.breaker.Ticker;

/**
 * Finds by itself how many calls a dependency can take at once. No fixed number is right for a
 * dependency that shrinks, grows or slows down.
 *
 * <p><b>What it does.</b> Calls are measured in windows. The lowest mean latency of a window is the
 * <em>baseline</em>: how long a call takes where none waits for another. At the end of each window
 *
 * <pre>
 *   gradient = tolerance × baseline / mean latency of the window,    from 0.5 to 1
 *   limit    = limit × gradient + √limit,                            from min to max
 * </pre>
 *
 * While calls don't wait, the limit grows by its root; where they queue in the dependency, latency
 * rises above the baseline and the limit falls, by up to a half in each window. It settles where
 * the queue is about as long as the root. A window in which less than half of the limit was used
 * raises nothing: what isn't used isn't known.
 *
 * <p><b>The baseline grows old.</b> A dependency may become slower for good, and a lasting queue
 * would pass for its nature. So the baseline is measured anew now and then, with half the limit for
 * one window, in which a queue has gone.
 *
 * <p><b>What counts.</b> Calls that returned. One that failed counts only if it took longer than
 * the baseline: a quick failure says nothing about the load, a timeout says that the call took at
 * least that time.
 *
 * <p><b>Source.</b> Estimating the queue from the lowest and the current round-trip time is TCP
 * Vegas (Brakmo and Peterson, 1995); the gradient with a root of headroom is that of Netflix's
 * concurrency-limits and of Envoy's adaptive concurrency filter; lowering the load to measure the
 * lowest time again is TCP BBR's (Cardwell et al., 2016).
 *
 * <p>Thread-safe; a call's end takes a lock for a few instructions.
 */
public final class AdaptiveLimit {

    private static final int USUAL_START = 10;
    private static final double STEEPEST = 0.5;

    final Ticker ticker;
    private final int min;
    private final int max;
    private final double tolerance;
    private final long windowNanos;
    private final int minimumCalls;
    private final long baselineNanos;

    // Guarded by this.
    private double limit;
    private double baseline = Double.NaN;
    private long measuredAt;
    private boolean measuring;
    private long windowStart;
    private long calls;
    private double sumNanos;
    private int mostInFlight;

    AdaptiveLimit(AdaptiveLimitBuilder b) {
        this.ticker = b.ticker;
        this.min = b.min;
        this.max = b.max;
        this.tolerance = b.tolerance;
        this.windowNanos = b.windowNanos;
        this.minimumCalls = b.minimumCalls;
        this.baselineNanos = b.baselineNanos;
        this.limit = b.initial == 0 ? Math.min(max, Math.max(min, USUAL_START)) : b.initial;
        this.windowStart = ticker.nanos();
        this.measuredAt = windowStart;
    }

    /** A builder with the defaults: from 2 to 200 calls. */
    public static AdaptiveLimitBuilder builder() {
        return new AdaptiveLimitBuilder();
    }

    /** Returns the lowest limit. */
    public int min() {
        return min;
    }

    /** Returns the highest limit. */
    public int max() {
        return max;
    }

    /**
     * Returns the latency that counts as that of an idle dependency; zero before the first window.
     */
    public synchronized Duration baseline() {
        return Double.isNaN(baseline) ? Duration.ZERO : Duration.ofNanos((long) baseline);
    }

    /** How many calls may be in flight now: half the limit while the baseline is measured. */
    synchronized int current() {
        return (int) Math.max(min, measuring ? limit / 2 : limit);
    }

    /** Goes on from another limit, set by hand. */
    synchronized void restartFrom(int value) {
        limit = value;
        measuring = false;
        measuredAt = ticker.nanos();
        beginWindow(measuredAt);
    }

    /**
     * Counts the end of a call.
     *
     * @param start tick at which it began
     * @param inFlight how many calls were in flight, this one included
     * @return whether {@link #current} may have changed
     */
    boolean ended(long start, boolean failed, int inFlight) {
        long now = ticker.nanos();
        long nanos = Math.max(0, now - start);
        synchronized (this) {
            boolean began = start - windowStart >= 0;
            mostInFlight = Math.max(mostInFlight, inFlight);
            // While measuring, only calls that began with half the limit tell of it.
            if ((began || !measuring) && (!failed || nanos > baseline)) {
                calls++;
                sumNanos += nanos;
            }
            if (now - windowStart < windowNanos || calls < minimumCalls) {
                return false;
            }
            decide(sumNanos / calls, now);
            beginWindow(now);
            return true;
        }
    }

    private void decide(double mean, long now) {
        if (measuring) {
            measuring = false;
            baseline = mean;
            measuredAt = now;
            return;
        }
        if (Double.isNaN(baseline) || mean < baseline) {
            baseline = mean;
        }
        double gradient = Math.max(STEEPEST, Math.min(1, tolerance * baseline / mean));
        double next = Math.min(max, Math.max(min, limit * gradient + Math.sqrt(limit)));
        if (next < limit || mostInFlight >= limit / 2) {
            limit = next;
        }
        measuring = now - measuredAt >= baselineNanos;
    }

    private void beginWindow(long now) {
        windowStart = now;
        calls = 0;
        sumNanos = 0;
        mostInFlight = 0;
    }
}
