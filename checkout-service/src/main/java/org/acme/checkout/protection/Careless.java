package org.acme.checkout.protection;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import org.acme.breaker.pipeline.Pipeline;
import org.acme.breaker.retry.Backoff;
import org.acme.breaker.retry.Retry;
import org.acme.breaker.retry.RetryConfig;
import org.acme.breaker.timeout.Timeout;
import org.acme.checkout.remote.RemoteClients;
import org.acme.checkout.remote.RemoteConfig;

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
    public <T> T client(Class<T> api, RemoteConfig remote) {
        Duration usual = config.careless().timeout();
        return isOn()
                ? RemoteClients.plain(api, remote.url(), usual, usual)
                : RemoteClients.considerate(
                        api, remote.url(), remote.connectTimeout(), remote.readTimeout());
    }

    /** How long an attempt can take with the given timeouts, or with the careless ones. */
    public Duration attempt(RemoteConfig remote) {
        return isOn() ? longest() : remote.connectTimeout().plus(remote.readTimeout());
    }

    /** "timeout: 30s" is commonly believed to mean both of these together. */
    private Duration longest() {
        return config.careless().timeout().multipliedBy(2);
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
                .timeout(Timeout.of(name, longest()))
                .build();
    }
}
