package org.acme.checkout.protection;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import org.acme.breaker.pipeline.Pipeline;
import org.acme.breaker.retry.Backoff;
import org.acme.breaker.retry.Retry;
import org.acme.breaker.retry.RetryConfig;
import org.acme.breaker.timeout.Timeout;
import org.acme.checkout.remote.RemoteClient;
import org.acme.checkout.remote.RemoteClients;
import org.acme.checkout.remote.RemoteConfig;

/**
 * The policy of the unprotected lane: the usual timeout, and retries at once if somebody has thought
 * that they would help. Everything else passes.
 */
@ApplicationScoped
public class UnprotectedProfile {

    private final ProtectionConfig config;
    private final RemoteClients clients;

    public UnprotectedProfile(ProtectionConfig config, RemoteClients clients) {
        this.config = config;
        this.clients = clients;
    }

    /** Whether this process is the unprotected lane. */
    public boolean isOn() {
        return config.mode() == Protection.OFF;
    }

    /**
     * A client with the usual timeout, which doesn't tell anybody how long it waits; in the
     * protected lane one with the given timeouts, which does.
     */
    public <A> RemoteClient<A> client(String service, Class<A> api, RemoteConfig remote) {
        return isOn()
                ? clients.withoutDeadlineHeader(
                        service, api, remote.url(), config.unprotected().timeout())
                : clients.withDeadlineHeader(
                        service,
                        api,
                        remote.url(),
                        remote.connectTimeout(),
                        remote.attemptTimeout());
    }

    /** How long an attempt can take with the given timeouts, or with the limit of the unprotected lane. */
    public Duration attempt(RemoteConfig remote) {
        return isOn() ? config.unprotected().timeout() : remote.attemptTimeout();
    }

    /** A pipeline that protects from nothing here, the given one in the protected lane. */
    public Pipeline insteadOf(Pipeline protecting) {
        return isOn()
                ? withoutProtection(protecting.name(), config.unprotected().naiveRetries())
                : protecting;
    }

    /** A pipeline that protects from nothing, with the given number of immediate retries. */
    public Pipeline withoutProtection(String name, int retries) {
        RetryConfig naive =
                RetryConfig.builder()
                        .maxAttempts(1 + retries)
                        .backoff(Backoff.none())
                        .maxDuration(Duration.ofDays(1))
                        .build();
        return Pipeline.named(name)
                .retry(Retry.of(name, naive))
                .timeout(Timeout.of(name, config.unprotected().timeout()))
                .build();
    }
}
