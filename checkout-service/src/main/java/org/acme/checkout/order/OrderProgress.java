package org.acme.checkout.order;

import java.time.Instant;
import org.acme.checkout.inventory.ReservationResult;
import org.acme.checkout.payment.PaymentResult;
import org.acme.checkout.payment.VoidResult;
import org.jspecify.annotations.Nullable;

/**
 * The progress of an order: its facts and the details that belong to them. Each method below
 * applies one event and returns the progress after it; the facts of an order change in no other
 * way.
 *
 * @param chargeId the gateway's id of the charge; {@code null} until it is known
 * @param reason why the payment is in its current state, shown to the customer
 * @param inventoryAsOf when the stock data of the reservation was read
 */
public record OrderProgress(
        OrderFacts facts,
        @Nullable String chargeId,
        @Nullable String reason,
        Instant inventoryAsOf) {

    /** The order has just been stored. */
    public static OrderProgress start(Instant snapshotAsOf) {
        return new OrderProgress(OrderFacts.NEW, null, null, snapshotAsOf);
    }

    /**
     * Inventory has answered the reservation.
     *
     * @param asked when the reservation was sent
     */
    public OrderProgress reserved(ReservationResult result, Instant asked) {
        return result.by(() -> held(asked), this::refused);
    }

    /** Inventory has reserved the stock. */
    public OrderProgress held(Instant asOf) {
        return new OrderProgress(facts.with(ReservationFact.HELD), chargeId, reason, asOf);
    }

    /** The snapshot covers the quantity; the reservation at inventory is owed. */
    public OrderProgress owed(Instant snapshotAsOf) {
        return new OrderProgress(facts.with(ReservationFact.OWED), chargeId, reason, snapshotAsOf);
    }

    /**
     * Inventory refused the reservation. The order can no longer become a sale: money that may have
     * been taken is returned, and inventory must confirm that no late request of this order holds
     * stock.
     */
    public OrderProgress refused(String why) {
        PaymentFact payment =
                facts.payment() == PaymentFact.NOT_ATTEMPTED
                        ? PaymentFact.NOT_ATTEMPTED
                        : PaymentFact.REFUND_OWED;
        return moved(new OrderFacts(payment, ReservationFact.REFUSING), why);
    }

    /** The order can't be served, and no request for it was ever sent, so no stock can be held. */
    public OrderProgress refusedUnasked(String why) {
        return moved(facts.with(ReservationFact.REFUSED), why);
    }

    /**
     * A charge is about to be sent. Stored before that: NOT_ATTEMPTED means that no charge was ever
     * sent.
     */
    public OrderProgress charging() {
        return moved(facts.with(PaymentFact.PENDING), reason);
    }

    /** The gateway has answered the charge. */
    public OrderProgress charged(PaymentResult result) {
        return result.by(
                paidAs ->
                        new OrderProgress(
                                facts.with(PaymentFact.PAID), paidAs, null, inventoryAsOf),
                why ->
                        moved(
                                new OrderFacts(PaymentFact.DECLINED, ReservationFact.RELEASE_OWED),
                                why),
                () -> givenUp("the charge was voided at the gateway"));
    }

    /**
     * The order is given up; gateway and inventory must confirm that nothing is charged or held.
     */
    public OrderProgress givenUp(String why) {
        return moved(OrderFacts.GIVEN_UP, why);
    }

    /** The gateway confirmed that no charge remains and none will be accepted. */
    public OrderProgress voided(VoidResult result) {
        return moved(
                facts.with(
                        switch (result) {
                            case VOIDED -> PaymentFact.VOIDED;
                            case REFUNDED -> PaymentFact.REFUNDED;
                        }),
                reason);
    }

    /** Inventory confirmed that no stock is held and none will be reserved. */
    public OrderProgress released() {
        ReservationFact confirmed =
                facts.reservation() == ReservationFact.REFUSING
                        ? ReservationFact.REFUSED
                        : ReservationFact.RELEASED;
        return moved(facts.with(confirmed), reason);
    }

    /** The facts stay the same, with a reason why. */
    public OrderProgress withReason(@Nullable String why) {
        return moved(facts, why);
    }

    private OrderProgress moved(OrderFacts next, @Nullable String why) {
        return new OrderProgress(next, chargeId, why, inventoryAsOf);
    }
}
