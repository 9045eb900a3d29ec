package org.acme.workshop.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.common.annotation.NonBlocking;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpMethod;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.acme.chassis.problem.FieldError;
import org.acme.chassis.problem.Problem;
import org.acme.chassis.problem.ProblemException;
import org.acme.workshop.control.FaultClient.Stub;
import org.acme.workshop.lane.Lane;
import org.acme.workshop.lane.Service;
import org.acme.workshop.lane.ServiceClient;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/**
 * Changes settings of the protected lane's breakers. Values are checked here and again by checkout;
 * browsers need to reach only the control room.
 */
@Path("/api/tuning")
@Tag(name = "tuning")
@NonBlocking
@Produces({MediaType.APPLICATION_JSON, Problem.MEDIA_TYPE})
public class TuningResource {

    private static final Stub CHECKOUT = new Stub(Lane.PROTECTED, Service.CHECKOUT);
    private static final int UNAUTHORIZED = 401;
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1,64}");
    private static final Set<String> ACTIONS = Set.of("reset", "close", "force-open", "disable");

    private final FaultClient desk;
    private final ObjectMapper json;

    @Inject
    TuningResource(FaultClient desk, ObjectMapper json) {
        this.desk = desk;
        this.json = json;
    }

    /** Returns the knobs and their current values. */
    @GET
    @Operation(
            summary =
                    "What can be tuned and how far, and the protected lane's breakers as they are")
    @APIResponse(responseCode = "200", description = "Knobs and breakers")
    @APIResponse(responseCode = "502", description = "Checkout doesn't answer, or wants a token")
    public Uni<Response> knobs() {
        return ask(HttpMethod.GET, "/breakers", null)
                .map(
                        reply -> {
                            if (!reply.fine()) {
                                return passOn(reply);
                            }
                            ObjectNode answer = json.createObjectNode();
                            answer.set("knobs", json.valueToTree(Knob.all()));
                            answer.set("breakers", reply.body());
                            return Response.ok(answer).build();
                        });
    }

    /** Changes some settings of a breaker. */
    @PATCH
    @Path("/{name}")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Change settings of a breaker while it works",
            description = "All or nothing; null takes a change back. Forgotten when checkout ends.")
    @RequestBody(
            content =
                    @Content(
                            schema = @Schema(implementation = Object.class),
                            example = "{\"failure-rate-threshold\":20,\"open-wait\":\"2s\"}"))
    @APIResponse(responseCode = "200", description = "The breaker as it is now")
    @APIResponse(responseCode = "400", description = "Every wrong setting, and what is allowed")
    public Uni<Response> change(@PathParam("name") String name, @Nullable JsonNode body) {
        if (!(body instanceof ObjectNode) || body.isEmpty()) {
            throw wrong("body", "must be a JSON object with at least one setting");
        }
        List<FieldError> errors = new ArrayList<>();
        body.properties()
                .forEach(
                        setting -> {
                            String complaint = complaint(setting.getKey(), setting.getValue());
                            if (complaint != null) {
                                errors.add(new FieldError(setting.getKey(), complaint));
                            }
                        });
        if (!errors.isEmpty()) {
            throw ProblemException.invalid(errors);
        }
        return ask(HttpMethod.PATCH, path(name), desk.write(body)).map(TuningResource::passOn);
    }

    /** Restores all configured settings of a breaker. */
    @POST
    @Path("/{name}/defaults")
    @Operation(summary = "Back to what checkout is configured with")
    @APIResponse(responseCode = "200", description = "The breaker as it is now")
    public Uni<Response> defaults(@PathParam("name") String name) {
        ObjectNode nothing = json.createObjectNode();
        Knob.all().forEach(knob -> nothing.putNull(knob.key()));
        return ask(HttpMethod.PATCH, path(name), desk.write(nothing)).map(TuningResource::passOn);
    }

    /** Controls a breaker by hand. */
    @POST
    @Path("/{name}/{action}")
    @Operation(summary = "reset, close, force-open or disable a breaker")
    @APIResponse(responseCode = "200", description = "The breaker as it is now")
    @APIResponse(responseCode = "404", description = "No such breaker, or no such action")
    public Uni<Response> operate(
            @PathParam("name") String name, @PathParam("action") String action) {
        if (!ACTIONS.contains(action)) {
            throw ProblemException.notFound(
                    "not-found",
                    "Not found",
                    "there is no such action; there are: close, disable, force-open, reset");
        }
        return ask(HttpMethod.POST, path(name) + "/" + action, null).map(TuningResource::passOn);
    }

    private Uni<FaultClient.Reply> ask(HttpMethod method, String path, @Nullable String content) {
        return desk.askAll(List.of(CHECKOUT), method, path, content).map(replies -> replies.get(0));
    }

    private static String path(String name) {
        if (!NAME.matcher(name).matches()) {
            throw wrong("name", "must be the name of a breaker");
        }
        return "/breakers/" + name;
    }

    private static @Nullable String complaint(String key, JsonNode value) {
        Optional<Knob> knob = Knob.of(key);
        return knob.isPresent() ? knob.get().complaint(value) : "can't be tuned here";
    }

    /**
     * Passes checkout's reply on. A 401 is explained, because the browser can't send checkout's
     * token: the control room must have it.
     */
    private static Response passOn(FaultClient.Reply reply) {
        if (reply.status() == UNAUTHORIZED) {
            throw new ProblemException(
                    Problem.of(502, "no-token", "No token", ServiceClient.TOKEN_WANTED));
        }
        return Response.status(reply.status())
                .type(reply.fine() ? MediaType.APPLICATION_JSON : Problem.MEDIA_TYPE)
                .entity(reply.body())
                .build();
    }

    private static ProblemException wrong(String field, String message) {
        return ProblemException.invalid(field, message);
    }
}
