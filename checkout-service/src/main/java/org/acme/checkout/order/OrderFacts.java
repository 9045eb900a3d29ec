package org.acme.checkout.order;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The two facts of an order: payment and reservation. Status, next step and finality are derived
 * from them and never set separately. An illegal pair can't be constructed, and the database
 * rejects it as well.
 *
 * <p>The table of legal pairs exists three times: in the switches below, in the expressions of
 * {@code status} and {@code next_step} in {@code V3__no_way_back.sql}, and for readers in {@code
 * docs/reliability.md}. Tests check that the three agree.
 *
 * <p>The rule of no return: {@link NextStep#VOID} and {@link NextStep#RELEASE} destroy data of
 * another service, and such a call may be carried out long after its sender gave up. So they are
 * the next step only of committed facts that can no longer become a sale: every status except
 * {@link OrderStatus#PAYMENT_PENDING} and {@link OrderStatus#CONFIRMED}.
 */
public record OrderFacts(PaymentFact payment, ReservationFact reservation) {

    /** The facts of a new order, stored before the first remote call. */
    public static final OrderFacts NEW =
            new OrderFacts(PaymentFact.NOT_ATTEMPTED, ReservationFact.NONE);

    /**
     * The facts of an order that was given up: gateway and inventory must both confirm before it is
     * FAILED.
     */
    public static final OrderFacts GIVEN_UP =
            new OrderFacts(PaymentFact.VOID_OWED, ReservationFact.RELEASE_OWED);

    public OrderFacts {
        if (statusOf(payment, reservation) == null) {
            throw new IllegalArgumentException(
                    "an order cannot be " + payment + " and " + reservation);
        }
    }

    /** Whether the pair of facts is legal. */
    public static boolean legal(PaymentFact payment, ReservationFact reservation) {
        return statusOf(payment, reservation) != null;
    }

    /** Returns the status that the customer sees. */
    public OrderStatus status() {
        OrderStatus status = statusOf(payment, reservation);
        if (status == null) {
            throw new IllegalStateException("the constructor accepted illegal facts: " + this);
        }
        return status;
    }

    /**
     * Returns the call that the order needs next; empty if it is final. Returning money comes
     * first; otherwise reserve comes before charge.
     */
    public Optional<NextStep> nextStep() {
        return Optional.ofNullable(
                switch (payment) {
                    case REFUND_OWED, VOID_OWED -> NextStep.VOID;
                    case NOT_ATTEMPTED, PENDING ->
                            switch (reservation) {
                                case NONE, OWED -> NextStep.RESERVE;
                                case HELD -> NextStep.CHARGE;
                                case REFUSING, RELEASE_OWED -> NextStep.RELEASE;
                                case REFUSED, RELEASED -> null;
                            };
                    case PAID -> reservation == ReservationFact.OWED ? NextStep.RESERVE : null;
                    case DECLINED, REFUNDED, VOIDED ->
                            switch (reservation) {
                                case REFUSING, RELEASE_OWED -> NextStep.RELEASE;
                                case NONE, OWED, HELD, REFUSED, RELEASED -> null;
                            };
                });
    }

    /** Whether the order is final: nothing is owed any more. */
    public boolean isFinal() {
        return nextStep().isEmpty();
    }

    /** Returns the facts with another payment fact. */
    public OrderFacts with(PaymentFact other) {
        return new OrderFacts(other, reservation);
    }

    /** Returns the facts with another reservation fact. */
    public OrderFacts with(ReservationFact other) {
        return new OrderFacts(payment, other);
    }

    private static @Nullable OrderStatus statusOf(
            PaymentFact payment, ReservationFact reservation) {
        return switch (payment) {
            case NOT_ATTEMPTED ->
                    switch (reservation) {
                        case NONE, OWED, HELD -> OrderStatus.PAYMENT_PENDING;
                        case REFUSING -> OrderStatus.CANCELLING;
                        case REFUSED -> OrderStatus.CANCELLED;
                        case RELEASE_OWED, RELEASED -> null;
                    };
            case PENDING ->
                    switch (reservation) {
                        case NONE, OWED, HELD -> OrderStatus.PAYMENT_PENDING;
                        case REFUSING, REFUSED, RELEASE_OWED, RELEASED -> null;
                    };
            case PAID ->
                    switch (reservation) {
                        case HELD, OWED -> OrderStatus.CONFIRMED;
                        case NONE, REFUSING, REFUSED, RELEASE_OWED, RELEASED -> null;
                    };
            case DECLINED ->
                    switch (reservation) {
                        case NONE, RELEASE_OWED, RELEASED -> OrderStatus.DECLINED;
                        case OWED, HELD, REFUSING, REFUSED -> null;
                    };
            case REFUND_OWED ->
                    switch (reservation) {
                        case REFUSING, REFUSED -> OrderStatus.CANCELLING;
                        case NONE, OWED, HELD, RELEASE_OWED, RELEASED -> null;
                    };
            case VOID_OWED ->
                    switch (reservation) {
                        case RELEASE_OWED, RELEASED -> OrderStatus.CANCELLING;
                        case NONE, OWED, HELD, REFUSING, REFUSED -> null;
                    };
            case REFUNDED, VOIDED ->
                    switch (reservation) {
                        case REFUSED -> OrderStatus.CANCELLED;
                        case REFUSING, RELEASE_OWED -> OrderStatus.CANCELLING;
                        case RELEASED -> OrderStatus.FAILED;
                        case NONE, OWED, HELD -> null;
                    };
        };
    }
}
