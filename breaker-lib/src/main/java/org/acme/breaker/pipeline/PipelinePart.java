package org.acme.breaker.pipeline;

/**
 * The parts of a pipeline, outermost first, to place a {@link Strategy} before or after one of
 * them.
 */
public enum PipelinePart {
    /** {@link org.acme.breaker.retry.Retry}. */
    RETRY,
    /** {@link org.acme.breaker.hedge.Hedge}. */
    HEDGE,
    /** {@link org.acme.breaker.ratelimit.RateLimiter}. */
    RATE_LIMITER,
    /** {@link org.acme.breaker.CircuitBreaker}. */
    BREAKER,
    /** {@link org.acme.breaker.timeout.Timeout}. */
    TIMEOUT,
    /** {@link org.acme.breaker.bulkhead.Bulkhead}. */
    BULKHEAD,
    /** {@link org.acme.breaker.chaos.Chaos}. */
    CHAOS
}
