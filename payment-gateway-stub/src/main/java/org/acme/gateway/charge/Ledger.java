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
 * The durable ledger of charges and voids. Each operation first locks the order's row, so that
 * duplicates and voids run one after the other; even without the lock, constraints of the database
 * reject illegal states.
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

    /**
     * Adds an order and its charge. A duplicate key must fail here, otherwise the order's row would
     * remain.
     */
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
     * Charges once, however often and concurrently it is called. A rejected request leaves no row,
     * and a request whose deadline has passed while it waited is not started.
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
     * Handles the usual case in one auto-committed statement: the order is new, so only a duplicate
     * key can prevent the charge. Writes nothing if the order exists already.
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
        // Without a row of this order, the key was taken meanwhile by a request for another order.
        return ChargeRules.withoutEntering(
                        order,
                        isOpen,
                        findByKey(handle, order.idempotencyKey()),
                        () -> isPaid(handle, order.orderId()))
                .or(() -> enter(handle, order).map(Entered::new))
                .orElseGet(KeyReused::new);
    }

    /**
     * Locks the order's row until the end of the transaction; returns whether the order is still
     * open.
     */
    private static boolean lockOrder(Handle handle, String orderId) {
        return enterOrder(handle, orderId) || lockKnownOrder(handle, orderId);
    }

    /**
     * Adds the order's row, which then needs no further lock. There is no conflict target: with
     * one, the other unique index can deadlock.
     */
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

    /**
     * Sets the order's tombstone and refunds what was paid. Idempotent: repeated calls return the
     * same result.
     */
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

    /**
     * Refunds the paid charge; runs before the order is closed, because a closed order must not
     * have a paid charge.
     */
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

    /** Returns the newest charges of an order, and its tombstone if nothing was refunded. */
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
