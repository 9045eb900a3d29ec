package org.acme.breaker.quarkus.rest;

import java.time.Duration;
import org.acme.breaker.CircuitBreakerConfigBuilder;
import org.acme.breaker.OpenDuration;
import org.acme.breaker.quarkus.pipeline.PipelineCustomizer;
import org.acme.breaker.retry.RetryConfig;

/**
 * Customizes pipelines around a REST client: classifies failures with {@link HttpFailures}, and
 * makes the retry and the breaker's wait obey {@code Retry-After}.
 *
 * <pre>{@code
 * @Singleton
 * @Named("payment")
 * class PaymentRules extends RestClientRules {}
 * }</pre>
 */
public class RestClientRules implements PipelineCustomizer {

    /** The upper limit of an obeyed {@code Retry-After}. */
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(1);

    @Override
    public void customize(CircuitBreakerConfigBuilder breaker) {
        OpenDuration configured = breaker.build().openWait();
        breaker.recordException(HttpFailures::isFailure)
                .ignoreException(HttpFailures::isInterrupted)
                .failureResult(result -> HttpFailures.isFailure(result))
                .openWait(
                        OpenDuration.fromTrigger(
                                HttpFailures::retryAfter, LONGEST_WAIT, configured));
    }

    @Override
    public RetryConfig customize(RetryConfig retry) {
        return retry.toBuilder()
                .retryOn(thrown -> HttpFailures.isWorthRetrying(thrown))
                .retryOnResult(result -> HttpFailures.isWorthRetrying(result))
                .retryAfter(HttpFailures::retryAfter)
                .build();
    }
}
