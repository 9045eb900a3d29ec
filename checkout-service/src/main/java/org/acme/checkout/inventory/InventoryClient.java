package org.acme.checkout.inventory;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Inventory, unprotected: one attempt each.
 *
 * <p>What says something about its health is thrown as a {@code RemoteFailure}; what is an answer is
 * returned.
 */
public interface InventoryClient {

    /** Everything that is for sale. */
    List<StockProduct> products();

    /** One product, if there is such a one. */
    Optional<StockProduct> product(String sku);

    /** Holds the stock of an order, all or nothing. The order id makes it repeatable. */
    ReservationResult reserve(UUID orderId, List<StockLine> lines);

    /** Lets go of an order's stock and has every later reservation of it refused. */
    void release(UUID orderId);
}
