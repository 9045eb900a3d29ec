package org.acme.fault.api;

import io.smallrye.common.annotation.NonBlocking;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.acme.chassis.problem.Problem;
import org.acme.chassis.problem.ProblemException;
import org.acme.fault.lease.FaultLease;
import org.acme.fault.lease.FaultRegistry;
import org.acme.fault.lease.FaultsConfig;
import org.acme.fault.lease.TooManyFaultsException;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/**
 * Starts, shows and ends faults. Runs on the event loop, so that it answers whatever the faults do.
 */
@Path("/faults")
@Tag(name = "faults")
@NonBlocking
@Produces({MediaType.APPLICATION_JSON, Problem.MEDIA_TYPE})
public final class FaultsResource {

    private final FaultsConfig config;
    private final FaultReader reader;
    private final FaultRegistry registry;

    FaultsResource(FaultsConfig config, FaultReader reader, FaultRegistry registry) {
        this.config = config;
        this.reader = reader;
        this.registry = registry;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Start a fault",
            description = "It ends by itself after its duration (60s unless said).")
    @RequestBody(
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema =
                                    @Schema(
                                            type =
                                                    org.eclipse.microprofile.openapi.annotations
                                                            .enums.SchemaType.OBJECT),
                            example =
                                    "{\"kind\":\"latency\",\"delay\":\"3s\",\"duration\":\"60s\"}"))
    @APIResponse(responseCode = "201", description = "It is active")
    @APIResponse(responseCode = "400", description = "Every wrong field, and what is allowed")
    @APIResponse(responseCode = "403", description = "Fault injection is off")
    @APIResponse(responseCode = "409", description = "Too many faults are active")
    public Response start(byte @Nullable [] body) {
        check();
        try {
            FaultLease lease = registry.start(reader.read(body == null ? new byte[0] : body));
            return Response.created(URI.create("/faults/" + lease.id()))
                    .entity(FaultDocument.of(lease))
                    .type(MediaType.APPLICATION_JSON)
                    .build();
        } catch (InvalidFaultException e) {
            throw new ProblemException(
                    problem(400, "invalid-fault", "Invalid fault", "").naming(e.errors()));
        } catch (TooManyFaultsException e) {
            throw new ProblemException(
                    problem(
                            409,
                            "too-many-faults",
                            "Too many faults",
                            String.valueOf(e.getMessage())));
        }
    }

    @GET
    @Operation(summary = "Active faults, in the order in which they apply")
    @APIResponse(
            responseCode = "200",
            description =
                    "With seconds left, and counts of requests: matched, and applied to, which"
                            + " the fault has really done something to")
    public List<Map<String, Object>> list() {
        check();
        return registry.list().stream().map(FaultDocument::of).toList();
    }

    @GET
    @Path("/{id}")
    @Operation(summary = "One active fault")
    @APIResponse(
            responseCode = "200",
            description =
                    "With seconds left, and counts of requests: matched, and applied to, which"
                            + " the fault has really done something to")
    @APIResponse(responseCode = "404", description = "There is no such fault, or it has ended")
    public Map<String, Object> show(@PathParam("id") String id) {
        check();
        return registry.find(id)
                .filter(lease -> !lease.isOver())
                .map(FaultDocument::of)
                .orElseThrow(FaultsResource::unknown);
    }

    @DELETE
    @Path("/{id}")
    @Operation(summary = "End a fault", description = "What it has parked is closed, or proceeds.")
    @APIResponse(responseCode = "204", description = "It has ended")
    @APIResponse(
            responseCode = "404",
            description = "There is no such fault, or it has ended before")
    public void end(@PathParam("id") String id) {
        check();
        if (!registry.end(id)) {
            throw unknown();
        }
    }

    @DELETE
    @Operation(summary = "End all faults")
    @APIResponse(responseCode = "204", description = "None is active any more")
    public void endAll() {
        check();
        registry.endAll();
    }

    private void check() {
        if (!config.enabled()) {
            throw new ProblemException(
                    problem(
                            403,
                            "faults-disabled",
                            "Fault injection is off",
                            "start the service with FAULTS_ENABLED=true to inject faults"));
        }
    }

    private static ProblemException unknown() {
        return new ProblemException(
                problem(
                        404,
                        "unknown-fault",
                        "Unknown fault",
                        "there is no such fault, or it has ended"));
    }

    private static Problem problem(int status, String name, String title, String detail) {
        return Problem.of(status, "urn:problem:fault:" + name, title, detail);
    }
}
