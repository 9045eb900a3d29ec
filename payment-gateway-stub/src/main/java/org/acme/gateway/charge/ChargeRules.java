package org.acme.gateway.charge;

import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.acme.gateway.charge.ChargeOutcome.AlreadyPaid;
import org.acme.gateway.charge.ChargeOutcome.KeyReused;
import org.acme.gateway.charge.ChargeOutcome.OrderVoided;
import org.acme.gateway.charge.ChargeOutcome.Repeated;

/**
 * Contains the decisions of the ledger as pure functions of an order's data, read while no other
 * transaction can change it.
 */
final class ChargeRules {

    private ChargeRules() {}

    /** An earlier charge with the same idempotency key, and its card. */
    record Earlier(Charge charge, String cardToken) {

        private boolean isSameAs(ChargeOrder order) {
            return charge.orderId().equals(order.orderId())
                    && Long.valueOf(order.amountMinor()).equals(charge.amountMinor())
                    && order.currency().equals(charge.currency())
                    && order.card().id().equals(cardToken);
        }
    }

    /**
     * Returns the outcome of a charge that must not be added to the ledger; empty if it must be
     * added now.
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

    /** Returns the status of a new charge of this card. */
    static ChargeStatus statusOf(CardToken card) {
        return card.declineReason() == null ? ChargeStatus.PAID : ChargeStatus.DECLINED;
    }
}
