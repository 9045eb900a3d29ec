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
import org.acme.checkout.audit.AuditStore.Entry;
import org.acme.checkout.problem.Limit;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Where the auditor reads: on the event loop and a thread of its own, also while all workers are busy. */
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

    /** What has changed since a position; an order that changed again shows up again. */
    @GET
    @Operation(summary = "The facts of all orders, in the order of their last change")
    public Uni<AuditPage> since(
            @QueryParam("since") @Nullable String since,
            @QueryParam("limit") @DefaultValue("1000") String limit) {
        int size = Limit.parse(limit, MAX_PAGE);
        AuditCursor start =
                since == null || since.isEmpty() ? AuditCursor.START : AuditCursor.parse(since);
        return database.read(() -> page(start, size));
    }

    private AuditPage page(AuditCursor start, int size) {
        List<Entry> read = store.read(start, size + 1);
        boolean more = read.size() > size;
        List<Entry> page = more ? read.subList(0, size) : read;
        AuditCursor next = page.isEmpty() ? start : page.get(page.size() - 1).position();
        return new AuditPage(page.stream().map(Entry::item).toList(), next.text(), more);
    }
}
