package org.acme.breaker.ratelimit;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import org.acme.breaker.CheckedCall;
import org.acme.breaker.Durations;
import org.acme.breaker.InvalidConfigurationException;
import org.acme.breaker.Ticker;
import org.jspecify.annotations.Nullable;

/**
 * A token bucket: so many calls in a while on average, up to {@code burst} of them at once. Never
 * waits. Lock-free, thread-safe.
 *
 * <p>All of it is one number: how far the permits handed out so far reach ahead of the clock. A permit
 * moves it on by one interval, and there is none where it would get further ahead than the burst.
 */
public final class RateLimiter {

    private final String name;
    private final Ticker ticker;
    private final long origin;
    private final long intervalNanos;
    private final long burstNanos;

    /** Up to which time, since the origin, permits are handed out. */
    private final AtomicLong spentUntil;

    private final LongAdder rejected = new LongAdder();

    private RateLimiter(String name, long permits, Duration per, int burst, Ticker ticker) {
        long perNanos = Durations.requirePositive("rateLimiter.per", per);
        InvalidConfigurationException.require(
                permits >= 1 && permits <= perNanos,
                "rateLimiter.permits",
                "from 1 to one a nanosecond",
                permits);
        InvalidConfigurationException.require(
                burst >= 1 && burst <= Long.MAX_VALUE / 4 / (perNanos / permits),
                "rateLimiter.burst",
                "at least 1, and within 70 years of permits",
                burst);
        this.name = name;
        this.ticker = ticker;
        this.origin = ticker.nanos();
        this.intervalNanos = perNanos / permits;
        this.burstNanos = intervalNanos * burst;
        this.spentUntil = new AtomicLong();
    }

    /** {@code permits} in each {@code per}, {@code burst} of them at once. */
    public static RateLimiter of(String name, long permits, Duration per, int burst) {
        return of(name, permits, per, burst, Ticker.system());
    }

    /** A limiter on another clock. */
    public static RateLimiter of(
            String name, long permits, Duration per, int burst, Ticker ticker) {
        return new RateLimiter(name, permits, per, burst, ticker);
    }

    /**
     * Makes the call if there is a permit.
     *
     * @throws RateLimitExceededException if there is none
     */
    public <T extends @Nullable Object, E extends Exception> T call(CheckedCall<T, E> body)
            throws E {
        acquire();
        return body.call();
    }

    /**
     * Takes a permit.
     *
     * @throws RateLimitExceededException if there is none
     */
    public void acquire() {
        long wait = take();
        if (wait > 0) {
            throw new RateLimitExceededException(name, wait);
        }
    }

    /** Takes a permit, if there is one. */
    public boolean tryAcquire() {
        return take() <= 0;
    }

    /** 0 if a permit was taken, else the nanoseconds until there is one. */
    private long take() {
        long now = ticker.nanos() - origin;
        long seen;
        long next;
        do {
            seen = spentUntil.get();
            next = Math.max(seen, now) + intervalNanos;
            if (next - now > burstNanos) {
                rejected.increment();
                forgetAClockThatWentBack();
                return Math.min(next - now - burstNanos, burstNanos + intervalNanos);
            }
        } while (!spentUntil.compareAndSet(seen, next));
        return 0;
    }

    /**
     * Nothing is ever handed out further ahead than the burst: if it looks so by a reading that was
     * taken afterwards, the clock has gone back, and nobody is to wait until it has caught up.
     */
    private void forgetAClockThatWentBack() {
        long seen = spentUntil.get();
        long now = ticker.nanos() - origin;
        if (seen - now > burstNanos) {
            spentUntil.compareAndSet(seen, now + burstNanos);
        }
    }

    /** What it is called. */
    public String name() {
        return name;
    }

    /** How many permits there are now. */
    public long available() {
        long ahead = Math.max(0, spentUntil.get() - (ticker.nanos() - origin));
        return Math.max(0, (burstNanos - ahead) / intervalNanos);
    }

    /** How many calls have been refused. */
    public long rejected() {
        return rejected.sum();
    }
}
