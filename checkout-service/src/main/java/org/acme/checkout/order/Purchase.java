package org.acme.checkout.order;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.acme.checkout.inventory.StockLine;
import org.acme.checkout.payment.Charge;

/** What the customer asked for. Nothing in here ever changes once it is written. */
public record Purchase(
        UUID orderId,
        String idempotencyKey,
        Fingerprint fingerprint,
        String customerId,
        String cardToken,
        List<OrderLine> lines,
        long totalMinor,
        String currency,
        Instant createdAt) {

    /** What inventory is asked to hold. */
    public List<StockLine> stock() {
        return lines.stream().map(line -> new StockLine(line.sku(), line.quantity())).toList();
    }

    /** What the gateway is asked for. */
    public Charge charge() {
        return new Charge(orderId, totalMinor, currency, cardToken);
    }
}
