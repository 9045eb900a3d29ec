package org.acme.breaker.ratelimit;

import static org.acme.breaker.InvalidConfigurationException.require;

import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import org.acme.breaker.CheckedCall;
import org.acme.breaker.Ticker;
import org.jspecify.annotations.Nullable;

/**
 * Limits the rate of calls with a token bucket: on average {@code permits} calls in each {@code
 * per}, up to {@code burst} of them at once. Never waits. Lock-free, thread-safe.
 *
 * <p>The whole state is one number: how far the permits taken so far reach ahead of the clock. A
 * permit moves it by one interval; there is none if it would get further ahead than the burst.
 *
 * <p>The interval between two permits is kept in fractions of a nanosecond, up to 256 of them, and
 * rounded up if it is not exact: the rate is never exceeded, and falls short by less than 1/256 ns
 * in each interval (four millionths at a million permits a second).
 */
public final class RateLimiter {

    private static final long MOST_FRACTIONS = 256;

    private final String name;
    private final Ticker ticker;
    private final long origin;

    /** Parts of a nanosecond; the times and intervals below are counted in them. */
    private final long fractions;

    private final long interval;
    private final long burstLength;

    /** The time, since the origin, up to which permits have been taken. */
    private final AtomicLong spentUntil;

    private final LongAdder rejected = new LongAdder();

    RateLimiter(RateLimiterBuilder b) {
        this.fractions =
                Math.min(MOST_FRACTIONS, b.permits / greatestDivisor(b.perNanos, b.permits));
        this.interval = (b.perNanos * fractions + b.permits - 1) / b.permits;
        long mostBurst = Long.MAX_VALUE / 4 / interval;
        require(
                b.burst <= mostBurst,
                "rateLimiter.burst",
                "from 1 to " + mostBurst + " (the permits of some months)",
                b.burst);
        this.name = b.name;
        this.ticker = b.ticker;
        this.origin = ticker.nanos();
        this.burstLength = interval * b.burst;
        this.spentUntil = new AtomicLong();
    }

    private static long greatestDivisor(long one, long other) {
        return other == 0 ? one : greatestDivisor(other, one % other);
    }

    /** Returns a builder with the default settings. */
    public static RateLimiterBuilder builder(String name) {
        return new RateLimiterBuilder(name);
    }

    /**
     * Makes the call if there is a permit.
     *
     * @throws RateLimitExceededException if there is none
     */
    public <T extends @Nullable Object, E extends Exception> T call(CheckedCall<T, E> body)
            throws E {
        Objects.requireNonNull(body, "body");
        acquire();
        return body.call();
    }

    /**
     * Takes a permit for one call.
     *
     * @throws RateLimitExceededException if there is none
     */
    public void acquire() {
        long wait = take();
        if (wait > 0) {
            throw new RateLimitExceededException(name, wait);
        }
    }

    /** Takes a permit if there is one; returns whether it did. */
    public boolean tryAcquire() {
        return take() <= 0;
    }

    /** Returns 0 if a permit was taken, otherwise the nanoseconds until there is one. */
    private long take() {
        long now = now();
        long seen;
        long next;
        do {
            seen = spentUntil.get();
            next = now + Math.max(0, seen - now) + interval;
            if (next - now > burstLength) {
                rejected.increment();
                forgetAClockThatWentBack();
                return nanos(Math.min(next - now - burstLength, burstLength + interval));
            }
        } while (!spentUntil.compareAndSet(seen, next));
        return 0;
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
     * the burst; if a reading taken afterwards says so, the clock has gone back, and callers must
     * not wait until it has caught up.
     */
    private void forgetAClockThatWentBack() {
        long seen = spentUntil.get();
        long now = now();
        if (seen - now > burstLength) {
            spentUntil.compareAndSet(seen, now + burstLength);
        }
    }

    /** Returns the name of the rate limiter. */
    public String name() {
        return name;
    }

    /** Returns how many permits are available now. */
    public long available() {
        long ahead = Math.max(0, spentUntil.get() - now());
        return Math.max(0, (burstLength - ahead) / interval);
    }

    /** Returns how many calls have been rejected. */
    public long rejected() {
        return rejected.sum();
    }
}
