package org.acme.checkout.settlement;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.LongSupplier;
import org.acme.checkout.order.Claim;
import org.acme.checkout.order.NextStep;
import org.acme.checkout.order.Order;

/**
 * Contains the work of one round, without threads and without waiting: gives up overdue orders,
 * claims due ones, and leaves out those whose dependency's breaker rejects calls. {@link
 * Settlement} decides when, and on which thread.
 */
final class SettlementRound {

    static final Duration LOOK_FOR_OVERDUE = Duration.ofSeconds(1);
    private static final int OVERDUE_AT_ONCE = 100;

    private final SettlementStore store;
    private final SettlementStep step;
    private final Duration giveUpAfter;
    private final Duration lease;
    private final LongSupplier nanos;
    private final Gates gates;

    /** Confined to the thread that calls {@link #giveUpOverdue}. */
    private long lookedForOverdueAt;

    /**
     * Creates the state of the rounds.
     *
     * @param lease how long a claim lasts; a step makes one remote call
     * @param nanos a monotonic clock
     */
    SettlementRound(
            SettlementStore store,
            SettlementStep step,
            Duration giveUpAfter,
            Duration lease,
            LongSupplier nanos) {
        this.store = store;
        this.step = step;
        this.giveUpAfter = giveUpAfter;
        this.lease = lease;
        this.nanos = nanos;
        this.gates = new Gates(nanos);
        this.lookedForOverdueAt = nanos.getAsLong() - LOOK_FOR_OVERDUE.toNanos();
    }

    /**
     * Gives up orders that have been pending for too long; looks for them at most once a second.
     */
    void giveUpOverdue() {
        if (nanos.getAsLong() - lookedForOverdueAt < LOOK_FOR_OVERDUE.toNanos()) {
            return;
        }
        lookedForOverdueAt = nanos.getAsLong();
        Claim claim = Claim.create();
        store.claimOverdue(claim, giveUpAfter, OVERDUE_AT_ONCE, lease)
                .forEach(order -> step.giveUp(claim, order));
    }

    /** Claims at most {@code wanted} orders that are due and whose dependency may be called. */
    List<Order> claim(Claim claim, int wanted) {
        Set<NextStep> steps = gates.open();
        return wanted <= 0 || steps.isEmpty()
                ? List.of()
                : store.claim(claim, steps, wanted, lease);
    }

    /** Gives an order back, so that another replica may claim it at once. */
    void release(Claim claim, Order order) {
        store.releaseClaim(claim, order);
    }

    /** Takes a claimed order one step forward. */
    void take(Claim claim, Order order) {
        step.take(claim, order).ifPresent(no -> gates.close(no.dependency(), no.retryAfter()));
    }
}
