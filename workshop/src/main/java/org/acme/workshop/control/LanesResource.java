package org.acme.workshop.control;

import io.smallrye.common.annotation.NonBlocking;
import io.smallrye.mutiny.Multi;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import org.acme.chassis.problem.Problem;
import org.acme.chassis.problem.ProblemException;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestStreamElementType;
import org.jspecify.annotations.Nullable;

/** Shows both lanes live. */
@Path("/api")
@Tag(name = "lanes")
@NonBlocking
public class LanesResource {

    private final LiveStatus board;
    private final LiveFeed feed;
    private final LinksConfig links;
    private final HistoryService history;
    private final AudienceServer audience;

    /** A proxy for the exchange of the current request. */
    private final RoutingContext exchange;

    @Inject
    LanesResource(
            LiveStatus board,
            LiveFeed feed,
            LinksConfig links,
            HistoryService history,
            AudienceServer audience,
            RoutingContext exchange) {
        this.board = board;
        this.feed = feed;
        this.links = links;
        this.history = history;
        this.audience = audience;
        this.exchange = exchange;
    }

    /** Returns the current status of both lanes. */
    @GET
    @Path("/lanes")
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(summary = "Live numbers of both lanes")
    public LiveView lanes() {
        return board.now();
    }

    /** Streams the status of both lanes, once a second. */
    @GET
    @Path("/stream")
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @RestStreamElementType(MediaType.APPLICATION_JSON)
    @Operation(summary = "The same once a second, as server-sent events")
    public Multi<String> stream() {
        if (!feed.hasRoom()) {
            throw new ProblemException(
                    Problem.of(503, "too-many-viewers", "Too many viewers", "close other pages"));
        }
        return feed.pictures();
    }

    /** Returns the last five minutes, or the part after a given time. */
    @GET
    @Path("/history")
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "The same for each second of the last five minutes, oldest first",
            description = "The number of concurrent readers is limited; ask again a little later.")
    @APIResponse(responseCode = "200", description = "The pictures, all or those since then")
    @APIResponse(responseCode = "400", description = "The instant can't be read")
    @APIResponse(responseCode = "503", description = "Too many readers at once")
    public HistoryAnswer history(
            @Parameter(
                            description =
                                    "Only pictures taken later, such as the last one's \"at\"",
                            example = "2026-01-31T12:00:00Z")
                    @QueryParam("since")
                    @Nullable String since) {
        HttpServerRequest request = exchange.request();
        HistoryAnswer answer =
                history.serve(instant(since), audience.hasReceived(request))
                        .orElseThrow(LanesResource::tooManyReaders);
        if (request.method().equals(HttpMethod.HEAD)) {
            answer.done().run(); // no body is written, so nothing else would end it
        }
        return answer;
    }

    private static ProblemException tooManyReaders() {
        return new ProblemException(
                Problem.of(
                        503, "too-many-readers", "Too many readers", "ask again in a few seconds"));
    }

    private static Instant instant(@Nullable String since) {
        if (since == null) {
            return Instant.MIN;
        }
        try {
            return Instant.parse(since);
        } catch (DateTimeParseException notAnInstant) {
            throw ProblemException.invalid(
                    "since", "must be an instant such as 2026-01-31T12:00:00Z");
        }
    }

    /** Returns the addresses of the other pages. */
    @GET
    @Path("/links")
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(summary = "Where Grafana, Prometheus and the services' pages are")
    public LinksConfig.Links links() {
        return links.all();
    }
}
