package org.acme.checkout.remote;

import java.time.Duration;
import java.util.Optional;

/** Reads how long a service asked its callers to wait; retry, breaker and settlement obey it. */
public final class RetryAfter {

    /** The upper limit of an obeyed {@code Retry-After}. */
    public static final Duration LONGEST = Duration.ofMinutes(1);

    private RetryAfter() {}

    /** The wait that came with a failed call, at most {@link #LONGEST}; empty if none did. */
    public static Optional<Duration> of(Throwable thrown) {
        return thrown instanceof RemoteFailure failure
                ? Optional.ofNullable(failure.retryAfter())
                        .map(asked -> asked.compareTo(LONGEST) > 0 ? LONGEST : asked)
                : Optional.empty();
    }
}
