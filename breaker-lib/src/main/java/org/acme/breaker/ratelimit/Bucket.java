package org.acme.breaker.ratelimit;

import static org.acme.breaker.InvalidConfigurationException.require;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.acme.breaker.Ticker;

/**
 * The permits of one rate. The whole state is one number: how far the permits taken so far reach
 * ahead of the clock. A permit moves it by one interval; there is none if it would get further
 * ahead than the burst and the longest wait.
 *
 * <p>The interval between two permits is kept in fractions of a nanosecond, up to 256 of them, and
 * rounded up if it is not exact: the rate is never exceeded, and falls short by less than 1/256 ns
 * in each interval (four millionths at a million permits a second). Lock-free, thread-safe.
 */
final class Bucket {

    private static final long MOST_FRACTIONS = 256;

    private final Ticker ticker;
    private final long origin;
    private final long permits;
    private final long perNanos;

    /** Parts of a nanosecond; the times and intervals below are counted in them. */
    private final long fractions;

    private final long interval;
    private final int burst;
    private final long burstLength;
    private final long mostAhead;

    /** The time, since the origin, up to which permits have been taken. */
    private final AtomicLong spentUntil = new AtomicLong();

    Bucket(Ticker ticker, long permits, long perNanos, int burst, long maxWaitNanos) {
        this.fractions = Math.min(MOST_FRACTIONS, permits / greatestDivisor(perNanos, permits));
        this.interval = (perNanos * fractions + permits - 1) / permits;
        long mostBurst = Long.MAX_VALUE / 4 / interval;
        require(
                burst <= mostBurst,
                "rateLimiter.burst",
                "from 1 to " + mostBurst + " (the permits of some months)",
                burst);
        this.permits = permits;
        this.perNanos = perNanos;
        this.ticker = ticker;
        this.origin = ticker.nanos();
        this.burst = burst;
        this.burstLength = interval * burst;
        this.mostAhead = burstLength + maxWaitNanos * fractions;
    }

    private static long greatestDivisor(long one, long other) {
        return other == 0 ? one : greatestDivisor(other, one % other);
    }

    long permits() {
        return permits;
    }

    Duration per() {
        return Duration.ofNanos(perNanos);
    }

    int burst() {
        return burst;
    }

    /** Takes over what is spent of another bucket, so that a new rate gives no permit away. */
    void continueFrom(Bucket before) {
        long taken = Math.max(0, before.spentUntil.get() - before.now()) / before.interval;
        spentUntil.set(
                now() + Math.min(mostAhead, Math.min(taken, mostAhead / interval) * interval));
    }

    /**
     * Takes permits that are there within {@code maxWaitNanos}.
     *
     * @return 0 if they are there now, the nanoseconds until they are, or, negative, the
     *     nanoseconds that were too long: nothing is taken then
     */
    long take(int permits, long maxWaitNanos) {
        long now = now();
        long length = interval * permits;
        long seen;
        long next;
        long wait;
        do {
            seen = spentUntil.get();
            next = now + Math.max(0, seen - now) + length;
            wait = next - now - burstLength;
            if (wait > 0 && wait > maxWaitNanos * fractions) {
                forgetAClockThatWentBack();
                return -nanos(Math.min(wait, mostAhead + interval));
            }
        } while (!spentUntil.compareAndSet(seen, next));
        return wait <= 0 ? 0 : nanos(wait);
    }

    /** Returns permits that were taken and not used. */
    void giveBack(int permits) {
        spentUntil.addAndGet(-interval * permits);
    }

    long available() {
        long ahead = Math.max(0, spentUntil.get() - now());
        return Math.max(0, (burstLength - ahead) / interval);
    }

    /** Returns the time since the origin; only differences are used, so it may overflow. */
    private long now() {
        return (ticker.nanos() - origin) * fractions;
    }

    private long nanos(long parts) {
        return (parts + fractions - 1) / fractions;
    }

    /**
     * Starts again from now if the clock has gone back. Permits are never taken further ahead than
     * the burst and the longest wait; if a reading taken afterwards says so, the clock has gone
     * back, and callers must not wait until it has caught up.
     */
    private void forgetAClockThatWentBack() {
        long seen = spentUntil.get();
        long now = now();
        if (seen - now > mostAhead) {
            spentUntil.compareAndSet(seen, now + burstLength);
        }
    }
}
