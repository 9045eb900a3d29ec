package org.acme.checkout.settlement;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.Duration;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.acme.breaker.CircuitBreaker;
import org.acme.checkout.order.Claim;
import org.acme.checkout.order.NextStep;
import org.acme.checkout.order.Order;
import org.acme.checkout.order.OrderStatus;
import org.acme.checkout.order.OrderStore;
import org.acme.checkout.order.PaymentFact;
import org.acme.checkout.order.ReservationFact;
import org.acme.checkout.testing.Neighbours;
import org.acme.checkout.testing.Shop;
import org.acme.checkout.testing.WireServer.Manner;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Settlement, step by step: each race is played in the order that hurts. */
@QuarkusTest
@TestProfile(ByHand.class)
@QuarkusTestResource(Neighbours.class)
@SuppressWarnings("NullAway.Init")
class SettlementTest extends Shop {

    private static final Duration LEASE = Duration.ofMinutes(1);
    private static final Duration GIVE_UP = Duration.ofMinutes(15);

    @Inject Jdbi jdbi;
    @Inject OrderStore orders;
    @Inject SettlementStore store;
    @Inject SettlementStep step;
    @Inject MeterRegistry meters;

    @Inject
    @Named("payment")
    CircuitBreaker paymentBreaker;

    @BeforeEach
    void noOrders() {
        jdbi.useHandle(h -> h.execute("TRUNCATE customer_order"));
    }

    @Test
    void lostAnswer_isFoundOut_andChargedOnce() {
        UUID id = pendingBecause(Manner.LOSE_RESPONSE);
        assertThat(gateway.charges()).isEqualTo(1);

        settle(id);

        assertThat(status(id)).isEqualTo(OrderStatus.CONFIRMED);
        assertThat(gateway.charges()).isEqualTo(1);
    }

    @Test
    void failedAttempt_leavesTheFacts_andPausesTheOrder() {
        UUID id = pendingBecause(Manner.FAIL);
        gateway.manner(Manner.FAIL);

        take(claimOne());

        assertThat(order(id).attempts()).isEqualTo(1);
        assertThat(order(id).claimed()).isFalse();
        assertThat(order(id).facts().payment()).isEqualTo(PaymentFact.PENDING);
        assertThat(order(id).progress().reason()).contains("payment answered with an error: 503");
    }

    @Test
    void openBreaker_isNoAttempt_andSaysWhenToComeBack() {
        UUID id = pendingBecause(Manner.FAIL);
        int requests = gateway.requests();
        paymentBreaker.open();

        var rejected = take(claimOne());

        assertThat(rejected).isPresent();
        assertThat(rejected.get().dependency()).isEqualTo(Dependency.PAYMENT);
        assertThat(rejected.get().retryAfter()).isPositive();
        assertThat(order(id).attempts()).isZero();
        assertThat(order(id).claimed()).isFalse();
        assertThat(gateway.requests()).isEqualTo(requests);
    }

    @Test
    void givenUp_isOnlyFailed_whenMoneyAndStockAreConfirmedGone() {
        UUID id = pendingBecause(Manner.LOSE_RESPONSE);
        assertThat(gateway.holdsMoneyOf(id.toString())).isTrue();

        giveUp(id);
        assertThat(status(id)).isEqualTo(OrderStatus.CANCELLING);
        gateway.manner(Manner.FAIL);
        take(claimOne());
        assertThat(status(id)).isEqualTo(OrderStatus.CANCELLING);
        gateway.manner(Manner.ANSWER);
        settle(id);

        assertThat(status(id)).isEqualTo(OrderStatus.FAILED);
        assertThat(gateway.holdsMoneyOf(id.toString())).isFalse();
        assertThat(inventory.holds(id.toString())).isFalse();
        assertThat(inventory.isReleased(id.toString())).isTrue();
    }

    @Test
    void delayedCharge_afterTheVoid_isRefused_andItsOwnerChangesNothing() {
        UUID id = pendingBecause(Manner.RESET);
        Claim late = Claim.create();
        Order slow = claim(late).get(0);
        gateway.beforeWork(
                () -> {
                    gateway.beforeWork(() -> {});
                    runOut(id);
                    giveUp(id);
                    settle(id);
                });

        step.take(late, slow);

        assertThat(status(id)).isEqualTo(OrderStatus.FAILED);
        assertThat(gateway.holdsMoneyOf(id.toString())).isFalse();
    }

    @Test
    void leaseThatRanOut_whileItsOwnerCalled_givesTheOrderToAnother() {
        UUID id = pendingBecause(Manner.RESET);
        Claim late = Claim.create();
        Order slow = claim(late).get(0);
        gateway.beforeWork(
                () -> {
                    gateway.beforeWork(() -> {});
                    runOut(id);
                    settle(id);
                });

        step.take(late, slow);

        assertThat(status(id)).isEqualTo(OrderStatus.CONFIRMED);
        assertThat(gateway.charges()).isEqualTo(1);
        assertThat(orders.note(late, slow, slow.progress())).isFalse();
    }

