package org.acme.checkout.remote;

import io.quarkus.rest.client.reactive.QuarkusRestClientBuilder;
import io.vertx.core.http.HttpClientOptions;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.acme.breaker.quarkus.rest.DeadlineHeader;

/** Builds REST clients whose timeouts depend on the lane, and whose pools are never the bottleneck. */
public final class RemoteClients {

    /**
     * More connections than threads that could ask for one (20 workers, settlement, the refresh):
     * waiting for a connection would be a second, invisible queue with no timeout.
     */
    private static final int CONNECTIONS = 64;

    private static final long SHORTEST_IDLE_MILLIS = 5000;

    private RemoteClients() {}

    /**
     * A blocking client: its connect and read timeout are the timeout of an attempt. It tells the
     * other side how long the call will still be waited for.
     */
    public static <T> T considerate(Class<T> api, URI uri, Duration connect, Duration read) {
        return builder(uri, connect, read).register(DeadlineHeader.class).build(api);
    }

    /** As most clients are: one that doesn't tell. */
    public static <T> T plain(Class<T> api, URI uri, Duration connect, Duration read) {
        return builder(uri, connect, read).build(api);
    }

    private static QuarkusRestClientBuilder builder(URI uri, Duration connect, Duration read) {
        return QuarkusRestClientBuilder.newBuilder()
                .baseUri(uri)
                .connectTimeout(connect.toMillis(), TimeUnit.MILLISECONDS)
                .readTimeout(read.toMillis(), TimeUnit.MILLISECONDS)
                .httpClientOptions(options(read))
                .property("io.quarkus.rest.client.connection-pool-size", CONNECTIONS)
                // A status is an answer, not an exception: HttpPaymentGateway and its like read it.
                .property("microprofile.rest.client.disable.default.mapper", true);
    }

    /**
     * The client's read timeout ends with the first byte of an answer. A body that stalls after it is
     * given up by the pipeline, and its connection is closed by this.
     */
    private static HttpClientOptions options(Duration read) {
        long idle = Math.max(SHORTEST_IDLE_MILLIS, 2 * read.toMillis());
        return new HttpClientOptions()
                .setIdleTimeoutUnit(TimeUnit.MILLISECONDS)
                .setReadIdleTimeout((int) Math.min(idle, Integer.MAX_VALUE));
    }
}
