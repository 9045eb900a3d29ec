package org.acme.inventory.delivery;

import io.smallrye.common.annotation.Blocking;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import org.acme.chassis.problem.Problem;
import org.acme.chassis.problem.ProblemException;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Lets a scenario make goods scarce by pausing deliveries for a limited time. */
@Path("/deliveries/policy")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
@Tag(name = "Deliveries")
public class DeliveryResource {

    private static final Logger LOG = Logger.getLogger(DeliveryResource.class);

    private final Deliveries deliveries;
    private final DeliveryConfig config;

    DeliveryResource(Deliveries deliveries, DeliveryConfig config) {
        this.deliveries = deliveries;
        this.config = config;
    }

    /** Returns the current state of deliveries. */
    @GET
    @Operation(summary = "Whether deliveries are on, and what they bring")
    public DeliveryPolicy get() {
        Instant paused = deliveries.pausedUntil().orElse(null);
        return policy(paused);
    }

    /** Pauses or resumes deliveries. */
    @PUT
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary =
                    "Pause deliveries for a while ({\"enabled\":false,\"duration\":\"60s\"}) or resume them")
    @APIResponse(responseCode = "200", description = "How deliveries stand now")
    @APIResponse(responseCode = "404", description = "Not allowed here: FAULTS_ENABLED isn't true")
    @APIResponse(responseCode = "409", description = "Switched off by configuration")
    public DeliveryPolicy put(@NotNull @Valid PolicyRequest request) {
        refuseUnlessSwitchable();
        if (request.wantsDeliveries()) {
            deliveries.resume();
            LOG.info("deliveries resumed");
        } else {
            deliveries.pause(request.pause());
            LOG.infof("deliveries paused for %s", request.duration());
        }
        return get();
    }

    private void refuseUnlessSwitchable() {
        if (!config.switchable()) {
            throw ProblemException.notFound(
                    "not-switchable",
                    "Deliveries can't be switched here",
                    "start the service with FAULTS_ENABLED=true to allow it");
        }
        if (!config.enabled()) {
            throw new ProblemException(
                    Problem.of(
                            409,
                            "deliveries-off",
                            "Deliveries are off",
                            "inventory.deliveries.enabled is false"));
        }
    }

    private DeliveryPolicy policy(@Nullable Instant pausedUntil) {
        return new DeliveryPolicy(
                config.enabled() && pausedUntil == null,
                config.lowWaterMark(),
                config.quantity(),
                pausedUntil);
    }
}
