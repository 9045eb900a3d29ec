package org.acme.checkout.settlement;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.acme.breaker.CircuitBreaker;
import org.acme.checkout.order.OrderStatus;
import org.acme.checkout.order.PaymentFact;
import org.acme.checkout.order.ReservationFact;
import org.acme.checkout.testing.Neighbours;
import org.acme.checkout.testing.WireServer.Manner;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What each step makes of each answer. */
@QuarkusTest
@TestProfile(ByHand.class)
@QuarkusTestResource(Neighbours.class)
@SuppressWarnings("NullAway.Init")
class SettlementTest extends SettlementShop {

    @Inject MeterRegistry meters;

    @Inject
    @Named("payment")
    CircuitBreaker paymentBreaker;

    @Test
    void lostAnswer_isFoundOut_andChargedOnce() {
        double before = meters.counter("orders.settled").count();
        UUID id = pendingBecause(Manner.LOSE_RESPONSE);
        assertThat(gateway.charges()).isEqualTo(1);

        settle(id);

        assertThat(status(id)).isEqualTo(OrderStatus.CONFIRMED);
        assertThat(gateway.charges()).isEqualTo(1);
        assertThat(meters.counter("orders.settled").count()).isEqualTo(before + 1);
    }

    /** The card has paid: whoever says 402 now isn't the gateway. */
    @Test
    void refusalBySomebodyElse_afterALostAnswer_isNotBelieved() {
        UUID id = pendingBecause(Manner.LOSE_RESPONSE);
        gateway.manner(Manner.REFUSE_PAYMENT);
        take(claimOne());
        assertThat(status(id)).isEqualTo(OrderStatus.PAYMENT_PENDING);
        gateway.manner(Manner.ANSWER);

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
        assertThat(order(id).progress().reason()).contains("payment returned an error: 503");
    }

    /** The usual pause after a first attempt is 250 ms at most; this gateway asks for 7 s. */
    @ParameterizedTest
    @EnumSource(names = {"BUSY", "TOO_MANY"})
    void gatewayThatAsksToWait_isLeftAlone_forTheOrderAndForAMoment(Manner manner) {
        UUID id = pendingBecause(Manner.FAIL);
        gateway.manner(manner);
        Instant before = instant("SELECT now()");

        var rejected = take(claimOne());

        assertThat(rejected).isPresent();
        assertThat(rejected.get().dependency()).isEqualTo(Dependency.PAYMENT);
        assertThat(rejected.get().retryAfter()).isEqualTo(Duration.ofSeconds(7));
        assertThat(order(id).attempts()).isEqualTo(1);
        assertThat(instant("SELECT next_attempt_at FROM customer_order"))
                .isAfterOrEqualTo(before.plusSeconds(7));
    }

    private Instant instant(String query) {
        return jdbi.withHandle(h -> h.createQuery(query).mapTo(Instant.class).one());
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
        double settled = meters.counter("orders.settled").count();
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
        assertThat(order(id).facts().payment()).isEqualTo(PaymentFact.REFUNDED);
        assertThat(gateway.holdsMoneyOf(id.toString())).isFalse();
        assertThat(inventory.holds(id.toString())).isFalse();
        assertThat(inventory.isReleased(id.toString())).isTrue();
        assertThat(meters.counter("orders.settled").count()).isEqualTo(settled);
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

    /** Nobody is told of a refund who has never paid. */
    @Test
    void cachedStock_refusedLater_withoutACharge_isVoided() {
        inventory.stock("TEA-001", 0);
        UUID id = insertAbandoned("PENDING", "OWED");

        settle(id);

        assertThat(status(id)).isEqualTo(OrderStatus.CANCELLED);
        assertThat(order(id).facts().payment()).isEqualTo(PaymentFact.VOIDED);
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
}
