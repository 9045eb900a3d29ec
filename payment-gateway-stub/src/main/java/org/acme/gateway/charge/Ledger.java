package org.acme.gateway.charge;

import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.acme.chassis.deadline.CallerDeadline;
import org.acme.chassis.deadline.DeadlineFilter;
import org.acme.gateway.charge.ChargeOutcome.Entered;
import org.acme.gateway.charge.ChargeOutcome.KeyReused;
import org.acme.gateway.database.Database;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;

/**
 * The durable ledger. Everything that happens to an order first takes the lock of the order's row, so that duplicates
 * and voids come one after the other; the database's constraints refuse what must never be, even without it.
 */
@Singleton
final class Ledger {

    private static final String COLUMNS =
            " charge_id, order_id, status, amount_minor, currency, decline_reason, created_at, changed_at ";

    private static final String INTO_CHARGE =
            """
            insert into charge
              (order_id, idempotency_key, amount_minor, currency, card_token, status, decline_reason)
            """;

    private static final String ENTER =
            INTO_CHARGE
                    + """
                    values (:orderId, :key, :amountMinor, :currency, :cardToken, :status, :reason)
                    on conflict (idempotency_key) do nothing
                    returning
                    """
                    + COLUMNS;

    /** A key that is taken has to fail: the order's row would stay otherwise. */
    private static final String ENTER_FIRST =
            "with opened as (insert into merchant_order (order_id) values (:orderId)"
                    + " on conflict do nothing returning order_id) "
                    + INTO_CHARGE
                    + """
                    select order_id, :key, :amountMinor, :currency, :cardToken, :status, :reason from opened
                    returning
                    """
                    + COLUMNS;

    private static final String UNIQUE_VIOLATION = "23505";

    private final Database database;

    Ledger(Database database) {
        this.database = database;
    }

    /**
     * Charges once, however often and however concurrently it is asked. A refused wish leaves no trace, and what nobody
     * waits for any more when its turn comes isn't begun.
     */
    Uni<ChargeOutcome> charge(ChargeOrder order, CallerDeadline deadline) {
        return database.call(
                handle -> {
                    if (deadline.isOver(System.nanoTime())) {
                        throw DeadlineFilter.passed();
                    }
                    return enterFirst(handle, order)
                            .<ChargeOutcome>map(Entered::new)
                            .orElseGet(() -> judge(handle, order));
                });
    }

