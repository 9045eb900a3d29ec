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
 * The behaviour of the unprotected lane: the usual timeout of HTTP clients, and immediate retries
 * if configured. Nothing else limits a call.
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
     * Creates a client: in the unprotected lane with the usual timeout and without the deadline
     * header, in the protected lane with the given timeouts and with it.
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

    /** Returns how long an attempt can take in this lane. */
    public Duration attempt(RemoteConfig remote) {
        return isOn() ? config.unprotected().timeout() : remote.attemptTimeout();
    }

    /**
     * Returns the given pipeline in the protected lane, and one without protection in the
     * unprotected lane.
     */
    public Pipeline insteadOf(Pipeline protecting) {
        return isOn()
                ? withoutProtection(protecting.name(), config.unprotected().naiveRetries())
                : protecting;
    }

    /** Creates a pipeline without protection, with the given number of immediate retries. */
    private Pipeline withoutProtection(String name, int retries) {
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
