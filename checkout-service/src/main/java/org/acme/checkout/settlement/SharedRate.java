package org.acme.checkout.settlement;

import java.time.Duration;
import org.acme.breaker.Ticker;
import org.acme.breaker.ratelimit.RateLimiter;
import org.acme.breaker.redis.LivingReplicas;

/**
 * Limits settlement in this replica to its part of what all replicas may do together: the totals of
 * {@link SettlementConfig}, divided by the number of living replicas. The number is read again for
 * every round; when it changes, the rate does. Each replica may always do one call a second, and
 * one at a time. Confined to one thread.
 */
final class SharedRate {

    private static final Duration SECOND = Duration.ofSeconds(1);

    private final int totalPerSecond;
    private final int totalConcurrency;
    private final LivingReplicas replicas;
    private final Ticker ticker;
    private int counted;
    private RateLimiter limiter;

    SharedRate(int perSecond, int concurrency, LivingReplicas replicas, Ticker ticker) {
        this.totalPerSecond = perSecond;
        this.totalConcurrency = concurrency;
        this.replicas = replicas;
        this.ticker = ticker;
        this.counted = replicas.count();
        this.limiter = limiter();
    }

    /**
     * Returns how many calls may begin now.
     *
     * @param free how many of this replica's workers are idle
     */
    int available(int free) {
        int living = replicas.count();
        if (living != counted) {
            counted = living;
            limiter = limiter();
        }
        int closed = totalConcurrency - concurrency();
        return (int) Math.max(0, Math.min(free - closed, limiter.available()));
    }

    /** Takes one of the calls that are available. */
    void take() {
        limiter.tryAcquire();
    }

    /** Returns the time after which the next call is available, in nanoseconds. */
    long nanosUntilNext() {
        return SECOND.toNanos() / perSecond();
    }

    private int concurrency() {
        return Math.max(1, totalConcurrency / counted);
    }

    private int perSecond() {
        return Math.max(1, totalPerSecond / counted);
    }

    private RateLimiter limiter() {
        return RateLimiter.builder("settlement")
                .permits(perSecond(), SECOND)
                .burst(concurrency())
                .ticker(ticker)
                .build();
    }
}
