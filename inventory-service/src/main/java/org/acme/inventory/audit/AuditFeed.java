package org.acme.inventory.audit;

import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.acme.chassis.audit.AuditCursor;
import org.acme.chassis.audit.AuditDatabase;
import org.acme.chassis.audit.AuditHorizon;
import org.acme.chassis.audit.AuditLines;
import org.acme.chassis.audit.AuditPage;
import org.acme.chassis.audit.AuditRow;
import org.acme.inventory.audit.AuditItem.DeliveryItem;
import org.acme.inventory.audit.AuditItem.ReservationItem;
import org.acme.inventory.audit.AuditItem.StockItem;
import org.acme.inventory.product.Line;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.StatementContext;

/**
 * Reads all facts in the order of their last change.
 *
 * <p>A sequence assigns numbers before the commit, so a reader that only remembers the last number
 * would miss a transaction that commits late. Therefore every change has the number of its
 * transaction first, and a page ends at the {@link AuditHorizon}: later commits come after it.
 */
@Singleton
public class AuditFeed {

    /**
     * Each part has its own cursor and horizon, so that each reads its index from the right
     * position.
     */
    private static final String PAGE =
            """
            (SELECT change_xid, change_seq, changed_at, 'reservation' AS type,
                    order_id AS id, state AS text, NULL AS number,
                    ARRAY(SELECT sku FROM reservation_line l
                           WHERE l.order_id = r.order_id ORDER BY sku) AS skus,
                    ARRAY(SELECT quantity FROM reservation_line l
                           WHERE l.order_id = r.order_id ORDER BY sku) AS quantities
               FROM reservation r
              WHERE (change_xid, change_seq) > (CAST(:xid AS xid8), :seq)
                AND change_xid < CAST(:horizon AS xid8)
              ORDER BY change_xid, change_seq LIMIT :limit)
            UNION ALL
            (SELECT change_xid, change_seq, changed_at, 'delivery',
                    delivery_id, sku, quantity, NULL, NULL
               FROM delivery
              WHERE (change_xid, change_seq) > (CAST(:xid AS xid8), :seq)
                AND change_xid < CAST(:horizon AS xid8)
              ORDER BY change_xid, change_seq LIMIT :limit)
            UNION ALL
            (SELECT change_xid, change_seq, changed_at, 'stock',
                    NULL, sku, available, NULL, NULL
               FROM stock
              WHERE (change_xid, change_seq) > (CAST(:xid AS xid8), :seq)
                AND change_xid < CAST(:horizon AS xid8)
              ORDER BY change_xid, change_seq LIMIT :limit)
            ORDER BY change_xid, change_seq
            LIMIT :limit
            """;

    private static final String BEYOND_HORIZON =
            """
            SELECT EXISTS (SELECT FROM reservation
                            WHERE change_xid >= CAST(:horizon AS xid8))
                OR EXISTS (SELECT FROM delivery
                            WHERE change_xid >= CAST(:horizon AS xid8))
                OR EXISTS (SELECT FROM stock
                            WHERE change_xid >= CAST(:horizon AS xid8))
            """;

    private static final String BY_IDS =
            """
            SELECT change_xid, change_seq, changed_at, 'reservation' AS type,
                   order_id AS id, state AS text, NULL AS number,
                   ARRAY(SELECT sku FROM reservation_line l
                          WHERE l.order_id = r.order_id ORDER BY sku) AS skus,
                   ARRAY(SELECT quantity FROM reservation_line l
                          WHERE l.order_id = r.order_id ORDER BY sku) AS quantities
              FROM reservation r WHERE order_id = ANY(:ids)
            """;

    private final Jdbi jdbi;

    AuditFeed(AuditDatabase database) {
        this.jdbi = database.jdbi();
    }

    /** Returns at most {@code limit} facts after the cursor, read from one database snapshot. */
    AuditPage<AuditItem> read(AuditCursor since, int limit) {
        return AuditHorizon.read(
                jdbi,
                (snapshot, horizon) ->
                        AuditPage.of(
                                rows(snapshot, since, horizon, limit + 1),
                                limit,
                                since.text(),
                                horizon,
                                () -> somethingBeyond(snapshot, horizon)));
    }

    /** Returns the current reservations of those orders that have one. */
    AuditLines<AuditItem> byIds(List<UUID> orderIds) {
        return jdbi.withHandle(
                handle ->
                        new AuditLines<>(
                                handle
                                        .createQuery(BY_IDS)
                                        .bindArray("ids", UUID.class, orderIds)
                                        .map(AuditFeed::row)
                                        .stream()
                                        .map(AuditRow::item)
                                        .toList()));
    }

    private static List<AuditRow<AuditItem>> rows(
            Handle handle, AuditCursor since, AuditHorizon horizon, int limit) {
        return handle.createQuery(PAGE)
                .bind("horizon", Long.toString(horizon.transaction()))
                .bind("xid", Long.toString(since.transaction()))
                .bind("seq", since.position())
                .bind("limit", limit)
                .map(AuditFeed::row)
                .list();
    }

    private static boolean somethingBeyond(Handle handle, AuditHorizon horizon) {
        return handle.createQuery(BEYOND_HORIZON)
                .bind("horizon", Long.toString(horizon.transaction()))
                .mapTo(Boolean.class)
                .one();
    }

    private static AuditRow<AuditItem> row(ResultSet row, StatementContext context)
            throws SQLException {
        AuditCursor cursor =
                new AuditCursor(
                        Long.parseLong(row.getString("change_xid")), row.getLong("change_seq"));
        return new AuditRow<>(cursor.text(), item(row));
    }

    private static AuditItem item(ResultSet row) throws SQLException {
        String type = row.getString("type");
        Instant changedAt = row.getTimestamp("changed_at").toInstant();
        return switch (type) {
            case "reservation" ->
                    new ReservationItem(
                            type,
                            row.getObject("id", UUID.class),
                            row.getString("text"),
                            lines(row),
                            changedAt);
            case "delivery" ->
                    new DeliveryItem(
                            type,
                            row.getObject("id", UUID.class),
                            row.getString("text"),
                            row.getInt("number"),
                            changedAt);
            default -> new StockItem(type, row.getString("text"), row.getLong("number"), changedAt);
        };
    }

    private static List<Line> lines(ResultSet row) throws SQLException {
        String[] skus = (String[]) row.getArray("skus").getArray();
        Integer[] quantities = (Integer[]) row.getArray("quantities").getArray();
        List<Line> lines = new ArrayList<>(skus.length);
        for (int i = 0; i < skus.length; i++) {
            lines.add(new Line(skus[i], quantities[i]));
        }
        return lines;
    }
}
