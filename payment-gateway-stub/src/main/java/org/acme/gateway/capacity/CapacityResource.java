package org.acme.gateway.capacity;

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
import java.time.Duration;
import org.acme.chassis.problem.Problem;
import org.acme.chassis.problem.ProblemException;
import org.acme.fault.lease.FaultsConfig;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Shows the capacity of the bank, and changes it if fault injection is allowed. */
@Path("/capacity")
@Tag(name = "capacity")
@NonBlocking
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public final class CapacityResource {

    private final FaultsConfig faults;
    private final Bank bank;

    CapacityResource(FaultsConfig faults, Bank bank) {
        this.faults = faults;
        this.bank = bank;
    }

    @GET
    @Operation(summary = "The capacity in force")
    public BankSize show() {
        check();
        return bank.size();
    }

    @PUT
    @Operation(
            summary = "Change the capacity for a while",
            description =
                    "Afterwards it is as configured again. Each change begins the draw of the"
                            + " service times anew.")
    @APIResponse(responseCode = "200", description = "In force")
    @APIResponse(responseCode = "400", description = "Every wrong field")
    @APIResponse(responseCode = "403", description = "Fault injection is off")
    public BankSize change(@NotNull @Valid CapacityChange change) {
        check();
        bank.resize(size(change), lasts(change));
        return bank.size();
    }

    @DELETE
    @Operation(summary = "Go back to the configured capacity")
    @APIResponse(responseCode = "204", description = "It is as configured")
    public void restore() {
        check();
        bank.restore();
    }

    private static BankSize size(CapacityChange change) {
        return new BankSize(change.workers(), change.queue(), time(change));
    }

    private static ServiceTime time(CapacityChange change) {
        long min = change.minMillis();
        long max = change.maxMillis();
        long seed = change.seed() == null ? ServiceTime.anySeed() : change.seed();
        return change.shape() == null || change.medianMillis() == null
                ? ServiceTime.uniform(min, max, seed)
                : new ServiceTime(Shape.of(change.shape()), min, change.medianMillis(), max, seed);
    }

    private static Duration lasts(CapacityChange change) {
        return Duration.ofSeconds(change.seconds());
    }

    private void check() {
        if (!faults.enabled()) {
            throw new ProblemException(
                    Problem.of(
                            403,
                            "faults-disabled",
                            "Fault injection is off",
                            "start the service with FAULTS_ENABLED=true to change its capacity"));
        }
    }
}
