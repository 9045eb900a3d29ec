package org.acme.checkout.settlement;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.inject.Inject;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.acme.checkout.order.Claim;
import org.acme.checkout.order.NextStep;
import org.acme.checkout.order.Order;
import org.acme.checkout.order.OrderStatus;
import org.acme.checkout.order.OrderStore;
import org.acme.checkout.testing.Shop;
import org.acme.checkout.testing.WireServer.Manner;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeEach;

/** A shop whose settlement the test takes by hand, step by step. */
@SuppressWarnings("NullAway.Init") // Quarkus fills the fields before the first test
class SettlementShop extends Shop {

    static final Duration LEASE = Duration.ofMinutes(1);
    private static final Duration GIVE_UP = Duration.ofMinutes(15);

    @Inject Jdbi jdbi;
    @Inject OrderStore orders;
    @Inject SettlementStore store;
    @Inject SettlementStep step;

    @BeforeEach
    void noOrders() {
        jdbi.useHandle(h -> h.execute("TRUNCATE customer_order"));
    }

    UUID pendingBecause(Manner trouble) {
        gateway.manner(trouble);
        String id =
                place(key(), order("TEA-001", 1, "tok_ok"))
                        .then()
                        .statusCode(202)
                        .extract()
                        .path("orderId");
        gateway.manner(Manner.ANSWER);
        jdbi.useHandle(h -> h.execute("UPDATE customer_order SET next_attempt_at = now()"));
        return UUID.fromString(id);
    }

    UUID insertAbandoned(String payment, String reservation) {
        UUID id = UUID.randomUUID();
        jdbi.useHandle(
                h ->
                        h.execute(
                                """
                                INSERT INTO customer_order
                                    (order_id, idempotency_key, request_hash, customer_id,
                                     card_token, lines, total_minor, currency, payment,
                                     reservation, inventory_as_of, claim, claimed_until)
                                VALUES (?, ?, '', 'c', 'tok_ok',
                                        '[{"sku":"TEA-001","quantity":1,"unitPriceMinor":590}]',
                                        590, 'EUR', ?, ?, now(), ?, now() - interval '1 second')
                                """,
                                id,
                                id.toString(),
                                payment,
                                reservation,
                                UUID.randomUUID()));
        return id;
    }

    void reserveBehindOurBack(UUID id) {
        inventory.reserve(id.toString(), "TEA-001", 1);
    }

    void chargeBehindOurBack(UUID id) {
        gateway.pay(id.toString());
    }

    void giveUp(UUID id) {
        jdbi.useHandle(
                h ->
                        h.execute(
                                "UPDATE customer_order SET created_at = created_at - interval '1 h'"
                                        + " WHERE order_id = ?",
                                id));
        Claim claim = Claim.create();
        store.claimOverdue(claim, GIVE_UP, 10, LEASE).forEach(order -> step.giveUp(claim, order));
    }

    void runOut(UUID id) {
        jdbi.useHandle(
                h ->
                        h.execute(
                                "UPDATE customer_order SET claimed_until = now() - interval '1 s'"
                                        + " WHERE order_id = ?",
                                id));
    }

    void settle(UUID id) {
        for (int i = 0; i < 5 && order(id).facts().nextStep().isPresent(); i++) {
            jdbi.useHandle(h -> h.execute("UPDATE customer_order SET next_attempt_at = now()"));
            Claim claim = Claim.create();
            claim(claim).forEach(order -> step.take(claim, order));
        }
    }

    /** Confirmed means paid and held; any other end means neither. */
    void assertFinalAndKept(UUID id, OrderStatus expected) {
        assertThat(order(id).finalSince()).isNotNull();
        boolean sold = status(id) == OrderStatus.CONFIRMED;
        assertThat(inventory.holds(id.toString())).as("goods of " + status(id)).isEqualTo(sold);
        assertThat(gateway.holdsMoneyOf(id.toString()))
                .as("money of " + status(id))
                .isEqualTo(sold);
        assertThat(status(id)).isEqualTo(expected);
    }

    record Work(Claim claim, Order order) {}

    Work claimOne() {
        Claim claim = Claim.create();
        return new Work(claim, claim(claim).get(0));
    }

    Optional<SettlementStep.Rejected> take(Work work) {
        return step.take(work.claim(), work.order());
    }

    List<Order> claim(Claim claim) {
        return claim(claim, 10);
    }

    List<Order> claim(Claim claim, int limit) {
        return store.claim(claim, EnumSet.allOf(NextStep.class), limit, LEASE);
    }

    Order order(UUID id) {
        return orders.byId(id).orElseThrow();
    }

    OrderStatus status(UUID id) {
        return order(id).status();
    }
}
