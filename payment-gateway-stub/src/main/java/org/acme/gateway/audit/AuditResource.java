package org.acme.gateway.audit;

import io.smallrye.common.annotation.NonBlocking;
import io.smallrye.mutiny.Uni;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.acme.chassis.problem.Problem;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** The ledger's facts over HTTP. */
@Path("/audit")
@Tag(name = "operations")
@Produces(MediaType.APPLICATION_JSON)
public final class AuditResource {

    private static final String WRONG_IDS = "must be 1 to 50 order ids, separated by commas";

    private final AuditTrail trail;

    AuditResource(AuditTrail trail) {
        this.trail = trail;
    }

    @GET
    @NonBlocking
    @Operation(
            summary = "What has changed in the ledger",
            description = "Oldest first, a page at a time.")
    @APIResponse(
            responseCode = "200",
            description = "A page; empty if nothing has changed",
            content = @Content(schema = @Schema(implementation = AuditPage.class)))
    @APIResponse(
            responseCode = "400",
            description = "The cursor or the limit is wrong",
            content =
                    @Content(
                            mediaType = Problem.MEDIA_TYPE,
                            schema = @Schema(implementation = Problem.class)))
    public Uni<AuditPage> read(
            @Parameter(description = "next of an earlier page; from the start without it")
                    @QueryParam("since")
                    @Nullable String since,
            @QueryParam("limit")
                    @DefaultValue("1000")
                    @Pattern(
                            regexp = "[1-9]\\d{0,2}|1000",
                            message = "must be a whole number from 1 to 1000")
                    String limit) {
        AuditCursor start = since == null ? AuditCursor.START : AuditCursor.parse(since);
        return trail.read(start, Integer.parseInt(limit));
    }

    @GET
    @Path("/orders")
    @NonBlocking
    @Operation(
            summary = "What the ledger says of some orders now",
            description = "Up to 50 ids, separated by commas. Unknown orders are left out.")
    @APIResponse(
            responseCode = "200",
            description = "Charges and voids",
            content = @Content(schema = @Schema(implementation = AuditLines.class)))
    @APIResponse(
            responseCode = "400",
            description = "The ids can't be right",
            content =
                    @Content(
                            mediaType = Problem.MEDIA_TYPE,
                            schema = @Schema(implementation = Problem.class)))
    public Uni<AuditLines> orders(
            @QueryParam("ids")
                    @NotNull(message = WRONG_IDS)
                    @Pattern(
                            regexp = "[A-Za-z0-9._:-]{1,64}(,[A-Za-z0-9._:-]{1,64}){0,49}",
                            message = WRONG_IDS)
                    String ids) {
        return trail.byIds(List.of(ids.split(",")));
    }
}
