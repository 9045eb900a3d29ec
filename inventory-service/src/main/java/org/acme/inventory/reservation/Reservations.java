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
 * Holds and releases stock, each in one short transaction or one statement, all or nothing.
 *
 * <p>Locks are taken in one order only: first the reservation's row (its primary key lets identical requests in one by
 * one), then the rows of the stock by sku. No circle, no deadlock. The stock's rows come last and are let go by the commit
 * that follows, so that a product everybody wants is locked for as short as possible.
 */
@Singleton
public class Reservations {

    /** Violated: a check, a foreign key. */
    private static final Set<String> REFUSALS = Set.of("23514", "23503");

    private final Jdbi jdbi;

    Reservations(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /** What is known about the order's reservation. */
    public Optional<Reservation> find(UUID orderId) {
        return jdbi.withHandle(handle -> ReservationRow.find(handle, orderId));
    }

    /** Takes the lines out of the stock and holds them for the order. */
    ReserveResult reserve(UUID orderId, List<Line> lines) {
        return jdbi.withHandle(
                handle ->
                        holdFirst(handle, orderId, lines)
                                .<ReserveResult>map(since -> held(orderId, lines, since))
                                .orElseGet(() -> judge(handle, orderId, lines)));
    }

    /**
     * The usual case in one statement, which commits itself: the order's first reservation, and there is enough of
     * everything. In all other cases nothing is written; {@link #judge} finds out which it is.
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

    /** Less than nothing would be left, or there is no such product: constraints say so. */
    private static boolean isRefused(UnableToExecuteStatementException e) {
        return e.getCause() instanceof SQLException cause
                && REFUSALS.contains(String.valueOf(cause.getSQLState()));
    }

    private static ReserveResult judge(Handle handle, UUID orderId, List<Line> lines) {
        return handle.inTransaction(
                transaction -> {
                    // Waits here while another transaction is about to write the same order.
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
     * Releases the order's reservation for ever, also one that hasn't arrived yet.
     *
     * @return what went back into the stock; nothing if it had been released before or had never arrived
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
