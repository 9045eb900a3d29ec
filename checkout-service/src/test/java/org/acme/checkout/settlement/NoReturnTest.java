package org.acme.checkout.settlement;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.util.UUID;
import org.acme.checkout.order.Claim;
import org.acme.checkout.order.Order;
import org.acme.checkout.order.OrderFacts;
import org.acme.checkout.order.OrderStatus;
import org.acme.checkout.order.PaymentFact;
import org.acme.checkout.order.ReservationFact;
import org.acme.checkout.testing.Neighbours;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The rule of no return: a release, void or refund leaves only after a fact was committed from
 * which there is no way back. In each test such a call is carried out late.
 */
@QuarkusTest
@TestProfile(ByHand.class)
@QuarkusTestResource(Neighbours.class)
class NoReturnTest extends SettlementShop {

    /**
     * The release is sent, its connection breaks, a delivery comes, and only then inventory runs
     * it.
     */
    @ParameterizedTest
    @CsvSource({"NOT_ATTEMPTED, NONE", "PENDING, OWED", "PAID, OWED"})
    void delayedRelease_doesNotTakeTheGoodsOfASoldOrder(String payment, String reservation) {
        inventory.stock("TEA-001", 0);
        UUID id = insertAbandoned(payment, reservation);
        if (payment.equals("PAID")) {
            chargeBehindOurBack(id);
        }
        inventory.delayReleases(true);
        settle(id);
        inventory.delayReleases(false);
        inventory.stock("TEA-001", 1_000);

        settle(id);
        inventory.runDelayedReleases();

        assertFinalAndKept(id, OrderStatus.CANCELLED);
        assertThat(inventory.stock("TEA-001")).isEqualTo(1_000);
    }

    /** The claim runs out while the release is under way; its next owner finishes the order. */
    @Test
    void leaseThatRanOut_whileItsOwnerReleased_doesNotTakeTheGoodsOfASoldOrder() {
        inventory.stock("TEA-001", 0);
        UUID id = insertAbandoned("NOT_ATTEMPTED", "NONE");
        inventory.beforeRelease(
                () -> {
                    inventory.beforeRelease(() -> {});
                    inventory.stock("TEA-001", 1_000);
                    runOut(id);
                    settle(id);
                });

        settle(id);

        assertFinalAndKept(id, OrderStatus.CANCELLED);
        assertThat(inventory.stock("TEA-001")).isEqualTo(1_000);
    }

    @Test
    void refusal_isCommitted_beforeTheReleaseLeaves() {
        inventory.stock("TEA-001", 0);
        UUID id = insertAbandoned("PENDING", "OWED");

        take(claimOne());

        assertThat(order(id).facts())
                .isEqualTo(new OrderFacts(PaymentFact.REFUND_OWED, ReservationFact.REFUSING));
        assertThat(inventory.isReleased(id.toString())).isFalse();
        assertThat(gateway.isVoided(id.toString())).isFalse();
    }

    /** A proxy may send a reservation twice; the second one arrives when the order is final. */
    @Test
    void reservationSentTwice_afterTheCustomerWasRefused_holdsNothing() {
        inventory.stock("RARE-001", 0);
        String id =
                place(key(), order("RARE-001", 1, "tok_ok"))
                        .then()
                        .statusCode(409)
                        .extract()
                        .path("orderId");
        UUID orderId = UUID.fromString(id);
        settle(orderId);
        inventory.stock("RARE-001", 1);

        inventory.reserve(id, "RARE-001", 1);

        assertFinalAndKept(orderId, OrderStatus.CANCELLED);
        assertThat(gateway.requests()).isZero();
    }

    /** The first owner's refusal comes late: another has reserved and charged meanwhile. */
    @Test
    void refusalOfALateOwner_changesNothing() {
        UUID id = insertAbandoned("NOT_ATTEMPTED", "NONE");
        Claim late = Claim.create();
        Order slow = claim(late).get(0);
        runOut(id);
        settle(id);

        assertThat(orders.finish(late, slow, slow.progress().refused("not enough"), 0, LEASE))
                .isFalse();

        assertFinalAndKept(id, OrderStatus.CONFIRMED);
    }
}
