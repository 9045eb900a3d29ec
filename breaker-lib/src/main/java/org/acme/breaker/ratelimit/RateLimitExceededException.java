package org.acme.breaker.ratelimit;

import java.time.Duration;
import org.acme.breaker.NotCalled;

/** Thrown when the rate is exceeded; nothing was called. It has no stack trace. */
public final class RateLimitExceededException extends RuntimeException implements NotCalled {

    private static final long serialVersionUID = 1L;

    private final Duration retryAfter;

    RateLimitExceededException(String name, long waitNanos) {
        super(
                "rate limiter '"
                        + name
                        + "' has no permit left, next permit in "
                        + (waitNanos + 999_999) / 1_000_000
                        + " ms",
                null,
                true,
                false);
        this.retryAfter = Duration.ofNanos(waitNanos);
    }

    /** Returns how long it takes until the next permit. */
    public Duration retryAfter() {
        return retryAfter;
    }
}
