package org.acme.breaker;

import java.time.Duration;

/**
 * The breaker refused the call; nothing was called. Carries no stack trace, which would say only
 * where the breaker stands and costs more than everything else about a refusal.
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

    /** The breaker that refused. */
    public String breakerName() {
        return breakerName;
    }

    /** Why it refused. */
    public RejectionReason reason() {
        return reason;
    }

    /** When it is worth asking again; zero where that isn't a matter of time. */
    public Duration retryAfter() {
        return Duration.ofNanos(remainingNanos);
    }

    /** Put together when asked for: most refusals are never printed. */
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
