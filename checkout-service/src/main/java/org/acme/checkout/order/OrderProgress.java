package org.acme.checkout.order;

import java.time.Instant;
import org.acme.checkout.payment.PaymentResult;
import org.acme.checkout.payment.VoidResult;
import org.jspecify.annotations.Nullable;

/**
 * How far an order has come. Every method below is a piece of news and answers what the order is
 * afterwards; nothing else ever changes an order's facts.
 *
 * @param chargeId the gateway's name for the charge, once there is one
 * @param reason why the payment stands where it stands, for the customer's screen
 * @param inventoryAsOf the age of what the reservation rests on
 */
public record OrderProgress(
        OrderFacts facts,
        @Nullable String chargeId,
        @Nullable String reason,
        Instant inventoryAsOf) {

    /** An order that was only just written down. */
    public static OrderProgress start(Instant snapshotAsOf) {
        return new OrderProgress(OrderFacts.NEW, null, null, snapshotAsOf);
    }

    /** Inventory holds the stock. */
    public OrderProgress held(Instant asOf) {
        return new OrderProgress(facts.with(ReservationFact.HELD), chargeId, reason, asOf);
    }

    /** The snapshot covers the quantity; inventory still has to. */
    public OrderProgress owed(Instant snapshotAsOf) {
        return new OrderProgress(facts.with(ReservationFact.OWED), chargeId, reason, snapshotAsOf);
    }

    /**
     * Inventory said no. From here on there is no way back to a sale: money that may have been taken
     * goes back, and inventory must confirm that no late request of this order holds stock.
     */
    public OrderProgress refused(String why) {
        PaymentFact payment =
                facts.payment() == PaymentFact.NOT_ATTEMPTED
                        ? PaymentFact.NOT_ATTEMPTED
                        : PaymentFact.REFUND_OWED;
        return moved(new OrderFacts(payment, ReservationFact.REFUSING), why);
    }

    /** The order can't be served, and no request for it has ever left: nothing can be held. */
    public OrderProgress refusedUnasked(String why) {
        return moved(facts.with(ReservationFact.REFUSED), why);
    }

    /** A charge is about to leave. Written down first: NOT_ATTEMPTED means that none ever did. */
    public OrderProgress charging() {
        return moved(facts.with(PaymentFact.PENDING), reason);
    }

    /** The gateway, or what stands in for it, has answered. */
    public OrderProgress answered(PaymentResult result) {
        if (result instanceof PaymentResult.Paid paid) {
            return new OrderProgress(
                    facts.with(PaymentFact.PAID), paid.chargeId(), null, inventoryAsOf);
        } else if (result instanceof PaymentResult.Declined declined) {
            return moved(
                    new OrderFacts(PaymentFact.DECLINED, ReservationFact.RELEASE_OWED),
                    declined.reason());
        } else if (result instanceof PaymentResult.Voided) {
            return givenUp("the charge was voided at the gateway");
        } else if (result instanceof PaymentResult.Pending pending) {
            return moved(facts, pending.cause());
        }
        throw new IllegalArgumentException("unexpected payment result: " + result);
    }

    /** Nobody will go on with it; gateway and inventory have to confirm that nothing is left. */
    public OrderProgress givenUp(String why) {
        return moved(OrderFacts.GIVEN_UP, why);
    }

    /** The gateway confirmed that no charge is left, nor will be accepted. */
    public OrderProgress gone(VoidResult result) {
        return moved(
                facts.with(
                        switch (result) {
                            case VOIDED -> PaymentFact.VOIDED;
                            case REFUNDED -> PaymentFact.REFUNDED;
                        }),
                reason);
    }

    /** Inventory confirmed that nothing is held, nor will be. */
    public OrderProgress released() {
        ReservationFact confirmed =
                facts.reservation() == ReservationFact.REFUSING
                        ? ReservationFact.REFUSED
                        : ReservationFact.RELEASED;
        return moved(facts.with(confirmed), reason);
    }

    /** The same facts, and in words why they haven't changed. */
    public OrderProgress because(@Nullable String why) {
        return moved(facts, why);
    }

    private OrderProgress moved(OrderFacts next, @Nullable String why) {
        return new OrderProgress(next, chargeId, why, inventoryAsOf);
    }
}
