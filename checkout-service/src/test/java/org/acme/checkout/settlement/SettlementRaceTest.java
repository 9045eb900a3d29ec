package org.acme.checkout.settlement;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.acme.checkout.order.Claim;
import org.acme.checkout.order.Order;
import org.acme.checkout.order.OrderStatus;
import org.acme.checkout.testing.Neighbours;
import org.acme.checkout.testing.WireServer.Manner;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Late owners, rivals and killed processes: each race is played in the order that hurts. */
@QuarkusTest
@TestProfile(ByHand.class)
@QuarkusTestResource(Neighbours.class)
class SettlementRaceTest extends SettlementShop {

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
        assertThat(orders.saveProgress(late, slow, slow.progress())).isFalse();
    }

    /** Nothing but the claim tells the two apart: the facts are the same for both. */
    @Test
    void lateOwner_whoseCallFailed_leavesTheClaimToItsNewOwner() {
        UUID id = pendingBecause(Manner.RESET);
        Claim late = Claim.create();
        Order slow = claim(late).get(0);
        List<Work> next = new ArrayList<>();
        gateway.manner(Manner.LOSE_RESPONSE);
        gateway.beforeWork(
                () -> {
                    gateway.beforeWork(() -> {});
                    runOut(id);
                    next.add(claimOne());
                });

        step.take(late, slow);

        assertThat(order(id).claimed()).isTrue();
        assertThat(order(id).attempts()).isZero();
        gateway.manner(Manner.ANSWER);
        take(next.get(0));
        assertThat(status(id)).isEqualTo(OrderStatus.CONFIRMED);
        assertThat(gateway.charges()).isEqualTo(1);
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
}
