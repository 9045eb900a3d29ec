package org.acme.checkout.protection;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import org.acme.breaker.pipeline.Pipeline;
import org.acme.breaker.retry.Backoff;
import org.acme.breaker.retry.Retry;
import org.acme.breaker.retry.RetryConfig;
import org.acme.breaker.timeout.Timeout;

/**
 * The policy of the unprotected lane: the usual timeout, and retries at once if somebody has thought
 * that they would help. Everything else passes.
 */
@ApplicationScoped
public class Careless {

    private static final int PROTECTED_ATTEMPTS = 2;

    private final ProtectionConfig config;

    public Careless(ProtectionConfig config) {
        this.config = config;
    }

    /** Whether this process is the unprotected lane. */
    public boolean isOn() {
        return config.mode() == Protection.OFF;
    }

    /** The timeout of an attempt: the ordinary one here, the given one in the protected lane. */
    public Duration timeoutInsteadOf(Duration protectedTimeout) {
        return isOn() ? config.careless().timeout() : protectedTimeout;
    }

    /** How long a call can take with these timeouts of an attempt, or with the careless ones. */
    public Duration longestCall(Duration connect, Duration read) {
        return isOn()
                ? attempt().multipliedBy(attempts())
                : connect.plus(read).multipliedBy(PROTECTED_ATTEMPTS);
    }

    /** A pipeline that protects from nothing. */
    public Pipeline pipeline(String name) {
        RetryConfig naive =
                RetryConfig.defaults()
                        .withMaxAttempts(attempts())
                        .withBackoff(Backoff.none())
                        .withMaxDuration(Duration.ofDays(1));
        return Pipeline.named(name)
                .retry(Retry.of(name, naive))
                .timeout(Timeout.of(name, attempt()))
                .build();
    }

    private int attempts() {
        return 1 + config.careless().naiveRetries();
    }

    /** Connecting and reading, once each: what "timeout: 30s" is commonly believed to mean. */
    private Duration attempt() {
        return config.careless().timeout().multipliedBy(2);
    }
}
