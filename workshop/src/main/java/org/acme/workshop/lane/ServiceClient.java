package org.acme.workshop.lane;

import io.vertx.core.Context;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.impl.VertxInternal;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Sends monitoring and control requests to the services. Never used for the users' traffic, so that
 * monitoring has separate connections.
 */
@ApplicationScoped
public class ServiceClient {

    private static final String BREAKERS = "/breakers";

    /** The explanation of a 401 response. */
    public static final String TOKEN_WANTED =
            "checkout requires its breaker.admin.token: set it in the control room as"
                    + " lanes.admin-token (LANES_ADMIN_TOKEN)";

    private final Vertx vertx;
    private final HttpClient client;
    private final Context context;
    private final LanesConfig lanes;

    @Inject
    public ServiceClient(Vertx vertx, LanesConfig lanes) {
        this.vertx = vertx;
        this.lanes = lanes;
        this.client =
                vertx.createHttpClient(
                        new HttpClientOptions().setKeepAliveTimeout(20).setConnectTimeout(2000),
                        new PoolOptions().setHttp1MaxSize(16).setMaxWaitQueueSize(256));
        this.context = ((VertxInternal) vertx).createEventLoopContext();
    }

    /** Sends {@code GET path}. */
    public CompletionStage<Exchange.Answer> get(
            Lane lane, Service service, String path, Duration timeout) {
        return send(HttpMethod.GET, lane, service, path, null, timeout);
    }

    /**
     * Sends any kind of request. The stage fails if no complete response comes in time; no status
     * is a failure. Completes on an event loop: blocking work must continue on another thread.
     *
     * @param json the body, or null
     */
    public CompletionStage<Exchange.Answer> send(
            HttpMethod method,
            Lane lane,
            Service service,
            String path,
            @Nullable String json,
            Duration timeout) {
        RequestOptions options = options(lanes.address(lane, service), method, path);
        if (isOfBreakers(path)) {
            lanes.adminToken().ifPresent(token -> authorize(options, token));
        }
        Buffer content = json == null ? null : Buffer.buffer(json);
        Promise<Exchange.Answer> promise = Promise.promise();
        context.runOnContext(
                now ->
                        Exchange.send(vertx, client, options, content, timeout.toMillis())
                                .onComplete(promise));
        return promise.future().toCompletionStage();
    }

    /** Whether a path belongs to {@code /breakers}, the only endpoint that gets the token. */
    private static boolean isOfBreakers(String path) {
        return path.equals(BREAKERS) || path.startsWith(BREAKERS + "/");
    }

    private static void authorize(RequestOptions options, String token) {
        options.putHeader("Authorization", "Bearer " + token);
    }

    /** Builds a request to an address; also used by the traffic. */
    public static RequestOptions options(URI address, HttpMethod method, String path) {
        return new RequestOptions()
                .setMethod(method)
                .setHost(address.getHost())
                .setPort(address.getPort() < 0 ? 80 : address.getPort())
                .setURI(path);
    }

    @PreDestroy
    void close() {
        client.close();
    }
}