    @Test
    void twoReplicas_neverClaimTheSameOrder() throws Exception {
        for (int i = 0; i < 20; i++) {
            insertAbandoned("NOT_ATTEMPTED", "NONE");
        }
        ExecutorService replicas = Executors.newFixedThreadPool(4);
        Callable<List<Order>> replica = () -> claim(Claim.create(), 8);
        Set<UUID> claimed = new HashSet<>();
        int total = 0;
        for (Future<List<Order>> result :
                replicas.invokeAll(List.of(replica, replica, replica, replica))) {
            result.get().forEach(order -> claimed.add(order.id()));
            total += result.get().size();
        }
        replicas.shutdown();
        assertThat(claimed).hasSize(20).hasSize(total);
    }

    @Test
    void cachedStock_refusedLater_isRefundedAndCounted() {
        double before = meters.counter("orders.oversold").count();
        inventory.manner(Manner.RESET);
        String id =
                place(key(), order("TEA-001", 2, "tok_ok"))
                        .then()
                        .statusCode(201)
                        .extract()
                        .path("orderId");
        UUID orderId = UUID.fromString(id);
        assertThat(order(orderId).facts().reservation()).isEqualTo(ReservationFact.OWED);
        assertThat(gateway.holdsMoneyOf(id)).isTrue();
        inventory.manner(Manner.ANSWER);
        inventory.stock("TEA-001", 1);

        settle(orderId);

        assertThat(order(orderId).facts().payment()).isEqualTo(PaymentFact.REFUNDED);
        assertThat(status(orderId)).isEqualTo(OrderStatus.CANCELLED);
        assertThat(gateway.holdsMoneyOf(id)).isFalse();
        assertThat(inventory.isReleased(id)).isTrue();
        assertThat(meters.counter("orders.oversold").count()).isEqualTo(before + 1);
    }

    /** Whatever a killed process has left, and whatever had been done by then at the others. */
    @ParameterizedTest
    @CsvSource({
        "NOT_ATTEMPTED, NONE, false, false",
        "NOT_ATTEMPTED, NONE, true, false",
        "PENDING, HELD, true, false",
        "PENDING, HELD, true, true",
        "PENDING, OWED, false, false",
        "PENDING, OWED, true, true",
        "PAID, OWED, false, true",
        "PAID, OWED, true, true"
    })
    void killedAnywhere_isConfirmedOnce(
            String payment, String reservation, boolean reserved, boolean charged) {
        UUID id = insertAbandoned(payment, reservation);
        if (reserved) {
            reserveBehindOurBack(id);
        }
        if (charged) {
            chargeBehindOurBack(id);
        }

        settle(id);

        assertThat(status(id)).isEqualTo(OrderStatus.CONFIRMED);
        assertThat(order(id).finalSince()).isNotNull();
        assertThat(gateway.charges()).isEqualTo(1);
        assertThat(inventory.stock("TEA-001")).isEqualTo(9_999);
    }

    @Test
    void refusedBeforeAnyCharge_isCancelled_andALateReservationHoldsNothing() {
        inventory.stock("TEA-001", 0);
        UUID id = insertAbandoned("NOT_ATTEMPTED", "NONE");

        settle(id);

        assertThat(status(id)).isEqualTo(OrderStatus.CANCELLED);
        assertThat(inventory.isReleased(id.toString())).isTrue();
        assertThat(gateway.requests()).isZero();
    }

    private UUID pendingBecause(Manner trouble) {
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

    private UUID insertAbandoned(String payment, String reservation) {
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

    private void reserveBehindOurBack(UUID id) {
        inventory.reserve(id.toString(), "TEA-001", 1);
    }

    private void chargeBehindOurBack(UUID id) {
        gateway.pay(id.toString());
    }

    private void giveUp(UUID id) {
        jdbi.useHandle(
                h ->
                        h.execute(
                                "UPDATE customer_order SET created_at = created_at - interval '1 h'"
                                        + " WHERE order_id = ?",
                                id));
        Claim claim = Claim.create();
        store.claimOverdue(claim, GIVE_UP, 10, LEASE).forEach(order -> step.giveUp(claim, order));
    }

    private void runOut(UUID id) {
        jdbi.useHandle(
                h ->
                        h.execute(
                                "UPDATE customer_order SET claimed_until = now() - interval '1 s'"
                                        + " WHERE order_id = ?",
                                id));
    }

    private void settle(UUID id) {
        for (int i = 0; i < 5 && order(id).facts().nextStep().isPresent(); i++) {
            jdbi.useHandle(h -> h.execute("UPDATE customer_order SET next_attempt_at = now()"));
            Claim claim = Claim.create();
            claim(claim).forEach(order -> step.take(claim, order));
        }
    }

    private record Work(Claim claim, Order order) {}

    private Work claimOne() {
        Claim claim = Claim.create();
        return new Work(claim, claim(claim).get(0));
    }

    private java.util.Optional<SettlementStep.Rejected> take(Work work) {
        return step.take(work.claim(), work.order());
    }

    private List<Order> claim(Claim claim) {
        return claim(claim, 10);
    }

    private List<Order> claim(Claim claim, int limit) {
        return store.claim(claim, EnumSet.allOf(NextStep.class), limit, LEASE);
    }

    private Order order(UUID id) {
        return orders.byId(id).orElseThrow();
    }

    private OrderStatus status(UUID id) {
        return order(id).status();
    }
}
