package org.acme.breaker.quarkus.pipeline;

import org.acme.breaker.CircuitBreakerConfigBuilder;
import org.acme.breaker.chaos.ChaosBuilder;
import org.acme.breaker.hedge.HedgeBuilder;
import org.acme.breaker.retry.RetryConfig;

/**
 * Adds rules to the pipeline of one name that a properties file can't express: which exceptions and
 * results are failures, and which are retried. Define a bean that has the name:
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
 * <p>Called after the configuration was applied, at startup and again whenever settings are changed
 * at run time. It must not inject the pipeline that it customizes.
 */
public interface PipelineCustomizer {

    /** Changes the configuration of the breaker. */
    default void customize(CircuitBreakerConfigBuilder breaker) {}

    /** Returns the changed configuration of the retry; called only if one is configured. */
    default RetryConfig customize(RetryConfig retry) {
        return retry;
    }

    /** Changes the hedge, such as which results are no good answer; called only if there is one. */
    default void customize(HedgeBuilder hedge) {}

    /** Changes the chaos, such as what a fault throws; called only if there is one. */
    default void customize(ChaosBuilder chaos) {}
}
