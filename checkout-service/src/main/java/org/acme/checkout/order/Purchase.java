package org.acme.checkout.order;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.acme.checkout.inventory.StockLine;
import org.acme.checkout.payment.Charge;

/** The purchase that the customer asked for. It never changes once it is stored. */
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

    /** Returns the stock to reserve at inventory. */
    public List<StockLine> stock() {
        return lines.stream().map(line -> new StockLine(line.sku(), line.quantity())).toList();
    }

    /** Returns the charge to send to the gateway. */
    public Charge charge() {
        return new Charge(orderId, totalMinor, currency, cardToken);
    }
}
