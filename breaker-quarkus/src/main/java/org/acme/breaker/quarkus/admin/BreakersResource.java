package org.acme.breaker.quarkus.admin;

import io.smallrye.common.annotation.NonBlocking;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import org.acme.breaker.CircuitBreaker;
import org.acme.breaker.CircuitBreakerRegistry;
import org.acme.breaker.quarkus.config.InvalidSettingsException;
import org.acme.breaker.quarkus.pipeline.LiveSettings;
import org.acme.breaker.quarkus.pipeline.Pipelines;
import org.acme.breaker.quarkus.pipeline.SettingsInCodeException;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestStreamElementType;
import org.jspecify.annotations.Nullable;

/**
 * Shows and controls the breakers of this application. Runs on the event loop: it must answer even
 * when all worker threads are blocked.
 */
@Path("/breakers")
@Tag(name = "breakers")
@Guarded
@NonBlocking
@Produces({MediaType.APPLICATION_JSON, Problem.MEDIA_TYPE})
public final class BreakersResource {

    private final CircuitBreakerRegistry registry;
    private final Pipelines pipelines;
    private final LiveSettings settings;
    private final EventFeed feed;
    private final FleetRequests fleet;
    private final Vertx vertx;

    BreakersResource(
            CircuitBreakerRegistry registry,
            Pipelines pipelines,
            LiveSettings settings,
            EventFeed feed,
            FleetRequests fleet,
            Vertx vertx) {
        this.registry = registry;
        this.pipelines = pipelines;
        this.settings = settings;
        this.feed = feed;
        this.fleet = fleet;
        this.vertx = vertx;
    }

    /** Returns all breakers, sorted by name. */
    @GET
    @Operation(summary = "All breakers: state, reason, numbers and the last ten events")
    public List<BreakerDocument> all() {
        return registry.all().stream()
                .sorted(Comparator.comparing(CircuitBreaker::name))
                .map(this::document)
                .toList();
    }

    /** Returns the breaker of this name. */
    @GET
    @Path("/{name}")
    @Operation(summary = "One breaker")
    @APIResponse(responseCode = "200", description = "Its state, reason, numbers and last events")
    @APIResponse(responseCode = "404", description = "There is no such breaker")
    public BreakerDocument one(@PathParam("name") String name) {
        return document(known(name));
    }

    /** Closes all breakers with empty windows. */
    @POST
    @Path("/reset")
    @Operation(summary = "Close all breakers, with empty windows")
    @APIResponse(responseCode = "200", description = "The breakers after the change")
    @APIResponse(responseCode = "409", description = "Protection is off by configuration")
    public List<BreakerDocument> resetAll(@Context HttpServerRequest request) {
        requireProtection();
        registry.resetAll();
        AuditLog.done(request, "all breakers", "reset");
        return all();
    }

    /** Performs an action on one breaker. */
    @POST
    @Path("/{name}/{action}")
    @Operation(
            summary = "Control a breaker",
            description =
                    "reset: close with an empty window; close; open: as if the failure rate was too"
                            + " high; half-open: the next calls are probes; force-open: reject all"
                            + " calls until reset or closed; disable: admit all calls and record"
                            + " nothing. for=30s or until=<instant>: open or force-open for that"
                            + " time. fleet=true: on every replica")
    @APIResponse(responseCode = "200", description = "The breaker after the change")
    @APIResponse(responseCode = "400", description = "The time or the fleet can't be meant so")
    @APIResponse(responseCode = "404", description = "No such breaker, or no such action")
    @APIResponse(responseCode = "409", description = "Protection is off, or there is no fleet")
    @APIResponse(responseCode = "503", description = "The store of the fleet does not answer")
    public Uni<BreakerDocument> operate(
            @PathParam("name") String name,
            @PathParam("action") String action,
            @QueryParam("fleet") @Nullable String everywhere,
            @QueryParam("for") @Nullable String length,
            @QueryParam("until") @Nullable String until,
            @Context HttpServerRequest request) {
        CircuitBreaker breaker = known(name);
        Action wanted = Action.of(action);
        requireProtection();
        Duration time = ActionTime.read(length, until, Clock.systemUTC());
        String before =
                (time == null ? "" : " for " + time) + " (was " + breaker.state().label() + ")";
        boolean inFleet = fleet.isWanted(everywhere);
        wanted.requirePossible(time, inFleet);
        if (inFleet) {
            AuditLog.done(request, "breaker '" + name + "' of the fleet", action + before);
            return fleet.request(name, action).map(done -> document(breaker));
        }
        wanted.on(breaker, time);
        AuditLog.done(request, "breaker '" + name + "'", action + before);
        return Uni.createFrom().item(document(breaker));
    }

