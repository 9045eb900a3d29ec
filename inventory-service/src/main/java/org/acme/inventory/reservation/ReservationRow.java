package org.acme.inventory.reservation;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.acme.inventory.product.Line;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;

/** Contains the SQL statements on the tables {@code reservation} and {@code reservation_line}. */
final class ReservationRow {

    private ReservationRow() {}

    /** Writes the order's row if there is none; returns when it did, or empty if there was one. */
    static Optional<Instant> insert(Handle handle, UUID orderId, ReservationState state) {
        return handle.createQuery(
                        """
                        INSERT INTO reservation (order_id, state)
                        VALUES (:orderId, :state)
                        ON CONFLICT (order_id) DO NOTHING
                        RETURNING changed_at
                        """)
                .bind("orderId", orderId)
                .bind("state", state.word())
                .map((row, context) -> row.getTimestamp("changed_at").toInstant())
                .findOne();
    }

    /**
     * Writes the order's first reservation with its lines and subtracts them from the stock;
     * returns when, or empty without writing if the order has a row already. Fails, without
     * writing, if a constraint is violated.
     *
     * <p>The order of locks is that of {@link Reservations}: {@code locked} is empty until the
     * order's row is written, and the stock is changed only for its rows.
     */
    static Optional<Instant> hold(Handle handle, UUID orderId, List<Line> lines) {
        return handle.createQuery(
                        """
                        WITH held AS (
                            INSERT INTO reservation (order_id, state)
                            VALUES (:orderId, 'held')
                            ON CONFLICT (order_id) DO NOTHING
                            RETURNING order_id, changed_at),
                        wanted AS (
                            SELECT order_id, sku, quantity
                              FROM held, unnest(:skus, :quantities) AS line (sku, quantity)),
                        line AS (
                            INSERT INTO reservation_line (order_id, sku, quantity)
                            SELECT order_id, sku, quantity FROM wanted),
                        locked AS (
                            SELECT sku
                              FROM stock
                             WHERE sku = ANY(:skus) AND EXISTS (SELECT FROM held)
                             ORDER BY sku
                               FOR NO KEY UPDATE),
                        taken AS (
                            UPDATE stock
                               SET available = available - wanted.quantity
                              FROM locked JOIN wanted USING (sku)
                             WHERE stock.sku = locked.sku)
                        SELECT changed_at FROM held
                        """)
                .bind("orderId", orderId)
                .bindArray("skus", String.class, (Object[]) Line.skus(lines))
                .bindArray("quantities", Integer.class, (Object[]) Line.quantities(lines))
                .map((row, context) -> row.getTimestamp("changed_at").toInstant())
                .findOne();
    }

    /** Changes a held reservation to released; returns whether it did. */
    static boolean turnReleased(Handle handle, UUID orderId) {
        return handle.createUpdate(
                                """
                                UPDATE reservation
                                   SET state = 'released'
                                 WHERE order_id = :orderId AND state = 'held'
                                """)
                        .bind("orderId", orderId)
                        .execute()
                == 1;
    }

    /**
     * Writes the lines and subtracts them from the stock; one statement, because other transactions
     * wait for the rows of the stock.
     */
    static void take(Handle handle, UUID orderId, List<Line> lines) {
        handle.createUpdate(
                        """
                        WITH line AS (
                            INSERT INTO reservation_line (order_id, sku, quantity)
                            SELECT :orderId, sku, quantity
                              FROM unnest(:skus, :quantities) AS wanted (sku, quantity)
                            RETURNING sku, quantity)
                        UPDATE stock
                           SET available = available - line.quantity
                          FROM line
                         WHERE stock.sku = line.sku
                        """)
                .bind("orderId", orderId)
                .bindArray("skus", String.class, (Object[]) Line.skus(lines))
                .bindArray("quantities", Integer.class, (Object[]) Line.quantities(lines))
                .execute();
    }

    static Optional<Reservation> find(Handle handle, UUID orderId) {
        return handle.createQuery(
                        "SELECT state, changed_at FROM reservation WHERE order_id = :orderId")
                .bind("orderId", orderId)
                .map(
                        (row, context) ->
                                new Reservation(
                                        orderId,
                                        ReservationState.of(row.getString("state")),
                                        lines(handle, orderId),
                                        row.getTimestamp("changed_at").toInstant()))
                .findOne();
    }

    static List<Line> lines(Handle handle, UUID orderId) {
        return handle.createQuery(
                        """
                        SELECT sku, quantity
                          FROM reservation_line
                         WHERE order_id = :orderId
                         ORDER BY sku
                        """)
                .bind("orderId", orderId)
                .map(ReservationRow::line)
                .list();
    }

    private static Line line(ResultSet row, StatementContext context) throws SQLException {
        return new Line(row.getString("sku"), row.getInt("quantity"));
    }
}
