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

/** Collects the parts of a {@link Pipeline}; their order is the pipeline's business. */
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
     * How long all attempts and waits together may take, but not a fallback. A blocking call is
     * interrupted when it is over.
     */
    public PipelineBuilder deadline(Duration value) {
        Durations.requirePositive("deadline", value);
        deadline = value;
        return this;
    }

    /** Tries again. */
    public PipelineBuilder retry(Retry value) {
        retry = requireGiven(value, "retry", "a retry");
        return this;
    }

    /** Bounds the rate of attempts. */
    public PipelineBuilder rateLimiter(RateLimiter value) {
        rateLimiter = requireGiven(value, "rateLimiter", "a rate limiter");
        return this;
    }

    /** Breaks the circuit. */
    public PipelineBuilder breaker(CircuitBreaker value) {
        breaker = requireGiven(value, "breaker", "a circuit breaker");
        return this;
    }

    /** Bounds the time of an attempt. */
    public PipelineBuilder timeout(Timeout value) {
        timeout = requireGiven(value, "timeout", "a timeout");
        return this;
    }

    /** Bounds the calls under way. */
    public PipelineBuilder bulkhead(Bulkhead value) {
        bulkhead = requireGiven(value, "bulkhead", "a bulkhead");
        return this;
    }

    /** Runs on another clock. */
    public PipelineBuilder time(Ticker otherTicker, Timer otherTimer) {
        ticker = requireGiven(otherTicker, "ticker", "a ticker");
        timer = requireGiven(otherTimer, "timer", "a timer");
        return this;
    }

    /** The pipeline. */
    public Pipeline build() {
        InvalidConfigurationException.require(
                deadline == null || timeout == null || timeout.duration().compareTo(deadline) < 0,
                "timeout",
                "shorter than the deadline, otherwise it would never apply",
                timeout == null ? "none" : timeout.duration());
        return new Pipeline(this);
    }
}
