package org.acme.breaker.pipeline;

/**
 * The parts of a pipeline, outermost first, to place a {@link Strategy} before or after one of
 * them.
 */
public enum PipelinePart {
    /** Repeats a failed attempt: {@link org.acme.breaker.retry.Retry}. */
    RETRY,
    /** Starts a further attempt beside a slow one: {@link org.acme.breaker.hedge.Hedge}. */
    HEDGE,
    /** Limits the attempts in a period: {@link org.acme.breaker.ratelimit.RateLimiter}. */
    RATE_LIMITER,
    /** Rejects attempts while the dependency fails: {@link org.acme.breaker.CircuitBreaker}. */
    BREAKER,
    /** Ends an attempt that takes too long: {@link org.acme.breaker.timeout.Timeout}. */
    TIMEOUT,
    /** Limits the attempts in flight: {@link org.acme.breaker.bulkhead.Bulkhead}. */
    BULKHEAD,
    /** Disturbs attempts on purpose: {@link org.acme.breaker.chaos.Chaos}. */
    CHAOS
}
