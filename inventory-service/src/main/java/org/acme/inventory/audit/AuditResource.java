package org.acme.inventory.audit;

import io.smallrye.common.annotation.NonBlocking;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.acme.chassis.audit.AuditCursor;
import org.acme.chassis.audit.AuditDatabase;
import org.acme.chassis.audit.AuditLines;
import org.acme.chassis.audit.AuditPage;
import org.acme.chassis.parameter.IdList;
import org.acme.chassis.parameter.PageLimit;
import org.acme.chassis.parameter.UuidText;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/**
 * Serves the books to the auditor. Runs on the event loop and a separate thread, so it answers even
 * while all workers are busy.
 */
@Path("/audit")
@Produces(MediaType.APPLICATION_JSON)
@NonBlocking
@Tag(name = "Audit")
public class AuditResource {

    private static final int MAX_LIMIT = 1000;

    private final AuditDatabase database;
    private final AuditFeed feed;

    AuditResource(AuditDatabase database, AuditFeed feed) {
        this.database = database;
        this.feed = feed;
    }

    /** Returns the facts that changed after a cursor. */
    @GET
    @Operation(
            summary = "Reservations, deliveries and stock in the order of their last change",
            description =
                    "Start without a cursor, then ask with the last answer's 'next'. A fact that"
                            + " changed again shows up again; keep the latest. No change is ever"
                            + " skipped.")
    @APIResponse(responseCode = "200", description = "A page of facts")
    @APIResponse(responseCode = "400", description = "Cursor or limit can't be right")
    public Uni<AuditPage<AuditItem>> read(
            @QueryParam("since") @Nullable String since,
            @QueryParam("limit") @DefaultValue("" + MAX_LIMIT) String limit) {
        AuditCursor start = AuditCursor.parse(since);
        int size = PageLimit.parse(limit, MAX_LIMIT);
        return database.read(() -> feed.read(start, size));
    }

    /** Returns the current reservations of some orders. */
    @GET
    @Path("/orders")
    @Operation(
            summary = "The reservations of some orders as they stand now",
            description = "Up to 50 ids, separated by commas. Orders without one are left out.")
    @APIResponse(responseCode = "200", description = "The reservations")
    @APIResponse(responseCode = "400", description = "The ids can't be right")
    public Uni<AuditLines<AuditItem>> orders(@QueryParam("ids") @Nullable String ids) {
        List<UUID> known =
                IdList.parse(ids, "order").stream()
                        .map(UuidText::parse)
                        .flatMap(Optional::stream)
                        .toList();
        return database.read(() -> feed.byIds(known));
    }
}
