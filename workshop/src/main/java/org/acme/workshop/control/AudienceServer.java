package org.acme.workshop.control;

import io.quarkus.runtime.ShutdownEvent;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Serves the page for phones: {@code /audience} on the usual port, and, if configured, on a
 * separate port that serves nothing else. That port is read-only: no path on it changes anything.
 */
@ApplicationScoped
class AudienceServer {

    private static final Logger LOG = Logger.getLogger(AudienceServer.class);
    private static final String PAGE = "/audience";
    private static final String STREAM = "/api/stream";
    private static final Set<String> OPEN =
            Set.of(PAGE, "/audience.html", STREAM, "/api/history", "/api/lanes");
    private static final int NOT_FOUND = 404;
    private static final int NO_ROOM = 503;

    private final Vertx vertx;
    private final AudienceConfig config;
    private final Set<HttpConnection> here = ConcurrentHashMap.newKeySet();
    private final Set<HttpConnection> watching = ConcurrentHashMap.newKeySet();
    private volatile @Nullable HttpServer server;

    @Inject
    AudienceServer(Vertx vertx, AudienceConfig config) {
        this.vertx = vertx;
        this.config = config;
    }

    void open(@Observes Router router) {
        router.get(PAGE).handler(context -> context.reroute("/audience.html"));
        config.port().ifPresent(port -> openDoor(router, port));
    }

    private void openDoor(Router router, int port) {
        HttpServer opened =
                vertx.createHttpServer(options(port))
                        .connectionHandler(this::come)
                        .requestHandler(request -> enter(router, request));
        try {
            opened.listen().toCompletionStage().toCompletableFuture().join();
            server = opened;
        } catch (CompletionException taken) {
            LOG.errorf("the audience port %d cannot be opened: %s", port, taken.getCause());
        }
    }

    /** Returns the audience's port; 0 if there is none. */
    int port() {
        HttpServer opened = server;
        return opened == null ? 0 : opened.actualPort();
    }

    /** Whether a request came through the audience's port. */
    boolean hasReceived(HttpServerRequest request) {
        return request.localAddress() != null && request.localAddress().port() == port();
    }

    /**
     * Allows one request at a time on a connection, so that counting connections counts streams.
     */
    private HttpServerOptions options(int port) {
        return new HttpServerOptions()
                .setHost(config.host())
                .setPort(port)
                .setHttp2ClearTextEnabled(false)
                .setIdleTimeout((int) config.idleTimeout().toSeconds());
    }

    private void come(HttpConnection connection) {
        if (here.size() >= config.maxConnections()) {
            connection.close();
            return;
        }
        here.add(connection);
        connection.closeHandler(
                gone -> {
                    here.remove(connection);
                    watching.remove(connection);
                });
    }

    private void enter(Router router, HttpServerRequest request) {
        if (mayPass(request.method(), request.path())) {
            pass(router, request);
        } else if (request.path() != null && request.path().equals("/")) {
            request.response().setStatusCode(302).putHeader("Location", PAGE).end();
        } else {
            request.response().setStatusCode(NOT_FOUND).end();
        }
    }

    /**
     * Passes a request on, unless the audience's share of the viewers is used up: some are reserved
     * for the presenter.
     */
    private void pass(Router router, HttpServerRequest request) {
        if (!STREAM.equals(request.path())) {
            watching.remove(request.connection());
        } else if (watching.size() >= config.maxStreams()) {
            request.response().setStatusCode(NO_ROOM).putHeader("Retry-After", "10").end();
            return;
        } else {
            watching.add(request.connection());
        }
        router.handle(request);
    }

    static boolean mayPass(HttpMethod method, @Nullable String path) {
        if (path == null || !method.equals(HttpMethod.GET)) {
            return false;
        }
        return OPEN.contains(path) || path.matches("/room/[a-z-]+\\.(js|css|svg|json)");
    }

    void close(@Observes ShutdownEvent end) {
        HttpServer opened = server;
        if (opened != null) {
            opened.close();
        }
    }
}
