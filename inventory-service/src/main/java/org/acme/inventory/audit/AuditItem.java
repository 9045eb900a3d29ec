package org.acme.inventory.audit;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.acme.inventory.product.Line;

/** One fact as it stands now. A fact that changes shows up again, behind the place where it stood. */
public sealed interface AuditItem {

    /** What kind of fact it is. */
    String type();

    /** A reservation: {@code held} or {@code released}; {@code items} are what it held. */
    record ReservationItem(
            String type, UUID orderId, String state, List<Line> items, Instant changedAt)
            implements AuditItem {}

    /** A delivery; it never changes. */
    record DeliveryItem(String type, UUID deliveryId, String sku, int quantity, Instant changedAt)
            implements AuditItem {}

    /** The running stock of a product. */
    record StockItem(String type, String sku, long stock, Instant changedAt) implements AuditItem {}
}
