package org.acme.workshop.problem;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.net.URI;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Keeps web pages of others, opened in the presenter's browser, from changing anything here: a
 * request with an {@code Origin} that isn't ours may only read. Also sets the headers that keep our
 * own page to itself.
 */
@ApplicationScoped
class ForeignPages {

    private static final Set<HttpMethod> READING =
            Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);
    private static final int BEFORE_EVERYTHING = 500;
    private static final String OWN_THINGS_ONLY =
            "default-src 'self'; img-src 'self' data:;"
                    + " frame-ancestors 'none'; base-uri 'none'; form-action 'none'";

    void install(@Observes Filters filters) {
        filters.register(ForeignPages::check, BEFORE_EVERYTHING);
    }

    private static void check(RoutingContext context) {
        HttpServerRequest request = context.request();
        context.response().putHeader("X-Content-Type-Options", "nosniff");
        if (!request.path().startsWith("/q/")) {
            context.response().putHeader("Content-Security-Policy", OWN_THINGS_ONLY);
        }
        if (READING.contains(request.method()) || isOurs(request.getHeader("Origin"), request)) {
            context.next();
            return;
        }
        context.response()
                .setStatusCode(403)
                .putHeader("Content-Type", Problem.MEDIA_TYPE)
                .end(
                        "{\"type\":\"urn:problem:workshop:foreign-origin\",\"title\":\"Foreign"
                                + " origin\",\"status\":403,\"detail\":\"a page of another origin"
                                + " may not change anything here\"}");
    }

    private static boolean isOurs(@Nullable String origin, HttpServerRequest request) {
        if (origin == null) {
            return true; // curl and other programs
        }
        try {
            String authority = URI.create(origin).getAuthority();
            return authority != null && authority.equals(request.getHeader("Host"));
        } catch (IllegalArgumentException notAnOrigin) {
            return false;
        }
    }
}
