package org.acme.gateway.audit;

import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;

/** Reads the ledger's changes in the order of their transactions. */
@Singleton
final class AuditTrail {

    private static final String CHANGES =
            """
            select * from (
              (select charge_id, order_id, status, amount_minor, currency, changed_at,
                      change_xid, change_position
               from charge
               where (change_xid, change_position) > (:xid::text::xid8, :position)
                 and change_xid < pg_snapshot_xmin(pg_current_snapshot())
               order by change_xid, change_position limit :limit)
              union all
              (select null, o.order_id, 'voided', null, null, o.changed_at,
                      o.change_xid, o.change_position
               from merchant_order o
               where o.voided_at is not null
                 and (o.change_xid, o.change_position) > (:xid::text::xid8, :position)
                 and o.change_xid < pg_snapshot_xmin(pg_current_snapshot())
                 and not exists
                   (select from charge c where c.order_id = o.order_id and c.status = 'refunded')
               order by o.change_xid, o.change_position limit :limit)
            ) change
            order by change_xid, change_position limit :limit
            """;

    private final AuditDatabase database;

    AuditTrail(AuditDatabase database) {
        this.database = database;
    }

    Uni<AuditPage> read(AuditCursor since, int limit) {
        return database.read(() -> page(changes(since, limit + 1), since, limit));
    }

    private List<Change> changes(AuditCursor since, int limit) {
        return database.jdbi()
                .withHandle(
                        handle ->
                                handle.createQuery(CHANGES)
                                        .bind("xid", Long.toString(since.transaction()))
                                        .bind("position", since.position())
                                        .bind("limit", limit)
                                        .map((row, context) -> Change.read(row))
                                        .list());
    }

    private static AuditPage page(List<Change> changes, AuditCursor since, int limit) {
        List<Change> page = changes.subList(0, Math.min(limit, changes.size()));
        AuditCursor next = page.isEmpty() ? since : page.get(page.size() - 1).cursor();
        return new AuditPage(
                page.stream().map(Change::item).toList(), next.toString(), changes.size() > limit);
    }

    private record Change(AuditItem item, AuditCursor cursor) {

        static Change read(ResultSet row) throws SQLException {
            AuditItem item =
                    new AuditItem(
                            row.getObject("charge_id", UUID.class),
                            row.getString("order_id"),
                            row.getString("status"),
                            row.getObject("amount_minor", Long.class),
                            row.getString("currency"),
                            row.getObject("changed_at", OffsetDateTime.class).toInstant());
            long transaction = Long.parseLong(row.getString("change_xid"));
            return new Change(item, new AuditCursor(transaction, row.getLong("change_position")));
        }
    }
}
