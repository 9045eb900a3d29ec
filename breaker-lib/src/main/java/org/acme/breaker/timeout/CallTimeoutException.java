package org.acme.breaker.timeout;

import java.time.Duration;

/** An attempt took longer than its timeout. To a breaker this is a failure like any other. */
public final class CallTimeoutException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final Duration timeout;

    /** Of the timeout called {@code name}. */
    public CallTimeoutException(String name, Duration timeout) {
        super(name + " did not end within its timeout of " + timeout.toMillis() + " ms");
        this.timeout = timeout;
    }

    /** The timeout. */
    public Duration timeout() {
        return timeout;
    }
}
