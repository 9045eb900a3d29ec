package org.acme.workshop.traffic;

import io.smallrye.common.annotation.NonBlocking;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.ArrayList;
import java.util.List;
import org.acme.chassis.problem.FieldError;
import org.acme.chassis.problem.Problem;
import org.acme.chassis.problem.ProblemException;
import org.acme.workshop.traffic.Traffic.Rate;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Shows and changes the rate of users and what they do. */
@Path("/api/traffic")
@Tag(name = "traffic")
@NonBlocking
@Produces(MediaType.APPLICATION_JSON)
public class TrafficResource {

    private final Traffic traffic;
    private final TrafficGate gate;

    @Inject
    TrafficResource(Traffic traffic, TrafficGate gate) {
        this.traffic = traffic;
        this.gate = gate;
    }

    /** A change of the rate; an absent field stays as it is. */
    public record RateChange(@Nullable Double arrivalsPerSecond, @Nullable Double checkoutShare) {}

    /** Returns the current rate. */
    @GET
    @Operation(summary = "The rate of arrivals in each lane")
    public Rate rate() {
        return traffic.rate();
    }

    /** Changes the rate in both lanes. */
    @PUT
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "Change the rate of arrivals; 0 is a pause")
    @APIResponse(responseCode = "200", description = "From now on")
    @APIResponse(responseCode = "400", description = "Every wrong field, and what is allowed")
    @APIResponse(responseCode = "409", description = "A scenario decides on the traffic now")
    public Rate change(@NotNull @Valid RateChange change) {
        if (gate.taken()) {
            throw new ProblemException(
                    Problem.of(
                            409,
                            "run-under-way",
                            "A scenario is under way",
                            "a scenario decides on the traffic until it has ended"));
        }
        Rate now = traffic.rate();
        Double rate = change.arrivalsPerSecond();
        Double share = change.checkoutShare();
        Rate wanted =
                new Rate(
                        rate == null ? now.arrivalsPerSecond() : rate,
                        share == null ? now.checkoutShare() : share);
        check(wanted);
        traffic.change(wanted);
        return wanted;
    }

    private static void check(Rate wanted) {
        List<FieldError> errors = new ArrayList<>();
        double most = Double.parseDouble(TrafficConfig.HIGHEST_RATE);
        double rate = wanted.arrivalsPerSecond();
        if (!(rate == 0 || (rate >= 0.1 && rate <= most))) {
            errors.add(
                    new FieldError(
                            "arrivalsPerSecond",
                            "must be 0 or from 0.1 to " + TrafficConfig.HIGHEST_RATE));
        }
        if (!(wanted.checkoutShare() >= 0 && wanted.checkoutShare() <= 1)) {
            errors.add(new FieldError("checkoutShare", "must be from 0 to 1"));
        }
        if (!errors.isEmpty()) {
            throw ProblemException.invalid(errors);
        }
    }
}
