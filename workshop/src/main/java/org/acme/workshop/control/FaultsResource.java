package org.acme.workshop.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.common.annotation.NonBlocking;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpMethod;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.acme.chassis.problem.Problem;
import org.acme.chassis.problem.ProblemException;
import org.acme.workshop.control.FaultClient.Reply;
import org.acme.workshop.control.FaultClient.Stub;
import org.acme.workshop.lane.Lane;
import org.acme.workshop.lane.Service;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Controls the faults of all stubs. The stubs themselves validate them. */
@Path("/faults")
@Tag(name = "faults")
@NonBlocking
@Produces({MediaType.APPLICATION_JSON, Problem.MEDIA_TYPE})
public class FaultsResource {

    private static final Pattern ID = Pattern.compile("[A-Za-z0-9._-]{1,64}");
    private static final int MULTI_STATUS = 207;

    private final FaultClient desk;

    @Inject
    FaultsResource(FaultClient desk) {
        this.desk = desk;
    }

    /** Starts a fault in one lane or both. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Start a fault",
            description = "The body of the stub's own POST /faults, with service and lane added.")
    @RequestBody(
            content =
                    @Content(
                            schema = @Schema(implementation = Object.class),
                            example =
                                    "{\"service\":\"payment\",\"lane\":\"both\",\"kind\":\"hang\","
                                            + "\"duration\":\"30s\"}"))
    @APIResponse(responseCode = "201", description = "It is active in every lane asked for")
    @APIResponse(responseCode = "207", description = "Not in every lane; failed says where not")
    @APIResponse(responseCode = "400", description = "Every wrong field, and what is allowed")
    public Uni<Response> start(@Nullable JsonNode body) {
        if (!(body instanceof ObjectNode)) {
            throw wrong("body", "must be a JSON object with service and kind");
        }
        ObjectNode fault = body.deepCopy();
        Service service = service(take(fault, "service"));
        if (service == null) {
            throw wrong("service", "is missing; allowed: payment, inventory");
        }
        List<Lane> lanes = lanes(take(fault, "lane"));
        List<Stub> stubs = lanes.stream().map(lane -> new Stub(lane, service)).toList();
        return desk.askAll(stubs, HttpMethod.POST, "/faults", desk.write(fault))
                .map(replies -> answer(replies, 201));
    }

    /** Returns the active faults of all stubs. */
    @GET
    @Operation(summary = "Active faults of all stubs; failed names stubs that don't answer")
    public Uni<Response> list() {
        return desk.askAll(stubs(null, null), HttpMethod.GET, "/faults", null)
                .map(replies -> Response.ok(desk.summary(replies)).build());
    }

    /** Ends all faults, or those of a service or lane. */
    @DELETE
    @Operation(summary = "End all faults, or those of one service or lane")
    @APIResponse(responseCode = "200", description = "None of those is active any more")
    @APIResponse(responseCode = "207", description = "Some are; failed says where")
    public Uni<Response> endAll(
            @QueryParam("service") @Nullable String service,
            @QueryParam("lane") @Nullable String lane) {
        return desk.askAll(stubs(service, lane), HttpMethod.DELETE, "/faults", null)
                .map(replies -> answer(replies, 200));
    }

    /** Ends one fault. */
    @DELETE
    @Path("/{lane}/{service}/{id}")
    @Operation(summary = "End one fault")
    @APIResponse(responseCode = "200", description = "It has ended")
    @APIResponse(responseCode = "404", description = "There is no such fault, or it has ended")
    public Uni<Response> end(
            @PathParam("lane") String lane,
            @PathParam("service") String service,
            @PathParam("id") String id) {
        if (!ID.matcher(id).matches()) {
            throw wrong("id", "must be the id of a fault");
        }
        return desk.askAll(stubs(service, lane), HttpMethod.DELETE, "/faults/" + id, null)
                .map(replies -> answer(replies, 200));
    }

    private Response answer(List<Reply> replies, int fine) {
        long failed = replies.stream().filter(reply -> !reply.fine()).count();
        if (failed == replies.size()) {
            Reply first = replies.get(0);
            return Response.status(first.status())
                    .type(Problem.MEDIA_TYPE)
                    .entity(first.body())
                    .build();
        }
        return Response.status(failed == 0 ? fine : MULTI_STATUS)
                .type(MediaType.APPLICATION_JSON)
                .entity(desk.summary(replies))
                .build();
    }

    private static @Nullable String take(ObjectNode fault, String field) {
        JsonNode value = fault.remove(field);
        if (value == null) {
            return null;
        }
        if (!value.isTextual()) {
            throw wrong(field, "must be a text");
        }
        return value.textValue();
    }

    private static List<Stub> stubs(@Nullable String service, @Nullable String lane) {
        Service only = service(service);
        List<Stub> stubs = new ArrayList<>();
        for (Lane each : lanes(lane)) {
            for (Service faulty : Service.faulty()) {
                if (only == null || only == faulty) {
                    stubs.add(new Stub(each, faulty));
                }
            }
        }
        return stubs;
    }

    private static @Nullable Service service(@Nullable String label) {
        if (label == null) {
            return null;
        }
        return Service.of(label)
                .filter(Service.faulty()::contains)
                .orElseThrow(() -> wrong("service", "is unknown; allowed: payment, inventory"));
    }

    private static List<Lane> lanes(@Nullable String label) {
        if (label == null || label.equals("both")) {
            return Lane.all();
        }
        return Lane.of(label)
                .map(List::of)
                .orElseThrow(
                        () -> wrong("lane", "is unknown; allowed: both, protected, unprotected"));
    }

    private static ProblemException wrong(String field, String message) {
        return ProblemException.invalid(field, message);
    }
}
