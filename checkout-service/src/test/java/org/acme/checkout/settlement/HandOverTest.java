package org.acme.checkout.settlement;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.enterprise.inject.Vetoed;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.acme.checkout.inventory.InventoryPolicy;
import org.acme.checkout.order.Claim;
import org.acme.checkout.order.Order;
import org.acme.checkout.order.OrderStatus;
import org.acme.checkout.order.OrderStore;
import org.acme.checkout.payment.PaymentPolicy;
import org.acme.checkout.testing.Neighbours;
import org.acme.checkout.testing.WireServer.Manner;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A replica is asked to stop while its settlement waits for an answer. */
@QuarkusTest
@TestProfile(ByHand.class)
@QuarkusTestResource(Neighbours.class)
@Timeout(120)
@SuppressWarnings("NullAway.Init")
class HandOverTest extends SettlementShop {

    @Inject PaymentPolicy payment;
    @Inject InventoryPolicy stock;
    @Inject SettlementConfig config;
    @Inject Clock clock;

    private StuckStep stuck;
    private Settlement replica;

    @BeforeEach
    void startReplica() {
        MeterRegistry meters = new SimpleMeterRegistry();
        SettlementConfig oneWorker = new OneWorker(config);
        stuck = new StuckStep(orders, store, stock, payment, clock, oneWorker, meters);
        replica = new Settlement(store, stuck, oneWorker, payment, stock, () -> 1, meters);
    }

    @AfterEach
    void endCall() {
        stuck.answer.countDown();
    }

    @Test
    void callInFlight_isHandedOver_andSettledOnceByAnotherReplica() throws Exception {
        UUID id = pendingBecause(Manner.FAIL);
        replica.start(new StartupEvent());
        stuck.called.await();

        replica.stopClaiming(new ShutdownDelayInitiatedEvent());
        assertThat(order(id).claimed()).as("during the delay").isTrue();
        replica.stop(new ShutdownEvent());

        assertThat(order(id).claimed()).as("at the end").isFalse();
        settle(id);
        assertThat(status(id)).isEqualTo(OrderStatus.CONFIRMED);
        assertThat(gateway.charges()).isEqualTo(1);
    }

    @Test
    void workerThatBecomesIdle_afterTheStop_claimsNothingMore() throws Exception {
        UUID first = pendingBecause(Manner.FAIL);
        replica.start(new StartupEvent());
        stuck.called.await();

        replica.stopClaiming(new ShutdownDelayInitiatedEvent());
        UUID second = pendingBecause(Manner.FAIL);
        stuck.answer.countDown();
        replica.stop(new ShutdownEvent());

        assertThat(stuck.taken).containsExactly(first);
        assertThat(order(second).claimed()).isFalse();
    }

    /** Makes calls that take as long as the test wants. */
    @Vetoed
    private static final class StuckStep extends SettlementStep {

        private final List<UUID> taken = new CopyOnWriteArrayList<>();
        private final CountDownLatch called = new CountDownLatch(1);
        private final CountDownLatch answer = new CountDownLatch(1);

        private StuckStep(
                OrderStore orders,
                SettlementStore store,
                InventoryPolicy inventory,
                PaymentPolicy payment,
                Clock clock,
                SettlementConfig config,
                MeterRegistry meters) {
            super(orders, store, inventory, payment, clock, config, meters);
        }

        @Override
        public Optional<Rejected> take(Claim claim, Order order) {
            taken.add(order.id());
            called.countDown();
            try {
                answer.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return Optional.empty();
        }
    }

    /** The settings of these tests, for a settlement that runs and makes one call at once. */
    private record OneWorker(SettlementConfig others) implements SettlementConfig {
        @Override
        public boolean enabled() {
            return true;
        }

        @Override
        public int concurrency() {
            return 1;
        }

        @Override
        public int perSecond() {
            return others.perSecond();
        }

        @Override
        public Duration idle() {
            return others.idle();
        }

        @Override
        public Duration backoff() {
            return others.backoff();
        }

        @Override
        public Duration maxBackoff() {
            return others.maxBackoff();
        }

        @Override
        public Duration giveUpAfter() {
            return others.giveUpAfter();
        }
    }
}
