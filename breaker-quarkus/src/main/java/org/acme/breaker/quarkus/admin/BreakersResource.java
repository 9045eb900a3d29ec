package org.acme.breaker.quarkus.admin;

import io.smallrye.common.annotation.NonBlocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import org.acme.breaker.CircuitBreaker;
import org.acme.breaker.CircuitBreakerRegistry;
import org.acme.breaker.quarkus.pipeline.Pipelines;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.logging.Logger;

/**
 * The breakers of this application, to look at and to operate. On the event loop: it must answer
 * above all when every worker thread waits for something.
 */
@Path("/breakers")
@Tag(name = "breakers")
@Guarded
@NonBlocking
@Produces({MediaType.APPLICATION_JSON, Problem.MEDIA_TYPE})
public final class BreakersResource {

    private static final Logger AUDIT = Logger.getLogger("org.acme.breaker.audit");

    private final CircuitBreakerRegistry registry;
    private final Pipelines pipelines;

    BreakersResource(CircuitBreakerRegistry registry, Pipelines pipelines) {
        this.registry = registry;
        this.pipelines = pipelines;
    }

    /** All, by name. */
    @GET
    @Operation(summary = "All breakers: state, why, numbers, the last ten events")
    public List<BreakerDocument> all() {
        return registry.all().stream()
                .sorted(Comparator.comparing(CircuitBreaker::name))
                .map(BreakerDocument::of)
                .toList();
    }

    /** One. */
    @GET
    @Path("/{name}")
    @Operation(summary = "One breaker")
    @APIResponse(responseCode = "200", description = "Its state, why, numbers and last events")
    @APIResponse(responseCode = "404", description = "There is no such breaker")
    public BreakerDocument one(@PathParam("name") String name) {
        return BreakerDocument.of(known(name));
    }

    /** Closes all, with empty windows. */
    @POST
    @Path("/reset")
    @Operation(summary = "Close all breakers, with empty windows")
    public List<BreakerDocument> resetAll() {
        requireProtection();
        AUDIT.info("all breakers: reset");
        registry.resetAll();
        return all();
    }

    /** Does something to one. */
    @POST
    @Path("/{name}/{action}")
    @Operation(
            summary = "Operate a breaker",
            description =
                    "reset: close with an empty window; close; force-open: refuse all calls until"
                            + " reset or closed; disable: let all calls pass, unjudged")
    @APIResponse(responseCode = "200", description = "What the breaker is now")
    @APIResponse(responseCode = "404", description = "No such breaker, or no such action")
    @APIResponse(responseCode = "409", description = "Protection is off by configuration")
    public BreakerDocument operate(
            @PathParam("name") String name, @PathParam("action") String action) {
        CircuitBreaker breaker = known(name);
        Action wanted = Action.of(action);
        requireProtection();
        AUDIT.infof("breaker '%s': %s (was %s)", name, action, breaker.state().label());
        wanted.on(breaker);
        return BreakerDocument.of(breaker);
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
                                                "there are: "
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
                            "breaker.enabled is false: all calls pass straight through"));
        }
    }
}