    /**
     * The usual case in one statement, which commits itself: nobody has asked for this order before, so nothing can
     * stand against the charge but its key. Nothing is entered when anybody has asked before.
     */
    private static Optional<Charge> enterFirst(Handle handle, ChargeOrder order) {
        try {
            return returned(handle.createQuery(ENTER_FIRST), order);
        } catch (UnableToExecuteStatementException e) {
            if (isTakenKey(e)) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private static boolean isTakenKey(UnableToExecuteStatementException e) {
        return e.getCause() instanceof SQLException cause
                && UNIQUE_VIOLATION.equals(cause.getSQLState());
    }

    private static ChargeOutcome judge(Handle handle, ChargeOrder order) {
        return handle.inTransaction(
                transaction -> {
                    ChargeOutcome outcome = decide(transaction, order);
                    if (!(outcome instanceof Entered)) {
                        transaction.rollback();
                    }
                    return outcome;
                });
    }

    private static ChargeOutcome decide(Handle handle, ChargeOrder order) {
        boolean isOpen = lockOrder(handle, order.orderId());
        // Without an own row the key was taken meanwhile, by a wish for another order.
        return ChargeRules.withoutEntering(
                        order,
                        isOpen,
                        findByKey(handle, order.idempotencyKey()),
                        () -> isPaid(handle, order.orderId()))
                .or(() -> enter(handle, order).map(Entered::new))
                .orElseGet(KeyReused::new);
    }

    /** Whether the order is still open; its row stays locked until the end of the transaction. */
    private static boolean lockOrder(Handle handle, String orderId) {
        return enterOrder(handle, orderId) || lockKnownOrder(handle, orderId);
    }

    /** A row of one's own needs no further lock. No conflict target: with one, the other unique index can deadlock. */
    private static boolean enterOrder(Handle handle, String orderId) {
        int entered =
                handle.createUpdate(
                                "insert into merchant_order (order_id) values (:orderId) on conflict do nothing")
                        .bind("orderId", orderId)
                        .execute();
        return entered == 1;
    }

    private static boolean lockKnownOrder(Handle handle, String orderId) {
        return handle.createQuery(
                        "select is_open from merchant_order where order_id = :orderId for update")
                .bind("orderId", orderId)
                .mapTo(Boolean.class)
                .one();
    }

    private static Optional<ChargeRules.Earlier> findByKey(Handle handle, String key) {
        return handle.createQuery(
                        "select "
                                + COLUMNS
                                + ", card_token from charge where idempotency_key = :key")
                .bind("key", key)
                .map(
                        (row, context) ->
                                new ChargeRules.Earlier(
                                        ChargeRow.read(row), row.getString("card_token")))
                .findOne();
    }

    private static boolean isPaid(Handle handle, String orderId) {
        return handle.createQuery(
                        "select exists (select from charge where order_id = :orderId and status = 'paid')")
                .bind("orderId", orderId)
                .mapTo(Boolean.class)
                .one();
    }

    private static Optional<Charge> enter(Handle handle, ChargeOrder order) {
        return returned(handle.createQuery(ENTER), order);
    }

    private static Optional<Charge> returned(Query insert, ChargeOrder order) {
        return insert.bind("orderId", order.orderId())
                .bind("key", order.idempotencyKey())
                .bind("amountMinor", order.amountMinor())
                .bind("currency", order.currency())
                .bind("cardToken", order.card().id())
                .bind("status", ChargeRules.statusOf(order.card()).id())
                .bind("reason", order.card().declineReason())
                .map((row, context) -> ChargeRow.read(row))
                .findOne();
    }

    /** Sets the order's tombstone and gives back what was paid; again and again with the same answer. */
    Uni<VoidedOrder> voidOrder(String orderId) {
        return database.inTransaction(
                handle -> {
                    if (lockOrder(handle, orderId)) {
                        refund(handle, orderId);
                        close(handle, orderId);
                    }
                    return findVoided(handle, orderId);
                });
    }

    /** Before the order is closed: no paid charge may ever belong to a closed order. */
    private static void refund(Handle handle, String orderId) {
        handle.createUpdate(
                        """
                        update charge set status = 'refunded', changed_at = now(),
                          change_xid = default, change_position = default
                        where order_id = :orderId and status = 'paid'
                        """)
                .bind("orderId", orderId)
                .execute();
    }

    private static void close(Handle handle, String orderId) {
        handle.createUpdate(
                        """
                        update merchant_order set voided_at = now(), changed_at = now(),
                          change_xid = default, change_position = default
                        where order_id = :orderId
                        """)
                .bind("orderId", orderId)
                .execute();
    }

    private static VoidedOrder findVoided(Handle handle, String orderId) {
        return handle.createQuery(
                        """
                        select o.order_id, o.voided_at, c.charge_id
                        from merchant_order o
                        left join charge c on c.order_id = o.order_id and c.status = 'refunded'
                        where o.order_id = :orderId
                        """)
                .bind("orderId", orderId)
                .map((row, context) -> ChargeRow.readVoided(row))
                .one();
    }

    Uni<Optional<Charge>> find(UUID chargeId) {
        return database.call(
                handle ->
                        handle.createQuery(
                                        "select "
                                                + COLUMNS
                                                + " from charge where charge_id = :chargeId")
                                .bind("chargeId", chargeId)
                                .map((row, context) -> ChargeRow.read(row))
                                .findOne());
    }

    /** The newest charges of an order, its tombstone too if nothing was refunded by it. */
    Uni<List<Charge>> findByOrder(String orderId, int limit) {
        return database.call(
                handle ->
                        handle.createQuery(
                                        "select "
                                                + COLUMNS
                                                + """
                                                from charge where order_id = :orderId
                                                union all
                                                select null, o.order_id, 'voided', null, null, null, o.voided_at, o.voided_at
                                                from merchant_order o
                                                where o.order_id = :orderId and not o.is_open and not exists
                                                  (select from charge c where c.order_id = o.order_id and c.status = 'refunded')
                                                order by created_at desc limit :limit
                                                """)
                                .bind("orderId", orderId)
                                .bind("limit", limit)
                                .map((row, context) -> ChargeRow.read(row))
                                .list());
    }
}
