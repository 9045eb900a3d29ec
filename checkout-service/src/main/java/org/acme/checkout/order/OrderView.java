package org.acme.checkout.order;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An order as the customer sees it. */
public record OrderView(
        UUID orderId,
        OrderStatus status,
        long totalMinor,
        String currency,
        Instant createdAt,
        PaymentView payment,
        InventoryView inventory) {

    /** The payment, and its source: the gateway or the fallback. */
    public record PaymentView(
            String status, String source, @JsonInclude(Include.NON_NULL) @Nullable String reason) {}

    /** The source of the stock data. */
    public record InventoryView(String source, Instant asOf, String staleFor) {}

    static OrderView of(Order order, Instant now) {
        Purchase purchase = order.purchase();
        return new OrderView(
                order.id(),
                order.status(),
                purchase.totalMinor(),
                purchase.currency(),
                purchase.createdAt(),
                payment(order),
                inventory(order, now));
    }

    private static PaymentView payment(Order order) {
        String reason = order.progress().reason();
        return switch (order.facts().payment()) {
            case PAID -> new PaymentView("paid", "gateway", reason);
            case DECLINED -> new PaymentView("declined", "gateway", reason);
            case REFUNDED -> new PaymentView("refunded", "gateway", reason);
            case VOIDED -> new PaymentView("voided", "gateway", reason);
            case NOT_ATTEMPTED ->
                    order.status() != OrderStatus.PAYMENT_PENDING
                            // Nothing was charged, and nothing ever will be.
                            ? new PaymentView("voided", "fallback", reason)
                            : new PaymentView("pending", "fallback", waiting(order));
            case PENDING, VOID_OWED, REFUND_OWED ->
                    new PaymentView("pending", "fallback", waiting(order));
        };
    }

    private static @Nullable String waiting(Order order) {
        return order.claimed() ? "in progress" : order.progress().reason();
    }

    private static InventoryView inventory(Order order, Instant now) {
        Instant asOf = order.progress().inventoryAsOf();
        return switch (order.facts().reservation()) {
            case HELD, REFUSING, REFUSED, RELEASE_OWED, RELEASED ->
                    new InventoryView("live", asOf, Duration.ZERO.toString());
            case NONE, OWED -> new InventoryView("cache", asOf, staleFor(asOf, now));
        };
    }

    private static String staleFor(Instant asOf, Instant now) {
        Duration age = Duration.between(asOf, now).truncatedTo(ChronoUnit.MILLIS);
        return (age.isNegative() ? Duration.ZERO : age).toString();
    }
}
