package org.acme.workshop.alert;

import com.fasterxml.jackson.databind.JsonNode;
import io.smallrye.common.annotation.NonBlocking;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.acme.chassis.problem.Problem;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Receives alerts from Alertmanager, and returns them to the page. */
@Path("/api/alerts")
@Tag(name = "alerts")
@NonBlocking
@Produces({MediaType.APPLICATION_JSON, Problem.MEDIA_TYPE})
public class AlertsResource {

    private final AlertBoard board;

    @Inject
    AlertsResource(AlertBoard board) {
        this.board = board;
    }

    /** Returns firing alerts, then those that ended recently. */
    @GET
    @Operation(summary = "Alerts that fire or ended lately; without Alertmanager, openings")
    public List<AlertView> alerts() {
        return board.alerts();
    }

    /** Receives Alertmanager's webhook. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "Takes what Alertmanager tells (its webhook, version 4)")
    @RequestBody(
            content =
                    @Content(
                            schema = @Schema(implementation = Object.class),
                            example =
                                    "{\"alerts\":[{\"status\":\"firing\",\"startsAt\":\"2026-11-22T00:44:40Z\","
                                            + "\"labels\":{\"alertname\":\"BreakerNotClosed\"},\"annotations\":{}}]}"))
    @APIResponse(responseCode = "204", description = "Heard")
    @APIResponse(responseCode = "400", description = "Every wrong field, and what is allowed")
    public void tell(@Nullable JsonNode message) {
        board.hear(WebhookReader.read(message));
    }
}
