package org.acme.workshop.control;

import io.smallrye.common.annotation.NonBlocking;
import io.smallrye.mutiny.Multi;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.acme.workshop.problem.Problem;
import org.acme.workshop.problem.ProblemException;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestStreamElementType;

/** Both lanes, live. */
@Path("/api")
@Tag(name = "lanes")
@NonBlocking
public class LanesResource {

    private final LiveBoard board;
    private final LiveFeed feed;
    private final LinksConfig links;

    @Inject
    LanesResource(LiveBoard board, LiveFeed feed, LinksConfig links) {
        this.board = board;
        this.feed = feed;
        this.links = links;
    }

    /** Both lanes now. */
    @GET
    @Path("/lanes")
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(summary = "Live numbers of both lanes")
    public LiveView lanes() {
        return board.now();
    }

    /** Both lanes, once a second. */
    @GET
    @Path("/stream")
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @RestStreamElementType(MediaType.APPLICATION_JSON)
    @Operation(summary = "The same once a second, as server-sent events")
    public Multi<String> stream() {
        if (!feed.hasRoom()) {
            throw new ProblemException(
                    Problem.of("too-many-viewers", "Too many viewers", 503, "close other pages"));
        }
        return feed.pictures();
    }

    /** The last five minutes. */
    @GET
    @Path("/history")
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(summary = "The same for each second of the last five minutes, oldest first")
    public String history() {
        return "[" + String.join(",", feed.history()) + "]";
    }

    /** Where to look further. */
    @GET
    @Path("/links")
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(summary = "Where Grafana, Prometheus and the services' pages are")
    public LinksConfig.Links links() {
        return links.all();
    }
}
