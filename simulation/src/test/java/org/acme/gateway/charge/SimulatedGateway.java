package org.acme.gateway.charge;

import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.acme.checkout.payment.PaymentGateway;
import org.acme.checkout.payment.PaymentResult;
import org.acme.checkout.payment.VoidResult;
import org.acme.checkout.remote.RemoteRejection;
import org.acme.gateway.charge.ChargeOutcome.Entered;
import org.acme.gateway.charge.ChargeOutcome.OrderVoided;
import org.acme.gateway.charge.ChargeOutcome.Repeated;

/**
 * Carries out a request at the gateway and returns what {@code HttpPaymentGateway} would make of
 * the response.
 */
public final class SimulatedGateway implements PaymentGateway {

    private final MemoryLedger ledger = new MemoryLedger();

    /** A seeded bug: the gateway loses the record that an order was voided. */
    private final boolean withoutTombstones;

    public SimulatedGateway(boolean withoutTombstones) {
        this.withoutTombstones = withoutTombstones;
    }

    @Override
    public PaymentResult charge(org.acme.checkout.payment.Charge charge) {
        ChargeOutcome outcome =
                ledger.charge(
                        new ChargeOrder(
                                charge.orderId().toString(),
                                charge.orderId().toString(),
                                charge.amountMinor(),
                                charge.currency(),
                                CardToken.of(charge.cardToken()).orElseThrow()));
        if (outcome instanceof Entered entered) {
            return result(entered.charge());
        } else if (outcome instanceof Repeated repeated) {
            return result(repeated.charge());
        } else if (outcome instanceof OrderVoided) {
            return new PaymentResult.Voided();
        }
        throw new RemoteRejection("payment", 409);
    }

    private static PaymentResult result(Charge charge) {
        return charge.status() == ChargeStatus.DECLINED
                ? new PaymentResult.Declined(Objects.requireNonNull(charge.declineReason()))
                : new PaymentResult.Paid(Objects.requireNonNull(charge.chargeId()).toString());
    }

    @Override
    public VoidResult voidCharges(UUID orderId) {
        ChargeStatus status = ledger.voidOrder(orderId.toString());
        if (withoutTombstones) {
            ledger.forgetVoid(orderId.toString());
        }
        return status == ChargeStatus.REFUNDED ? VoidResult.REFUNDED : VoidResult.VOIDED;
    }

    /** The amounts of the order's unrefunded charges. */
    public List<Long> unrefunded(UUID orderId) {
        return ledger.charges(orderId.toString()).stream()
                .filter(charge -> charge.status() == ChargeStatus.PAID)
                .map(charge -> Objects.requireNonNull(charge.amountMinor()))
                .toList();
    }
}
