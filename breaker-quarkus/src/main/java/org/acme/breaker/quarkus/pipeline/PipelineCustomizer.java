package org.acme.breaker.quarkus.pipeline;

import org.acme.breaker.CircuitBreakerConfigBuilder;
import org.acme.breaker.retry.RetryConfig;

/**
 * What can't be said in a properties file, for the pipeline of one name: which exceptions and results
 * are failures, and what is worth trying again. A bean of the application that carries the name:
 *
 * <pre>{@code
 * @Singleton
 * @Named("payment")
 * class PaymentRules implements PipelineCustomizer {
 *     @Override
 *     public void customize(CircuitBreakerConfigBuilder breaker) {
 *         breaker.ignoreExceptions(CardDeclinedException.class);
 *     }
 * }
 * }</pre>
 *
 * Called after the configuration was applied, when the application starts and again whenever settings
 * are changed while it runs. It must not inject the pipeline that it customizes.
 */
public interface PipelineCustomizer {

    /** Adds to the breaker's configuration. */
    default void customize(CircuitBreakerConfigBuilder breaker) {}

    /** Answers a changed configuration of the retry; only called where one is configured. */
    default RetryConfig customize(RetryConfig retry) {
        return retry;
    }
}
