package org.acme.breaker;

import java.time.Duration;

/**
 * Thrown when a breaker rejects a call; nothing was called. It has no stack trace: that would only
 * show where the breaker is used, and would cost more than the rest of a rejection.
 */
public final class CallNotPermittedException extends RuntimeException implements NotCalled {

    private static final long serialVersionUID = 1L;

    private final String breakerName;
    private final RejectionReason reason;
    private final long remainingNanos;

    CallNotPermittedException(String breakerName, RejectionReason reason, long remainingNanos) {
        super(null, null, true, false);
        this.breakerName = breakerName;
        this.reason = reason;
        this.remainingNanos = remainingNanos;
    }

    /** Returns the name of the breaker that rejected the call. */
    public String breakerName() {
        return breakerName;
    }

    /** Returns why the call was rejected. */
    public RejectionReason reason() {
        return reason;
    }

    /** Returns how long to wait before another try; zero if that does not depend on time. */
    public Duration retryAfter() {
        return Duration.ofNanos(remainingNanos);
    }

    /** Builds the message on demand, because most rejections are never printed. */
    @Override
    public String getMessage() {
        String state =
                switch (reason) {
                    case OPEN -> "is open";
                    case HALF_OPEN -> "is half-open and all its probes are in flight";
                    case RECOVERING -> "is recovering and admits only a share of the calls";
                    case FORCED_OPEN -> "is forced open";
                };
        String until =
                remainingNanos > 0
                        ? ", next probe in " + (remainingNanos + 999_999) / 1_000_000 + " ms"
                        : "";
        return "circuit breaker '" + breakerName + "' " + state + until;
    }
}
