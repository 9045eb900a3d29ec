package org.acme.checkout.audit;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.acme.checkout.order.OrderStatus;
import org.acme.checkout.order.PaymentFact;
import org.acme.checkout.order.ReservationFact;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.StatementContext;

/**
 * Reads orders in the order of their last changes. A transaction gets its number before it commits,
 * so a reader could pass a number whose commit is still to come and never see that row. That's why
 * only transactions older than the oldest one still running are read: nothing can appear before them
 * any more.
 */
@Singleton
public class AuditStore {

    private final Jdbi jdbi;

    @Inject
    AuditStore(AuditDatabase database) {
        this(database.jdbi());
    }

    AuditStore(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /** An item and where it stands. */
    record Entry(AuditItem item, AuditCursor position) {}

    /** At most so many entries behind a position. */
    List<Entry> read(AuditCursor since, int limit) {
        return jdbi.withHandle(
                handle ->
                        handle.createQuery(
                                        """
                                        SELECT order_id, idempotency_key, created_at, payment,
                                               reservation, status, total_minor, currency,
                                               final_since, changed_in::text::bigint AS transaction
                                        FROM customer_order
                                        WHERE changed_in < pg_snapshot_xmin(pg_current_snapshot())
                                          AND (changed_in, order_id) > (:transaction::text::xid8, :id)
                                        ORDER BY changed_in, order_id
                                        LIMIT :limit
                                        """)
                                .bind("transaction", since.transaction())
                                .bind("id", since.orderId())
                                .bind("limit", limit)
                                .map(AuditStore::entry)
                                .list());
    }

    private static Entry entry(ResultSet row, StatementContext context) throws SQLException {
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
                        row.getLong("total_minor"),
                        row.getString("currency"),
                        finalSince == null ? null : finalSince.toInstant());
        return new Entry(item, new AuditCursor(row.getLong("transaction"), orderId));
    }
}
