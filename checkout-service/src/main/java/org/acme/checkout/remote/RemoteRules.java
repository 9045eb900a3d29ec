package org.acme.checkout.remote;

import java.time.Duration;
import org.acme.breaker.CircuitBreakerConfigBuilder;
import org.acme.breaker.OpenDuration;
import org.acme.breaker.quarkus.pipeline.PipelineCustomizer;
import org.acme.breaker.retry.RetryConfig;
import org.jspecify.annotations.Nullable;

/**
 * Adds the rule that a properties file can't express: retry and breaker wait as long as the
 * service's {@code Retry-After} asks.
 */
public class RemoteRules implements PipelineCustomizer {

    @Override
    public void customize(CircuitBreakerConfigBuilder breaker) {
        OpenDuration configured = breaker.build().openWait();
        breaker.openWait(
                OpenDuration.fromCause(RemoteRules::retryAfter, RetryAfter.LONGEST, configured));
    }

    @Override
    public RetryConfig customize(RetryConfig retry) {
        return retry.toBuilder().retryAfter(RemoteRules::retryAfter).build();
    }

    private static @Nullable Duration retryAfter(Throwable thrown) {
        return RetryAfter.of(thrown).orElse(null);
    }
}
