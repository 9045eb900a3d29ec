package org.acme.checkout.audit;

import io.smallrye.common.annotation.NonBlocking;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.acme.chassis.parameter.PageLimit;
import org.acme.chassis.parameter.UuidText;
import org.acme.chassis.problem.ProblemException;
import org.acme.checkout.audit.AuditStore.Entries;
import org.acme.checkout.audit.AuditStore.Entry;
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

    private static final Pattern IDS =
            Pattern.compile("[A-Za-z0-9._:-]{1,64}(,[A-Za-z0-9._:-]{1,64}){0,49}");

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
        int size = PageLimit.parse(limit, MAX_PAGE);
        AuditCursor start =
                since == null || since.isEmpty() ? AuditCursor.START : AuditCursor.parse(since);
        return database.read(() -> page(start, size));
    }

    private AuditPage page(AuditCursor start, int size) {
        Entries read = store.read(start, size + 1);
        boolean more = read.entries().size() > size;
        List<Entry> page = more ? read.entries().subList(0, size) : read.entries();
        AuditCursor next = page.isEmpty() ? start : page.get(page.size() - 1).position();
        return new AuditPage(
                page.stream().map(Entry::item).toList(),
                next.text(),
                more,
                read.complete() && !more,
                read.horizon().time());
    }

    /** What the trail says of some orders now. */
    @GET
    @Path("/orders")
    @Operation(
            summary = "The facts of some orders as they stand now",
            description =
                    "Up to 50 ids, separated by commas. Orders that don't exist are left out.")
    public Uni<AuditLines> orders(@QueryParam("ids") @Nullable String ids) {
        if (ids == null || !IDS.matcher(ids).matches()) {
            throw ProblemException.invalid("ids", "must be 1 to 50 order ids, separated by commas");
        }
        List<UUID> known =
                Arrays.stream(ids.split(","))
                        .map(UuidText::parse)
                        .flatMap(Optional::stream)
                        .toList();
        return database.read(() -> new AuditLines(store.byIds(known)));
    }
}
