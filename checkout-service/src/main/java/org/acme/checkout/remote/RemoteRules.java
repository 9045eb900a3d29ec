package org.acme.checkout.remote;

import java.time.Duration;
import org.acme.breaker.CircuitBreakerConfigBuilder;
import org.acme.breaker.OpenDuration;
import org.acme.breaker.quarkus.pipeline.PipelineCustomizer;
import org.acme.breaker.retry.RetryConfig;
import org.jspecify.annotations.Nullable;

/**
 * What can't be said in a properties file about calling another service: it is left alone for as
 * long as its {@code Retry-After} asks, by the retry and by the breaker.
 */
public class RemoteRules implements PipelineCustomizer {

    /** A service that asks for more is called again earlier. */
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(1);

    @Override
    public void customize(CircuitBreakerConfigBuilder breaker) {
        OpenDuration configured = breaker.build().openWait();
        breaker.openWait(OpenDuration.fromCause(RemoteRules::retryAfter, LONGEST_WAIT, configured));
    }

    @Override
    public RetryConfig customize(RetryConfig retry) {
        return retry.toBuilder().retryAfter(RemoteRules::retryAfter).build();
    }

    private static @Nullable Duration retryAfter(Throwable thrown) {
        return thrown instanceof RemoteFailure failure ? failure.retryAfter() : null;
    }
}
