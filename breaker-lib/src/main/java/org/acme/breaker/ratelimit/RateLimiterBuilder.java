package org.acme.breaker.ratelimit;

import static org.acme.breaker.InvalidConfigurationException.require;
import static org.acme.breaker.InvalidConfigurationException.requireGiven;

import java.time.Duration;
import org.acme.breaker.Ticker;
import org.acme.breaker.internal.Durations;
import org.acme.breaker.retry.Pause;
import org.acme.breaker.timeout.Timer;

/**
 * Builds a {@link RateLimiter}. Each setter refuses a wrong value, and {@link #build()} a
 * contradiction between values, with an {@link org.acme.breaker.InvalidConfigurationException} that
 * names the setting, its value and what is allowed. Not thread-safe.
 */
public final class RateLimiterBuilder {

    private static final Duration LONGEST_WAIT = Duration.ofDays(1);

    final String name;
    long permits = 10;
    long perNanos = Duration.ofSeconds(1).toNanos();
    int burst = 1;
    long maxWaitNanos;
    Ticker ticker = Ticker.system();
    Pause pause = Pause.sleeping();
    Timer timer = Timer.shared();

    RateLimiterBuilder(String name) {
        this.name = requireGiven(name, "rateLimiter.name");
    }

    /** Sets how many permits there are in each {@code per}, on average. Default: 10 a second. */
    public RateLimiterBuilder permits(long value, Duration per) {
        long nanos = Durations.requirePositive("rateLimiter.per", per);
        require(
                value >= 1 && value <= nanos,
                "rateLimiter.permits",
                "from 1 to one a nanosecond",
                value);
        permits = value;
        perNanos = nanos;
        return this;
    }

    /** Sets how many permits may be taken at once, at least 1. Default: 1. */
    public RateLimiterBuilder burst(int value) {
        require(value >= 1, "rateLimiter.burst", "at least 1", value);
        burst = value;
        return this;
    }

    /**
     * Sets how long a call may wait for its permit, from zero (no call waits) to one day. A waiting
     * blocking call holds its thread, so keep this short. Default: zero.
     */
    public RateLimiterBuilder maxWait(Duration value) {
        require(
                value != null && !value.isNegative() && value.compareTo(LONGEST_WAIT) <= 0,
                "rateLimiter.maxWait",
                "from PT0S (no waiting) to one day",
                value);
        maxWaitNanos = value.toNanos();
        return this;
    }

    /**
     * Sets how calls wait, for tests: blocking ones by {@code sleeper}, asynchronous ones by {@code
     * later}.
     */
    public RateLimiterBuilder waits(Pause sleeper, Timer later) {
        pause = requireGiven(sleeper, "rateLimiter.pause", "a sleeper");
        timer = requireGiven(later, "rateLimiter.timer", "a timer");
        return this;
    }

    /** Sets the clock of the limiter. Default: {@link Ticker#system()}. */
    public RateLimiterBuilder ticker(Ticker value) {
        ticker = requireGiven(value, "rateLimiter.ticker");
        return this;
    }

    /** Builds the rate limiter with these settings. */
    public RateLimiter build() {
        return new RateLimiter(this);
    }
}