    /** Changes settings of one breaker. */
    @PATCH
    @Path("/{name}")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Change settings of a running breaker",
            description =
                    "Use the configuration keys; null restores the configured value. State and"
                            + " window are kept unless the window setting changes. All or nothing;"
                            + " lost when the application restarts.")
    @RequestBody(
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(type = SchemaType.OBJECT),
                            example = "{\"failure-rate-threshold\": 60, \"mode\": \"dry-run\"}"))
    @APIResponse(responseCode = "200", description = "The breaker after the change")
    @APIResponse(responseCode = "400", description = "Every wrong setting, and what is allowed")
    @APIResponse(responseCode = "404", description = "There is no such breaker")
    @APIResponse(
            responseCode = "409",
            description = "Protection is off, or the settings of the breaker are in code")
    public BreakerDocument change(
            @PathParam("name") String name,
            byte @Nullable [] body,
            @Context HttpServerRequest request) {
        CircuitBreaker breaker = known(name);
        requireProtection();
        var wanted = SettingsReader.read(body == null ? new byte[0] : body);
        try {
            settings.change(breaker, wanted);
        } catch (InvalidSettingsException e) {
            throw new ProblemException(
                    Problem.invalid(
                            e.complaints().stream()
                                    .map(c -> new Problem.FieldError(c.setting(), c.message()))
                                    .toList()));
        } catch (SettingsInCodeException e) {
            throw new ProblemException(
                    Problem.of(
                            409,
                            "settings-in-code",
                            "Settings are in code",
                            String.valueOf(e.getMessage())));
        }
        AuditLog.done(request, "breaker '" + name + "'", "changed " + wanted);
        return document(breaker);
    }

    /** Returns the breaker that is named like the event stream, if the client asks for JSON. */
    @GET
    @Path("/events")
    @Produces(MediaType.APPLICATION_JSON + ";qs=0.5")
    @Operation(hidden = true)
    public BreakerDocument oneNamedEvents() {
        return one("events");
    }

    /** Streams the events of all breakers from now on. */
    @GET
    @Path("/events")
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @RestStreamElementType(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Events of all breakers, as server-sent events",
            description =
                    "transition, cleared, reconfigured, rejected (at most once a second). A reader"
                            + " that is too slow loses the oldest events and gets an event of type"
                            + " dropped with their number. A heartbeat is sent every 15 s.")
    @APIResponse(responseCode = "200", description = "A stream without end")
    @APIResponse(responseCode = "503", description = "Too many readers")
    public Multi<BreakerEvent> events() {
        if (feed.isFull()) {
            throw new ProblemException(
                    Problem.of(
                            503,
                            "too-many-readers",
                            "Too many readers",
                            "at most " + EventFeed.MOST_READERS + " readers at a time"));
        }
        io.vertx.core.Context here = vertx.getOrCreateContext();
        return feed.open(delivery -> here.runOnContext(due -> delivery.run()));
    }

    private BreakerDocument document(CircuitBreaker breaker) {
        return BreakerDocument.of(
                breaker, pipelines.find(breaker.name()).orElse(null), pipelines.isPassThrough());
    }

    private CircuitBreaker known(String name) {
        return registry.find(name)
                .orElseThrow(
                        () ->
                                new ProblemException(
                                        Problem.of(
                                                404,
                                                "unknown-breaker",
                                                "Unknown breaker",
                                                "allowed: "
                                                        + String.join(
                                                                ", ",
                                                                new TreeSet<>(
                                                                        registry.states()
                                                                                .keySet())))));
    }

    private void requireProtection() {
        if (pipelines.isPassThrough()) {
            throw new ProblemException(
                    Problem.of(
                            409,
                            "protection-off",
                            "Protection is off",
                            BreakerDocument.PASS_THROUGH));
        }
    }
}
