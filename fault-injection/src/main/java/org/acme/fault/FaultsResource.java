package org.acme.fault;

import io.smallrye.common.annotation.NonBlocking;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.Locale;
import java.util.function.Supplier;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Starts, shows and ends faults. On the event loop, so that it answers whatever the faults have done. */
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
    public Response start(
            @Parameter(hidden = true) @HeaderParam(HttpHeaders.CONTENT_TYPE)
                    @Nullable String contentType,
            byte @Nullable [] body) {
        return ifEnabled(() -> startFrom(contentType, body == null ? new byte[0] : body));
    }

    private Response startFrom(@Nullable String contentType, byte[] body) {
        if (contentType == null
                || !contentType.toLowerCase(Locale.ROOT).startsWith(MediaType.APPLICATION_JSON)) {
            return answer(
                    Problem.of(
                            "wrong-content-type",
                            "Wrong content type",
                            415,
                            "Content-Type must be application/json"));
        }
        try {
            FaultLease lease = registry.start(reader.read(body));
            return Response.created(URI.create("/faults/" + lease.id()))
                    .entity(FaultDocument.of(lease))
                    .type(MediaType.APPLICATION_JSON)
                    .build();
        } catch (InvalidFaultException e) {
            return answer(Problem.invalid(e.errors()));
        } catch (TooManyFaultsException e) {
            return answer(
                    Problem.of(
                            "too-many-faults",
                            "Too many faults",
                            409,
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
    public Response list() {
        return ifEnabled(() -> json(registry.list().stream().map(FaultDocument::of).toList()));
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
    public Response show(@PathParam("id") String id) {
        return ifEnabled(
                () ->
                        registry.find(id)
                                .filter(lease -> !lease.isOver())
                                .map(lease -> json(FaultDocument.of(lease)))
                                .orElseGet(FaultsResource::notFound));
    }

    @DELETE
    @Path("/{id}")
    @Operation(summary = "End a fault", description = "What it has parked is closed, or proceeds.")
    @APIResponse(responseCode = "204", description = "It has ended")
    @APIResponse(
            responseCode = "404",
            description = "There is no such fault, or it has ended before")
    public Response end(@PathParam("id") String id) {
        return ifEnabled(() -> registry.end(id) ? Response.noContent().build() : notFound());
    }

    @DELETE
    @Operation(summary = "End all faults")
    @APIResponse(responseCode = "204", description = "None is active any more")
    public Response endAll() {
        return ifEnabled(
                () -> {
                    registry.endAll();
                    return Response.noContent().build();
                });
    }

    private Response ifEnabled(Supplier<Response> answer) {
        return config.enabled()
                ? answer.get()
                : answer(
                        Problem.of(
                                "faults-disabled",
                                "Fault injection is off",
                                403,
                                "start the service with FAULTS_ENABLED=true to inject faults"));
    }

    private static Response notFound() {
        return answer(
                Problem.of(
                        "unknown-fault",
                        "Unknown fault",
                        404,
                        "there is no such fault, or it has ended"));
    }

    private static Response json(Object entity) {
        return Response.ok(entity, MediaType.APPLICATION_JSON).build();
    }

    private static Response answer(Problem problem) {
        return Response.status(problem.status()).entity(problem).type(Problem.MEDIA_TYPE).build();
    }
}
