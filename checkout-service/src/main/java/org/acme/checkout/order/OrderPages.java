package org.acme.checkout.order;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** Reads orders page by page, newest first, without counting or skipping rows. */
@ApplicationScoped
public class OrderPages {

    private final Jdbi jdbi;

    public OrderPages(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /** Returns at most {@code limit} orders after a position, of one status or of all. */
    List<Order> read(@Nullable OrderStatus status, PageCursor after, int limit) {
        String ofStatus = status == null ? "" : " AND status = :status";
        return jdbi.withHandle(
                handle -> {
                    var query =
                            handle.createQuery(
                                            "SELECT "
                                                    + OrderRow.COLUMNS
                                                    + " FROM customer_order WHERE (created_at, order_id)"
                                                    + " < (:createdAt, :id)"
                                                    + ofStatus
                                                    + " ORDER BY created_at DESC, order_id DESC"
                                                    + " LIMIT :limit")
                                    .bind("createdAt", after.createdAt())
                                    .bind("id", after.orderId())
                                    .bind("limit", limit);
                    if (status != null) {
                        query.bind("status", status);
                    }
                    return query.map(OrderRow::read).list();
                });
    }
}
