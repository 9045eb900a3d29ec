package org.acme.checkout.audit;

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
import org.acme.chassis.audit.AuditDatabase;
import org.acme.chassis.audit.AuditLines;
import org.acme.chassis.audit.AuditPage;
import org.acme.chassis.parameter.IdList;
import org.acme.chassis.parameter.PageLimit;
import org.acme.chassis.parameter.UuidText;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/**
 * Serves the audit trail. Runs on the event loop and a separate thread, so it answers even while
 * all workers are busy.
 */
@Path("/audit")
@Produces(MediaType.APPLICATION_JSON)
@NonBlocking
@Tag(name = "Audit")
public class AuditResource {

    private static final int MAX_PAGE = 5000;

    private final AuditDatabase database;
    private final AuditStore store;

    AuditResource(AuditDatabase database, AuditStore store) {
        this.database = database;
        this.store = store;
    }

    /** Returns the orders changed since a position; an order that changes again appears again. */
    @GET
    @Operation(summary = "The facts of all orders, in the order of their last change")
    public Uni<AuditPage<AuditItem>> since(
            @QueryParam("since") @Nullable String since,
            @QueryParam("limit") @DefaultValue("1000") String limit) {
        int size = PageLimit.parse(limit, MAX_PAGE);
        AuditCursor start =
                since == null || since.isEmpty() ? AuditCursor.START : AuditCursor.parse(since);
        return database.read(() -> store.read(start, size));
    }

    /** Returns the current facts of some orders. */
    @GET
    @Path("/orders")
    @Operation(
            summary = "The facts of some orders as they stand now",
            description =
                    "Up to 50 ids, separated by commas. Orders that don't exist are left out.")
    public Uni<AuditLines<AuditItem>> orders(@QueryParam("ids") @Nullable String ids) {
        List<UUID> known =
                IdList.parse(ids, "order").stream()
                        .map(UuidText::parse)
                        .flatMap(Optional::stream)
                        .toList();
        return database.read(() -> new AuditLines<>(store.byIds(known)));
    }
}
