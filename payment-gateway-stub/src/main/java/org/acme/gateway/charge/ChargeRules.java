package org.acme.gateway.charge;

import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.acme.gateway.charge.ChargeOutcome.AlreadyPaid;
import org.acme.gateway.charge.ChargeOutcome.KeyReused;
import org.acme.gateway.charge.ChargeOutcome.OrderVoided;
import org.acme.gateway.charge.ChargeOutcome.Repeated;

/**
 * What the ledger decides, without the ledger: pure functions of what is known about an order while
 * nobody else can change it.
 */
final class ChargeRules {

    private ChargeRules() {}

    /** A charge that was entered under the same idempotency key, and the card that it named. */
    record Earlier(Charge charge, String cardToken) {

        private boolean isSameAs(ChargeOrder order) {
            return charge.orderId().equals(order.orderId())
                    && Long.valueOf(order.amountMinor()).equals(charge.amountMinor())
                    && order.currency().equals(charge.currency())
                    && order.card().id().equals(cardToken);
        }
    }

    /**
     * How a charge ends that must not be entered; nothing if it has to be entered now.
     *
     * @param isOpen whether the order was never voided
     * @param isPaid whether the order has an unrefunded charge; asked last
     */
    static Optional<ChargeOutcome> withoutEntering(
            ChargeOrder order, boolean isOpen, Optional<Earlier> earlier, BooleanSupplier isPaid) {
        if (earlier.isPresent() && !earlier.get().isSameAs(order)) {
            return Optional.of(new KeyReused());
        }
        if (!isOpen) {
            return Optional.of(new OrderVoided());
        }
        if (earlier.isPresent()) {
            return Optional.of(new Repeated(earlier.get().charge()));
        }
        return isPaid.getAsBoolean() ? Optional.of(new AlreadyPaid()) : Optional.empty();
    }

    /** What a charge of this card is when it is entered. */
    static ChargeStatus statusOf(CardToken card) {
        return card.declineReason() == null ? ChargeStatus.PAID : ChargeStatus.DECLINED;
    }
}
