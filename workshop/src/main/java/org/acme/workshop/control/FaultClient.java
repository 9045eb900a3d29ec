package org.acme.workshop.control;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpMethod;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.acme.workshop.lane.Exchange;
import org.acme.workshop.lane.Lane;
import org.acme.workshop.lane.Service;
import org.acme.workshop.lane.ServiceClient;
import org.jspecify.annotations.Nullable;

/** Sends the same request to several stubs and collects their replies. Never blocks. */
@ApplicationScoped
class FaultClient {

    private static final Duration TIMEOUT = Duration.ofSeconds(3);
    private static final int BAD_GATEWAY = 502;

    private final ServiceClient services;
    private final ObjectMapper json;

    @Inject
    FaultClient(ServiceClient services, ObjectMapper json) {
        this.services = services;
        this.json = json;
    }

    /** A stub of a lane. */
    record Stub(Lane lane, Service service) {}

    /** The reply of a stub; a stub that does not answer counts as 502. */
    record Reply(Stub stub, int status, JsonNode body) {
        boolean fine() {
            return status < 300;
        }
    }

    Uni<List<Reply>> askAll(
            List<Stub> stubs, HttpMethod method, String path, @Nullable String content) {
        List<Uni<Reply>> replies = new ArrayList<>();
        for (Stub stub : stubs) {
            replies.add(
                    Uni.createFrom()
                            .completionStage(
                                    () ->
                                            services.send(
                                                    method,
                                                    stub.lane(),
                                                    stub.service(),
                                                    path,
                                                    content,
                                                    TIMEOUT))
                            .map(answer -> new Reply(stub, answer.status(), body(answer)))
                            .onFailure()
                            .recoverWithItem(() -> silent(stub)));
        }
        return Uni.join().all(replies).andFailFast();
    }

    private Reply silent(Stub stub) {
        ObjectNode problem = json.createObjectNode();
        problem.put("type", "urn:problem:workshop:no-answer");
        problem.put("title", "No response");
        problem.put("status", BAD_GATEWAY);
        problem.put(
                "detail",
                "%s of the %s lane does not respond"
                        .formatted(stub.service().label(), stub.lane().label()));
        return new Reply(stub, BAD_GATEWAY, problem);
    }

    private JsonNode body(Exchange.Answer answer) {
        try {
            return json.readTree(answer.body().getBytes());
        } catch (IOException notJson) {
            return json.createObjectNode().put("detail", "the response of the stub is not JSON");
        }
    }

    /**
     * Returns the faults of all successful replies, each with its lane and service, and the failed
     * replies.
     */
    ObjectNode summary(List<Reply> replies) {
        ObjectNode summary = json.createObjectNode();
        ArrayNode faults = summary.putArray("faults");
        ArrayNode failed = summary.putArray("failed");
        for (Reply reply : replies) {
            if (!reply.fine()) {
                ObjectNode failure = failed.addObject();
                name(failure, reply.stub()).set("problem", reply.body());
            } else if (reply.body().isArray()) {
                reply.body().forEach(fault -> faults.add(fault(reply.stub(), fault)));
            } else if (reply.body().isObject()) {
                faults.add(fault(reply.stub(), reply.body()));
            }
        }
        return summary;
    }

    private JsonNode fault(Stub stub, JsonNode fault) {
        ObjectNode named = name(json.createObjectNode(), stub);
        if (fault instanceof ObjectNode fields) {
            named.setAll(fields);
            named.put(
                    "location",
                    "/faults/%s/%s/%s"
                            .formatted(
                                    stub.lane().label(),
                                    stub.service().label(),
                                    fault.path("id").asText()));
        }
        return named;
    }

    private static ObjectNode name(ObjectNode node, Stub stub) {
        return node.put("lane", stub.lane().label()).put("service", stub.service().label());
    }

    String write(JsonNode node) {
        try {
            return json.writeValueAsString(node);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
