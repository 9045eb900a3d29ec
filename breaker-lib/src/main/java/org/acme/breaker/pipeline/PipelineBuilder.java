package org.acme.breaker.pipeline;

import static org.acme.breaker.InvalidConfigurationException.requireGiven;

import java.time.Duration;
import org.acme.breaker.CircuitBreaker;
import org.acme.breaker.InvalidConfigurationException;
import org.acme.breaker.Ticker;
import org.acme.breaker.bulkhead.Bulkhead;
import org.acme.breaker.internal.Durations;
import org.acme.breaker.ratelimit.RateLimiter;
import org.acme.breaker.retry.Retry;
import org.acme.breaker.timeout.Timeout;
import org.acme.breaker.timeout.Timer;
import org.jspecify.annotations.Nullable;

/**
 * Collects the parts of a {@link Pipeline}, in any order: the pipeline has a fixed order of its
 * own. Not thread-safe.
 */
public final class PipelineBuilder {

    final String name;
    Ticker ticker = Ticker.system();
    Timer timer = Timer.shared();
    @Nullable Duration deadline;
    @Nullable Retry retry;
    @Nullable RateLimiter rateLimiter;
    @Nullable CircuitBreaker breaker;
    @Nullable Timeout timeout;
    @Nullable Bulkhead bulkhead;

    PipelineBuilder(String name) {
        this.name = requireGiven(name, "name", "a name");
    }

    /**
     * Sets how long all attempts and waits together may take, without the fallback. A blocking call
     * is interrupted when that time is over. Default: no limit.
     */
    public PipelineBuilder deadline(Duration value) {
        Durations.requirePositive("deadline", value);
        deadline = value;
        return this;
    }

    /** Sets the retry of attempts. Default: one attempt. */
    public PipelineBuilder retry(Retry value) {
        retry = requireGiven(value, "retry", "a retry");
        return this;
    }

    /** Sets the rate limiter for attempts. Default: none. */
    public PipelineBuilder rateLimiter(RateLimiter value) {
        rateLimiter = requireGiven(value, "rateLimiter", "a rate limiter");
        return this;
    }

    /** Sets the circuit breaker. Default: none. */
    public PipelineBuilder breaker(CircuitBreaker value) {
        breaker = requireGiven(value, "breaker", "a circuit breaker");
        return this;
    }

    /** Sets the timeout of one attempt; it must be shorter than the deadline. Default: none. */
    public PipelineBuilder timeout(Timeout value) {
        timeout = requireGiven(value, "timeout", "a timeout");
        return this;
    }

    /** Sets the bulkhead for attempts. Default: none. */
    public PipelineBuilder bulkhead(Bulkhead value) {
        bulkhead = requireGiven(value, "bulkhead", "a bulkhead");
        return this;
    }

    /** Sets the clock and timer, for tests. Default: those of the system. */
    public PipelineBuilder time(Ticker otherTicker, Timer otherTimer) {
        ticker = requireGiven(otherTicker, "ticker", "a ticker");
        timer = requireGiven(otherTimer, "timer", "a timer");
        return this;
    }

    /**
     * Builds the pipeline with these parts.
     *
     * @throws InvalidConfigurationException if the timeout is not shorter than the deadline
     */
    public Pipeline build() {
        InvalidConfigurationException.require(
                deadline == null || timeout == null || timeout.duration().compareTo(deadline) < 0,
                "timeout",
                "shorter than the deadline, otherwise it would never apply",
                timeout == null ? "none" : timeout.duration());
        return new Pipeline(this);
    }
}
