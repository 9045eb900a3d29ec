package org.acme.checkout.lessons;

import io.smallrye.common.annotation.NonBlocking;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.acme.chassis.problem.Problem;
import org.acme.chassis.problem.ProblemException;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/**
 * Switches bad habits on and off. Runs on the event loop, so it works while a habit blocks all
 * workers.
 */
@Path("/habits")
@Tag(name = "habits")
@NonBlocking
@Produces(MediaType.APPLICATION_JSON)
public class AntiPatternsResource {

    private final AntiPatternsConfig config;
    private final ActiveAntiPatterns habits;

    AntiPatternsResource(AntiPatternsConfig config, ActiveAntiPatterns habits) {
        this.config = config;
        this.habits = habits;
    }

    /** Returns the habits that are switched on. */
    @GET
    @Operation(summary = "The bad habits in force")
    public AntiPatterns show() {
        check();
        return habits.now();
    }

    /** Switches some habits on, and all others off. */
    @PUT
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "Take up bad habits for a while (60 seconds unless said)")
    public AntiPatterns take(@NotNull @Valid AntiPatternsChange change) {
        check();
        habits.take(change.habits(), change.lasts());
        return habits.now();
    }

    /** Switches all habits off. */
    @DELETE
    @Operation(summary = "Give all of them up")
    public Response drop() {
        check();
        habits.drop();
        return Response.noContent().build();
    }

    private void check() {
        if (!config.enabled()) {
            throw new ProblemException(
                    Problem.of(
                            403,
                            "habits-disabled",
                            "Bad habits are off",
                            "start the service with HABITS_ENABLED=true to play lessons with them"));
        }
    }
}
