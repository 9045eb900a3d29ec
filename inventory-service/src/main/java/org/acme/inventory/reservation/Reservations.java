package org.acme.inventory.reservation;

import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.acme.inventory.product.Line;
import org.acme.inventory.product.Stock;
import org.acme.inventory.reservation.ReserveResult.Held;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;

/**
 * Reserves and releases stock, each in one short transaction or one statement, all or nothing.
 *
 * <p>Locks are taken in a fixed order, which excludes deadlocks: first the reservation's row (its
 * primary key serializes identical requests), then the rows of the stock by sku. The stock's rows
 * are locked last, right before the commit, so that a popular product is locked as briefly as
 * possible.
 */
@Singleton
public class Reservations {

    /** The SQL states of a violated check or foreign key. */
    private static final Set<String> REFUSALS = Set.of("23514", "23503");

    private final Jdbi jdbi;

    Reservations(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /** Returns the order's reservation, if there is one. */
    public Optional<Reservation> find(UUID orderId) {
        return jdbi.withHandle(handle -> ReservationRow.find(handle, orderId));
    }

    /** Reserves the lines for the order. */
    ReserveResult reserve(UUID orderId, List<Line> lines) {
        return jdbi.withHandle(
                handle ->
                        holdFirst(handle, orderId, lines)
                                .<ReserveResult>map(since -> held(orderId, lines, since))
                                .orElseGet(() -> judge(handle, orderId, lines)));
    }

    /**
     * Handles the usual case in one auto-committed statement: the order's first reservation, and
     * enough stock. In all other cases nothing is written, and {@link #judge} finds out which case
     * it is.
     */
    private static Optional<Instant> holdFirst(Handle handle, UUID orderId, List<Line> lines) {
        try {
            return ReservationRow.hold(handle, orderId, lines);
        } catch (UnableToExecuteStatementException e) {
            if (isRefused(e)) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /**
     * Whether a constraint rejected the statement: the stock is too low, or a product is unknown.
     */
    private static boolean isRefused(UnableToExecuteStatementException e) {
        return e.getCause() instanceof SQLException cause
                && REFUSALS.contains(String.valueOf(cause.getSQLState()));
    }

    private static ReserveResult judge(Handle handle, UUID orderId, List<Line> lines) {
        return handle.inTransaction(
                transaction -> {
                    // This statement waits while another transaction writes the same order.
                    ReserveResult result =
                            ReservationRow.insert(transaction, orderId, ReservationState.HELD)
                                    .map(since -> take(transaction, orderId, lines, since))
                                    .orElseGet(() -> compare(transaction, orderId, lines));
                    if (!(result instanceof Held)) {
                        transaction.rollback();
                    }
                    return result;
                });
    }

    private static ReserveResult take(
            Handle transaction, UUID orderId, List<Line> lines, Instant since) {
        Map<String, Long> left = Stock.lock(transaction, lines);
        Optional<ReserveResult> refusal = ReservationRules.refusal(lines, left);
        if (refusal.isPresent()) {
            return refusal.get();
        }
        ReservationRow.take(transaction, orderId, lines);
        return held(orderId, lines, since);
    }

    private static Held held(UUID orderId, List<Line> lines, Instant since) {
        return new Held(new Reservation(orderId, ReservationState.HELD, lines, since), true);
    }

    private static ReserveResult compare(Handle transaction, UUID orderId, List<Line> lines) {
        Reservation existing = ReservationRow.find(transaction, orderId).orElseThrow();
        return ReservationRules.again(existing, lines);
    }

    /**
     * Releases the order's reservation for good, even if it has not arrived yet.
     *
     * @return what was returned to the stock; empty if it had been released before or never arrived
     */
    List<Line> release(UUID orderId) {
        return jdbi.inTransaction(
                handle -> {
                    if (ReservationRow.insert(handle, orderId, ReservationState.RELEASED)
                                    .isPresent()
                            || !ReservationRow.turnReleased(handle, orderId)) {
                        return List.of();
                    }
                    List<Line> lines = ReservationRow.lines(handle, orderId);
                    Stock.lock(handle, lines);
                    Stock.putBack(handle, lines);
                    return lines;
                });
    }
}
