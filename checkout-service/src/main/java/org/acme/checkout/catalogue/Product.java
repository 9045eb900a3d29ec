package org.acme.checkout.catalogue;

import java.time.Instant;
import org.acme.checkout.inventory.StockProduct;

/**
 * A product as inventory described it at an instant.
 *
 * @param available what was left then, less what we have promised from the snapshot since
 */
public record Product(
        String sku, String name, long priceMinor, String currency, long available, Instant asOf) {

    static Product of(StockProduct stock, Instant asOf) {
        return new Product(
                stock.sku(),
                stock.name(),
                stock.priceMinor(),
                stock.currency(),
                stock.available(),
                asOf);
    }

    Product less(int quantity) {
        return new Product(sku, name, priceMinor, currency, available - quantity, asOf);
    }
}
