package org.acme.breaker.timeout;

import java.time.Duration;

/** Thrown when an attempt takes longer than its timeout. A breaker records it as a failure. */
public final class CallTimeoutException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final Duration timeout;

    /** Creates the exception of the timeout with this name. */
    public CallTimeoutException(String name, Duration timeout) {
        super(name + " did not end within its timeout of " + timeout.toMillis() + " ms");
        this.timeout = timeout;
    }

    /** Returns how long the attempt was allowed to take. */
    public Duration timeout() {
        return timeout;
    }
}
