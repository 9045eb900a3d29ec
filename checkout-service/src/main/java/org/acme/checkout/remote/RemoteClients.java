package org.acme.checkout.remote;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.rest.client.reactive.QuarkusRestClientBuilder;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.acme.breaker.quarkus.rest.DeadlineHeader;

/**
 * Builds the clients of other services, with the same limits of time and connections in both lanes.
 */
@Singleton
public class RemoteClients {

    /**
     * More connections than threads that could need one (20 workers, settlement, the refresh):
     * waiting for a connection would be a second, invisible queue.
     */
    private static final int CONNECTIONS = 64;

    private final MeterRegistry registry;

    public RemoteClients(MeterRegistry registry) {
        this.registry = registry;
    }

    /**
     * Creates a client that sends the remaining time of its deadline with each call.
     *
     * @param service its name in messages and metrics
     * @param attempt the timeout of one call, from waiting for a connection to the complete
     *     response
     */
    public <A> RemoteClient<A> withDeadlineHeader(
            String service, Class<A> api, URI uri, Duration connect, Duration attempt) {
        QuarkusRestClientBuilder builder = builder(uri, connect, attempt);
        return client(service, builder.register(DeadlineHeader.class).build(api), attempt);
    }

    /** Creates a client without the deadline header, like most clients. */
    public <A> RemoteClient<A> withoutDeadlineHeader(
            String service, Class<A> api, URI uri, Duration attempt) {
        return client(service, builder(uri, attempt, attempt).build(api), attempt);
    }

    private <A> RemoteClient<A> client(String service, A api, Duration attempt) {
        return new RemoteClient<>(service, api, attempt, new Rejections(service, registry));
    }

    /**
     * Sets a read timeout as a second limit behind that of {@link RemoteClient}: it ends the wait
     * for a pooled connection and frees a connection that is obtained after the call was abandoned.
     */
    private static QuarkusRestClientBuilder builder(URI uri, Duration connect, Duration attempt) {
        return QuarkusRestClientBuilder.newBuilder()
                .baseUri(uri)
                .connectTimeout(connect.toMillis(), TimeUnit.MILLISECONDS)
                .readTimeout(attempt.toMillis(), TimeUnit.MILLISECONDS)
                .property("io.quarkus.rest.client.connection-pool-size", CONNECTIONS)
                .httpClientRequestCustomizer(new ResponseLimit())
                // A status is a result and not an exception: HttpPaymentGateway and
                // HttpInventoryClient read it.
                .property("microprofile.rest.client.disable.default.mapper", true);
    }
}
