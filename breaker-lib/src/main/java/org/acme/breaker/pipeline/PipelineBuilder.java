package org.acme.breaker.pipeline;

import java.time.Duration;
import org.acme.breaker.CircuitBreaker;
import org.acme.breaker.Durations;
import org.acme.breaker.InvalidConfigurationException;
import org.acme.breaker.Ticker;
import org.acme.breaker.bulkhead.Bulkhead;
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
        this.name = name;
    }

    /** How long everything together may take. A blocking call is interrupted when it's over. */
    public PipelineBuilder deadline(Duration value) {
        Durations.requirePositive("deadline", value);
        deadline = value;
        return this;
    }

    /** Tries again. */
    public PipelineBuilder retry(Retry value) {
        retry = value;
        return this;
    }

    /** Bounds the rate of attempts. */
    public PipelineBuilder rateLimiter(RateLimiter value) {
        rateLimiter = value;
        return this;
    }

    /** Breaks the circuit. */
    public PipelineBuilder breaker(CircuitBreaker value) {
        breaker = value;
        return this;
    }

    /** Bounds the time of an attempt. */
    public PipelineBuilder timeout(Timeout value) {
        timeout = value;
        return this;
    }

    /** Bounds the calls under way. */
    public PipelineBuilder bulkhead(Bulkhead value) {
        bulkhead = value;
        return this;
    }

    /** Runs on another clock. */
    public PipelineBuilder time(Ticker otherTicker, Timer otherTimer) {
        ticker = otherTicker;
        timer = otherTimer;
        return this;
    }

    /** The pipeline. */
    public Pipeline build() {
        InvalidConfigurationException.require(
                deadline == null || timeout == null || timeout.duration().compareTo(deadline) < 0,
                "timeout",
                "shorter than the deadline, else every timeout would be the caller's own",
                timeout == null ? "none" : timeout.duration());
        return new Pipeline(this);
    }
}
