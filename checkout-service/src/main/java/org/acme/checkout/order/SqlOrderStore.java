package org.acme.checkout.order;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.Update;

/**
 * Stores orders in PostgreSQL. Every method is one statement on autocommit. Times are the
 * database's, so that replicas agree on whether a claim has expired.
 */
@ApplicationScoped
public class SqlOrderStore implements OrderStore {

    private final Jdbi jdbi;
    private final OrderMeters news;

    public SqlOrderStore(Jdbi jdbi, OrderMeters news) {
        this.jdbi = jdbi;
        this.news = news;
    }

    @Override
    public Optional<Order> byKey(String idempotencyKey) {
        return jdbi.withHandle(
                handle ->
                        handle.createQuery(
                                        "SELECT "
                                                + OrderRow.COLUMNS
                                                + " FROM customer_order"
                                                + " WHERE idempotency_key = :key")
                                .bind("key", idempotencyKey)
                                .map(OrderRow::read)
                                .findOne());
    }

    @Override
    public Optional<Order> byId(UUID orderId) {
        return jdbi.withHandle(
                handle ->
                        handle.createQuery(
                                        "SELECT "
                                                + OrderRow.COLUMNS
                                                + " FROM customer_order"
                                                + " WHERE order_id = :id")
                                .bind("id", orderId)
                                .map(OrderRow::read)
                                .findOne());
    }

    @Override
    public Optional<Order> insert(
            Purchase purchase, OrderProgress start, Claim claim, Duration lease) {
        Optional<Order> written =
                jdbi.withHandle(
                        handle ->
                                handle.createQuery(INSERT)
                                        .bind("id", purchase.orderId())
                                        .bind("key", purchase.idempotencyKey())
                                        .bind("hash", purchase.fingerprint().hex())
                                        .bind("customer", purchase.customerId())
                                        .bind("card", purchase.cardToken())
                                        .bind("lines", OrderRow.json(purchase.lines()))
                                        .bind("total", purchase.totalMinor())
                                        .bind("currency", purchase.currency())
                                        .bind("payment", start.facts().payment())
                                        .bind("reservation", start.facts().reservation())
                                        .bind("asOf", start.inventoryAsOf())
                                        .bind("claim", claim.id())
                                        .bind("leaseMillis", lease.toMillis())
                                        .map(OrderRow::read)
                                        .findOne());
        written.ifPresent(order -> news.entered(order.status()));
        return written;
    }

    @Override
    public boolean saveProgress(Claim claim, Order before, OrderProgress after) {
        return write(NOTE, claim, before, after, update -> update);
    }

    @Override
    public boolean finish(
            Claim claim, Order before, OrderProgress after, int attempts, Duration pause) {
        return write(
                FINISH,
                claim,
                before,
                after,
                update -> update.bind("attempts", attempts).bind("pauseMillis", pause.toMillis()));
    }

    private boolean write(
            String sql,
            Claim claim,
            Order before,
            OrderProgress after,
            java.util.function.UnaryOperator<Update> more) {
        OrderFacts facts = after.facts();
        int rows =
                jdbi.withHandle(
                        handle ->
                                more.apply(
                                                handle.createUpdate(sql)
                                                        .bind("id", before.id())
                                                        .bind("claim", claim.id())
                                                        .bind(
                                                                "fromPayment",
                                                                before.facts().payment())
                                                        .bind(
                                                                "fromReservation",
                                                                before.facts().reservation())
                                                        .bind("payment", facts.payment())
                                                        .bind("reservation", facts.reservation())
                                                        .bind("final", facts.isFinal())
                                                        .bind("charge", after.chargeId())
                                                        .bind("reason", after.reason())
                                                        .bind("asOf", after.inventoryAsOf()))
                                        .execute());
        if (rows == 1) {
            news.changed(before.facts(), facts);
        }
        return rows == 1;
    }

    private static final String INSERT =
            """
            INSERT INTO customer_order
                (order_id, idempotency_key, request_hash, customer_id, card_token, lines,
                 total_minor, currency, payment, reservation, inventory_as_of, claim, claimed_until)
            VALUES
                (:id, :key, :hash, :customer, :card, :lines::jsonb,
                 :total, :currency, :payment, :reservation, :asOf, :claim,
                 now() + :leaseMillis * interval '1 millisecond')
            ON CONFLICT (idempotency_key) DO NOTHING
            RETURNING
            """
                    + OrderRow.COLUMNS;

    private static final String SET_FACTS =
            """
            UPDATE customer_order SET
                payment = :payment,
                reservation = :reservation,
                charge_id = :charge,
                reason = :reason,
                inventory_as_of = :asOf,
                final_since = CASE WHEN :final THEN coalesce(final_since, now()) END,
                changed_in = CASE WHEN payment = :payment AND reservation = :reservation
                                  THEN changed_in ELSE pg_current_xact_id() END,
                facts_since = CASE WHEN payment = :payment AND reservation = :reservation
                                   THEN facts_since ELSE now() END
            """;

    private static final String WHERE_STILL_MINE =
            """
            WHERE order_id = :id AND claim = :claim
              AND payment = :fromPayment AND reservation = :fromReservation
            """;

    private static final String NOTE = SET_FACTS + WHERE_STILL_MINE;

    private static final String FINISH =
            SET_FACTS
                    + """
                    , claim = NULL, claimed_until = NULL, attempts = :attempts,
                    next_attempt_at = now() + :pauseMillis * interval '1 millisecond'
                    """
                    + WHERE_STILL_MINE;
}
