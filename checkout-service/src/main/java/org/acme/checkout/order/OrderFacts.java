package org.acme.checkout.order;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The two facts of an order. Its status, its next step and whether it is final follow from them and
 * are never stored by hand; a pair that makes no sense can't be constructed, and the database
 * refuses it as well.
 *
 * <p>The switches below are the Java half of the one table of legal pairs. The other half
 * are the expressions of {@code status} and {@code next_step} in {@code V3__no_way_back.sql}; {@code
 * docs/reliability.md} shows the table to readers. Tests hold the three equal.
 *
 * <p>The rule of no return: {@link NextStep#VOID} and {@link NextStep#RELEASE} destroy what another
 * service holds, and such a call may be carried out long after its sender gave it up. So they are the
 * next step only of facts that are committed and from which no step leads back to a sale: every
 * status but {@link OrderStatus#PAYMENT_PENDING} and {@link OrderStatus#CONFIRMED}.
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
                    "an order cannot be " + payment + " and " + reservation);
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
            throw new IllegalStateException("the constructor accepted illegal facts: " + this);
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
