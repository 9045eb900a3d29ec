package org.acme.checkout.order;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The two facts of an order. Its status, its next step and whether it is final follow from them and
 * are never stored by hand; a pair that makes no sense can't be constructed, and the database
 * refuses it as well.
 *
 * <p>The switches below are the Java half of the one table of legal pairs. The other half
 * are the expressions of {@code status} in {@code V2__what_became_of_the_money.sql} and of {@code
 * next_step} in {@code V1__orders_and_catalogue.sql}.
 */
public record OrderFacts(PaymentFact payment, ReservationFact reservation) {

    /** Written down before the first remote call. */
    public static final OrderFacts NEW =
            new OrderFacts(PaymentFact.NOT_ATTEMPTED, ReservationFact.NONE);

    /** Given up: money and stock must both be confirmed gone before the order is FAILED. */
    public static final OrderFacts GIVEN_UP =
            new OrderFacts(PaymentFact.VOID_OWED, ReservationFact.RELEASE_OWED);

    public OrderFacts {
        if (statusOf(payment, reservation) == null) {
            throw new IllegalArgumentException(
                    "an order can't be " + payment + " and " + reservation);
        }
    }

    /** Whether the pair makes sense. */
    public static boolean legal(PaymentFact payment, ReservationFact reservation) {
        return statusOf(payment, reservation) != null;
    }

    /** What the customer is told. */
    public OrderStatus status() {
        OrderStatus status = statusOf(payment, reservation);
        if (status == null) {
            throw new IllegalStateException("illegal facts got past the constructor: " + this);
        }
        return status;
    }

    /**
     * The call that the order needs next, or nothing when it is final. Money that must go back goes
     * first; otherwise always reserve, then charge.
     */
    public Optional<NextStep> nextStep() {
        return Optional.ofNullable(
                switch (payment) {
                    case REFUND_OWED, VOID_OWED -> NextStep.VOID;
                    case NOT_ATTEMPTED, PENDING ->
                            switch (reservation) {
                                case NONE, OWED -> NextStep.RESERVE;
                                case HELD -> NextStep.CHARGE;
                                case REFUSED, RELEASE_OWED, RELEASED -> null;
                            };
                    case PAID -> reservation == ReservationFact.OWED ? NextStep.RESERVE : null;
                    case DECLINED, REFUNDED, VOIDED ->
                            reservation == ReservationFact.RELEASE_OWED ? NextStep.RELEASE : null;
                });
    }

    /** Whether nothing is owed to anybody any more. */
    public boolean isFinal() {
        return nextStep().isEmpty();
    }

    /** The same order with other news about its money. */
    public OrderFacts with(PaymentFact news) {
        return new OrderFacts(news, reservation);
    }

    /** The same order with other news about its stock. */
    public OrderFacts with(ReservationFact news) {
        return new OrderFacts(payment, news);
    }

    private static @Nullable OrderStatus statusOf(
            PaymentFact payment, ReservationFact reservation) {
        return switch (payment) {
            case NOT_ATTEMPTED ->
                    switch (reservation) {
                        case NONE, OWED, HELD -> OrderStatus.PAYMENT_PENDING;
                        case REFUSED -> OrderStatus.CANCELLED;
                        case RELEASE_OWED, RELEASED -> null;
                    };
            case PENDING ->
                    switch (reservation) {
                        case NONE, OWED, HELD -> OrderStatus.PAYMENT_PENDING;
                        case REFUSED, RELEASE_OWED, RELEASED -> null;
                    };
            case PAID ->
                    switch (reservation) {
                        case HELD, OWED -> OrderStatus.CONFIRMED;
                        case NONE, REFUSED, RELEASE_OWED, RELEASED -> null;
                    };
            case DECLINED ->
                    switch (reservation) {
                        case NONE, RELEASE_OWED, RELEASED -> OrderStatus.DECLINED;
                        case OWED, HELD, REFUSED -> null;
                    };
            case REFUND_OWED ->
                    reservation == ReservationFact.REFUSED ? OrderStatus.CANCELLING : null;
            case VOID_OWED ->
                    switch (reservation) {
                        case RELEASE_OWED, RELEASED -> OrderStatus.CANCELLING;
                        case NONE, OWED, HELD, REFUSED -> null;
                    };
            case REFUNDED, VOIDED ->
                    switch (reservation) {
                        case REFUSED -> OrderStatus.CANCELLED;
                        case RELEASE_OWED -> OrderStatus.CANCELLING;
                        case RELEASED -> OrderStatus.FAILED;
                        case NONE, OWED, HELD -> null;
                    };
        };
    }
}
