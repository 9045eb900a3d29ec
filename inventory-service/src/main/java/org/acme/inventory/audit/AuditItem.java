package org.acme.inventory.audit;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.acme.inventory.product.Line;

/** One fact in its current state. A fact that changes appears again, at a later position. */
public sealed interface AuditItem {

    /** Returns the kind of the fact. */
    String type();

    /** A reservation: {@code held} or {@code released}; {@code items} are the reserved ones. */
    record ReservationItem(
            String type, UUID orderId, String state, List<Line> items, Instant changedAt)
            implements AuditItem {}

    /** A delivery; it never changes. */
    record DeliveryItem(String type, UUID deliveryId, String sku, int quantity, Instant changedAt)
            implements AuditItem {}

    /** The running stock of a product. */
    record StockItem(String type, String sku, long stock, Instant changedAt) implements AuditItem {}
}
