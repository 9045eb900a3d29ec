package org.acme.checkout.settlement;

import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.Optional;
import org.acme.checkout.order.OrderConfig;
import org.jboss.logging.Logger;

/**
 * Warns at startup if more orders may be pending than settlement can finish before it gives them
 * up: some customers would wait for a payment that is never tried.
 */
@ApplicationScoped
class BacklogCapacityCheck {

    private static final Logger LOG = Logger.getLogger(BacklogCapacityCheck.class);

    /** An order that was only stored needs a reservation and a charge. */
    private static final int CALLS_OF_AN_ORDER = 2;

    private final SettlementConfig settlement;
    private final OrderConfig orders;

    BacklogCapacityCheck(SettlementConfig settlement, OrderConfig orders) {
        this.settlement = settlement;
        this.orders = orders;
    }

    void check(@Observes StartupEvent started) {
        if (settlement.enabled()) {
            warning(orders.maxPending(), settlement.perSecond(), settlement.giveUpAfter())
                    .ifPresent(LOG::warn);
        }
    }

    static Optional<String> warning(long maxPending, int perSecond, Duration giveUpAfter) {
        long settled = perSecond * giveUpAfter.toSeconds() / CALLS_OF_AN_ORDER;
        if (maxPending <= settled) {
            return Optional.empty();
        }
        return Optional.of(
                ("checkout.order.max-pending is %d, but settlement finishes only %d orders within"
                                + " checkout.settlement.give-up-after (%s): settlement gives up the rest of"
                                + " such a backlog. Lower checkout.order.max-pending, or raise"
                                + " checkout.settlement.per-second (%d)")
                        .formatted(maxPending, settled, giveUpAfter, perSecond));
    }
}
