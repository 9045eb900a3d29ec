package org.acme.checkout.inventory;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Calls inventory without protection, with one attempt for each call.
 *
 * <p>A problem with inventory's health is thrown as a {@code RemoteFailure}; every valid answer is
 * returned, including a negative one.
 */
public interface InventoryClient {

    /** Returns all products for sale. */
    List<StockProduct> products();

    /** Returns one product, if it exists. */
    Optional<StockProduct> product(String sku);

    /** Reserves the stock of an order, all or nothing. Idempotent by the order id. */
    ReservationResult reserve(UUID orderId, List<StockLine> lines);

    /** Releases an order's stock; inventory then refuses every later reservation of the order. */
    void release(UUID orderId);
}
