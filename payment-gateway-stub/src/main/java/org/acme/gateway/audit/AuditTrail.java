package org.acme.gateway.audit;

import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.acme.chassis.audit.AuditCursor;
import org.acme.chassis.audit.AuditDatabase;
import org.acme.chassis.audit.AuditHorizon;
import org.acme.chassis.audit.AuditLines;
import org.acme.chassis.audit.AuditPage;
import org.acme.chassis.audit.AuditRow;
import org.jdbi.v3.core.Handle;

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
                 and change_xid < :horizon::text::xid8
               order by change_xid, change_position limit :limit)
              union all
              (select null, o.order_id, 'voided', null, null, o.changed_at,
                      o.change_xid, o.change_position
               from merchant_order o
               where o.voided_at is not null
                 and (o.change_xid, o.change_position) > (:xid::text::xid8, :position)
                 and o.change_xid < :horizon::text::xid8
               order by o.change_xid, o.change_position limit :limit)
            ) change
            order by change_xid, change_position limit :limit
            """;

    private static final String BEYOND_HORIZON =
            """
            select exists (select from charge where change_xid >= :horizon::text::xid8)
                or exists (select from merchant_order
                           where voided_at is not null and change_xid >= :horizon::text::xid8)
            """;

    private static final String BY_IDS =
            """
            select charge_id, order_id, status, amount_minor, currency, changed_at,
                   change_xid, change_position
            from charge where order_id = any(:ids)
            union all
            select null, o.order_id, 'voided', null, null, o.changed_at,
                   o.change_xid, o.change_position
            from merchant_order o
            where o.order_id = any(:ids) and o.voided_at is not null
            """;

    private final AuditDatabase database;

    AuditTrail(AuditDatabase database) {
        this.database = database;
    }

    Uni<AuditPage<AuditItem>> read(AuditCursor since, int limit) {
        return database.read(
                () ->
                        AuditHorizon.read(
                                database.jdbi(),
                                (snapshot, horizon) ->
                                        AuditPage.of(
                                                changes(snapshot, since, horizon, limit + 1),
                                                limit,
                                                since.text(),
                                                horizon,
                                                () -> somethingBeyond(snapshot, horizon))));
    }

    /** Returns the current facts of those orders. */
    Uni<AuditLines<AuditItem>> byIds(List<String> orderIds) {
        return database.read(
                () ->
                        database.jdbi()
                                .withHandle(
                                        handle ->
                                                new AuditLines<>(
                                                        handle
                                                                .createQuery(BY_IDS)
                                                                .bindArray(
                                                                        "ids",
                                                                        String.class,
                                                                        orderIds)
                                                                .map((row, c) -> change(row))
                                                                .stream()
                                                                .map(AuditRow::item)
                                                                .toList())));
    }

    private static List<AuditRow<AuditItem>> changes(
            Handle handle, AuditCursor since, AuditHorizon horizon, int limit) {
        return handle.createQuery(CHANGES)
                .bind("horizon", Long.toString(horizon.transaction()))
                .bind("xid", Long.toString(since.transaction()))
                .bind("position", since.position())
                .bind("limit", limit)
                .map((row, context) -> change(row))
                .list();
    }

    private static boolean somethingBeyond(Handle handle, AuditHorizon horizon) {
        return handle.createQuery(BEYOND_HORIZON)
                .bind("horizon", Long.toString(horizon.transaction()))
                .mapTo(Boolean.class)
                .one();
    }

    private static AuditRow<AuditItem> change(ResultSet row) throws SQLException {
        AuditItem item =
                new AuditItem(
                        row.getObject("charge_id", UUID.class),
                        row.getString("order_id"),
                        row.getString("status"),
                        row.getObject("amount_minor", Long.class),
                        row.getString("currency"),
                        row.getObject("changed_at", OffsetDateTime.class).toInstant());
        long transaction = Long.parseLong(row.getString("change_xid"));
        return new AuditRow<>(
                new AuditCursor(transaction, row.getLong("change_position")).text(), item);
    }
}
