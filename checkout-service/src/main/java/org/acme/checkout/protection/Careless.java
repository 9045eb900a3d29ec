package org.acme.checkout.protection;

import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.time.Duration;
import org.acme.breaker.pipeline.Pipeline;
import org.acme.breaker.retry.Backoff;
import org.acme.breaker.retry.Retry;
import org.acme.breaker.retry.RetryConfig;
import org.acme.breaker.timeout.Timeout;
import org.acme.checkout.remote.RemoteClients;

/**
 * The policy of the unprotected lane: the usual timeout, and retries at once if somebody has thought
 * that they would help. Everything else passes.
 */
@ApplicationScoped
public class Careless {

    private final ProtectionConfig config;

    public Careless(ProtectionConfig config) {
        this.config = config;
    }

    /** Whether this process is the unprotected lane. */
    public boolean isOn() {
        return config.mode() == Protection.OFF;
    }

    /**
     * A client with the usual timeouts, which doesn't tell anybody how long it waits; in the
     * protected lane one with the given timeouts, which does.
     */
    public <T> T client(Class<T> api, URI uri, Duration connect, Duration read) {
        return isOn()
                ? RemoteClients.plain(api, uri, timeoutInsteadOf(connect), timeoutInsteadOf(read))
                : RemoteClients.considerate(api, uri, connect, read);
    }

    private Duration timeoutInsteadOf(Duration protectedTimeout) {
        return isOn() ? config.careless().timeout() : protectedTimeout;
    }

    /** How long an attempt can take with these timeouts, or with the careless ones. */
    public Duration attempt(Duration connect, Duration read) {
        return timeoutInsteadOf(connect).plus(timeoutInsteadOf(read));
    }

    /** A pipeline that protects from nothing here, the given one in the protected lane. */
    public Pipeline insteadOf(Pipeline protecting) {
        return isOn()
                ? unprotected(protecting.name(), config.careless().naiveRetries())
                : protecting;
    }

    /** A pipeline that protects from nothing, with so many retries at once. */
    public Pipeline unprotected(String name, int retries) {
        RetryConfig naive =
                RetryConfig.defaults()
                        .withMaxAttempts(1 + retries)
                        .withBackoff(Backoff.none())
                        .withMaxDuration(Duration.ofDays(1));
        return Pipeline.named(name)
                .retry(Retry.of(name, naive))
                // "timeout: 30s" is commonly believed to mean both of these together.
                .timeout(Timeout.of(name, config.careless().timeout().multipliedBy(2)))
                .build();
    }
}
