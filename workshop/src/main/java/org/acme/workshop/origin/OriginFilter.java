package org.acme.workshop.origin;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.net.URI;
import java.util.Set;
import org.acme.chassis.problem.Problem;
import org.acme.chassis.problem.ProblemAnswers;
import org.jspecify.annotations.Nullable;

/**
 * Prevents web pages of other sites, opened in the presenter's browser, from changing anything
 * here: a request with an {@code Origin} that isn't ours may only read. Also sets headers that
 * restrict what our own page may load.
 */
@ApplicationScoped
class OriginFilter {

    private static final Set<HttpMethod> READING =
            Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);
    private static final int BEFORE_EVERYTHING = 1001;
    private static final String OWN_THINGS_ONLY =
            "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self';"
                    + " img-src 'self'; manifest-src 'self';"
                    + " frame-ancestors 'none'; base-uri 'none'; form-action 'none'";

    /** A report is one file with its own style; no script, nothing from other sites. */
    private static final String ONE_FILE =
            "default-src 'none'; style-src 'unsafe-inline';"
                    + " frame-ancestors 'none'; base-uri 'none'; form-action 'none'";

    /** Swagger UI has scripts in its page. */
    private static final String NOT_IN_FRAMES = "frame-ancestors 'none'; base-uri 'none'";

    private static final Problem FOREIGN =
            Problem.of(
                    403,
                    "foreign-origin",
                    "Foreign origin",
                    "a page of another origin may not change anything here; set CONTROL_ROOM_NAMES"
                            + " if this is another name of the control room");

    private final AllowedHosts names;
    private final ProblemAnswers answers;

    OriginFilter(AllowedHosts names, ProblemAnswers answers) {
        this.names = names;
        this.answers = answers;
    }

    void install(@Observes Filters filters) {
        filters.register(this::check, BEFORE_EVERYTHING);
    }

    private void check(RoutingContext context) {
        HttpServerRequest request = context.request();
        context.response()
                .putHeader("X-Content-Type-Options", "nosniff")
                .putHeader("X-Frame-Options", "DENY")
                .putHeader("Referrer-Policy", "no-referrer")
                .putHeader("Cross-Origin-Opener-Policy", "same-origin")
                .putHeader("Permissions-Policy", "camera=(), geolocation=(), microphone=()")
                .putHeader("Content-Security-Policy", policy(request.path()));
        if (READING.contains(request.method()) || isOurs(request.getHeader("Origin"), request)) {
            context.next();
            return;
        }
        answers.end(context, FOREIGN);
    }

    private static String policy(@Nullable String path) {
        if (path == null || path.startsWith("/q/")) {
            return NOT_IN_FRAMES;
        }
        return path.endsWith("/report.html") ? ONE_FILE : OWN_THINGS_ONLY;
    }

    private boolean isOurs(@Nullable String origin, HttpServerRequest request) {
        if (origin == null) {
            return true; // curl and other programs
        }
        try {
            String authority = URI.create(origin).getAuthority();
            return authority != null
                    && (names.isConfigured(authority)
                            || (authority.equals(request.getHeader("Host"))
                                    && names.has(authority)));
        } catch (IllegalArgumentException notAnOrigin) {
            return false;
        }
    }
}
