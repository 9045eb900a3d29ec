package org.acme.gateway.audit;

import io.smallrye.common.annotation.NonBlocking;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.acme.chassis.audit.AuditCursor;
import org.acme.chassis.audit.AuditLines;
import org.acme.chassis.audit.AuditPage;
import org.acme.chassis.parameter.IdList;
import org.acme.chassis.parameter.PageLimit;
import org.acme.chassis.problem.Problem;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Serves the facts of the ledger over HTTP. */
@Path("/audit")
@Tag(name = "operations")
@Produces(MediaType.APPLICATION_JSON)
public final class AuditResource {

    private static final int MAX_LIMIT = 1000;

    private final AuditTrail trail;

    AuditResource(AuditTrail trail) {
        this.trail = trail;
    }

    @GET
    @NonBlocking
    @Operation(
            summary = "What has changed in the ledger",
            description = "Oldest first, a page at a time.")
    @APIResponse(responseCode = "200", description = "A page; empty if nothing has changed")
    @APIResponse(
            responseCode = "400",
            description = "The cursor or the limit is wrong",
            content =
                    @Content(
                            mediaType = Problem.MEDIA_TYPE,
                            schema = @Schema(implementation = Problem.class)))
    public Uni<AuditPage<AuditItem>> read(
            @Parameter(description = "next of an earlier page; from the start without it")
                    @QueryParam("since")
                    @Nullable String since,
            @QueryParam("limit") @DefaultValue("" + MAX_LIMIT) String limit) {
        return trail.read(AuditCursor.parse(since), PageLimit.parse(limit, MAX_LIMIT));
    }

    @GET
    @Path("/orders")
    @NonBlocking
    @Operation(
            summary = "What the ledger says of some orders now",
            description = "Up to 50 ids, separated by commas. Unknown orders are left out.")
    @APIResponse(responseCode = "200", description = "Charges and voids")
    @APIResponse(
            responseCode = "400",
            description = "The ids can't be right",
            content =
                    @Content(
                            mediaType = Problem.MEDIA_TYPE,
                            schema = @Schema(implementation = Problem.class)))
    public Uni<AuditLines<AuditItem>> orders(@QueryParam("ids") @Nullable String ids) {
        return trail.byIds(IdList.parse(ids, "order"));
    }
}
