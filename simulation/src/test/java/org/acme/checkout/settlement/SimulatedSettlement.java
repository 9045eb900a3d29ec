package org.acme.checkout.settlement;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.function.LongSupplier;
import org.acme.breaker.retry.Backoff;
import org.acme.checkout.inventory.InventoryPolicy;
import org.acme.checkout.order.Claim;
import org.acme.checkout.order.Order;
import org.acme.checkout.order.OrderStore;
import org.acme.checkout.payment.PaymentPolicy;

/** The rounds and steps of {@link Settlement}, without its threads and its rate. */
public final class SimulatedSettlement {

    private final SettlementRound round;

    /** Everything but time, chance and the services is what production runs. */
    public SimulatedSettlement(
            OrderStore orders,
            SettlementStore store,
            InventoryPolicy inventory,
            PaymentPolicy payment,
            Duration giveUpAfter,
            Clock clock,
            LongSupplier nanos,
            Backoff backoff,
            MeterRegistry meters) {
        SettlementStep step =
                new SettlementStep(orders, store, inventory, payment, clock, backoff, meters);
        this.round =
                new SettlementRound(
                        store, step, giveUpAfter, Settlement.lease(payment, inventory), nanos);
    }

    /** Gives up what is overdue, and claims at most {@code wanted} orders. */
    public List<Order> begin(Claim claim, int wanted) {
        round.giveUpOverdue();
        return round.claim(claim, wanted);
    }

    /** Takes a claimed order one step forward. */
    public void take(Claim claim, Order order) {
        round.take(claim, order);
    }
}
