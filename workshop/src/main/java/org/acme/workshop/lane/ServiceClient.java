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
 * Asks the services what is going on and tells them what to do; never used for the users' traffic,
 * so that watching has connections of its own.
 */
@ApplicationScoped
public class ServiceClient {

    private static final String BREAKERS = "/breakers";

    /** What to tell whoever is answered 401. */
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

    /** {@code GET path}. */
    public CompletionStage<Exchange.Answer> get(
            Lane lane, Service service, String path, Duration timeout) {
        return send(HttpMethod.GET, lane, service, path, null, timeout);
    }

    /**
     * Any request. The stage fails when nothing complete came back in time; a status, whatever it
     * is, isn't a failure. Completes on an event loop: continue elsewhere for anything that blocks.
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

    /** Nobody but who is operated by it hears the token. */
    private static boolean isOfBreakers(String path) {
        return path.equals(BREAKERS) || path.startsWith(BREAKERS + "/");
    }

    private static void authorize(RequestOptions options, String token) {
        options.putHeader("Authorization", "Bearer " + token);
    }

    /** A request to an address; also used by the traffic. */
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
