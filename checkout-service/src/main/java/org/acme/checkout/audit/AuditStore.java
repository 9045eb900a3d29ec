package org.acme.checkout.audit;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.acme.chassis.audit.AuditDatabase;
import org.acme.chassis.audit.AuditHorizon;
import org.acme.chassis.audit.AuditPage;
import org.acme.chassis.audit.AuditRow;
import org.acme.checkout.order.OrderStatus;
import org.acme.checkout.order.PaymentFact;
import org.acme.checkout.order.ReservationFact;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.StatementContext;

/**
 * Reads orders in the order of their last changes. A transaction gets its number before it commits,
 * so a reader could pass a number whose commit is still to come and never see that row. Therefore
 * only transactions before the {@link AuditHorizon} are read: no row can appear before it any more.
 */
@Singleton
public class AuditStore {

    private static final String COLUMNS =
            """
            order_id, idempotency_key, created_at, payment, reservation, status, lines,
            total_minor, currency, final_since, changed_in::text::bigint AS transaction
            """;

    private final Jdbi jdbi;

    @Inject
    AuditStore(AuditDatabase database) {
        this(database.jdbi());
    }

    AuditStore(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /** Returns at most {@code limit} orders after a position, read from one database snapshot. */
    AuditPage<AuditItem> read(AuditCursor since, int limit) {
        return AuditHorizon.read(
                jdbi,
                (snapshot, horizon) ->
                        AuditPage.of(
                                rows(snapshot, since, horizon, limit + 1),
                                limit,
                                since.text(),
                                horizon,
                                () -> anythingBeyond(snapshot, horizon)));
    }

    private static List<AuditRow<AuditItem>> rows(
            Handle handle, AuditCursor since, AuditHorizon horizon, int limit) {
        return handle.createQuery(
                        """
                        SELECT %s FROM customer_order
                        WHERE changed_in < :horizon::text::xid8
                          AND (changed_in, order_id) > (:transaction::text::xid8, :id)
                        ORDER BY changed_in, order_id
                        LIMIT :limit
                        """
                                .formatted(COLUMNS))
                .bind("horizon", horizon.transaction())
                .bind("transaction", since.transaction())
                .bind("id", since.orderId())
                .bind("limit", limit)
                .map(AuditStore::row)
                .list();
    }

    private static boolean anythingBeyond(Handle handle, AuditHorizon horizon) {
        return handle.createQuery(
                        """
                        SELECT EXISTS (SELECT FROM customer_order
                                        WHERE changed_in >= :horizon::text::xid8)
                        """)
                .bind("horizon", horizon.transaction())
                .mapTo(Boolean.class)
                .one();
    }

    /** Returns the current facts of those orders that exist. */
    List<AuditItem> byIds(List<UUID> orderIds) {
        return jdbi.withHandle(
                handle ->
                        handle
                                .createQuery(
                                        "SELECT "
                                                + COLUMNS
                                                + " FROM customer_order WHERE order_id = ANY(:ids)")
                                .bindArray("ids", UUID.class, orderIds)
                                .map(AuditStore::row)
                                .stream()
                                .map(AuditRow::item)
                                .toList());
    }

    private static AuditRow<AuditItem> row(ResultSet row, StatementContext context)
            throws SQLException {
        UUID orderId = row.getObject("order_id", UUID.class);
        OffsetDateTime finalSince = row.getObject("final_since", OffsetDateTime.class);
        AuditItem item =
                new AuditItem(
                        orderId,
                        row.getString("idempotency_key"),
                        row.getObject("created_at", OffsetDateTime.class).toInstant(),
                        PaymentFact.valueOf(row.getString("payment")),
                        ReservationFact.valueOf(row.getString("reservation")),
                        OrderStatus.valueOf(row.getString("status")),
                        AuditItem.lines(row.getString("lines")),
                        row.getLong("total_minor"),
                        row.getString("currency"),
                        finalSince == null ? null : finalSince.toInstant());
        return new AuditRow<>(new AuditCursor(row.getLong("transaction"), orderId).text(), item);
    }
}
