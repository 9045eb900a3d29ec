package org.acme.checkout.catalogue;

import java.time.Instant;
import org.acme.checkout.inventory.StockProduct;

/**
 * A product as inventory described it at a moment.
 *
 * @param available the stock at that moment, minus what was promised from the snapshot since
 * @param read when inventory was asked
 */
public record Product(
        String sku, String name, long priceMinor, String currency, long available, Moment read) {

    static Product of(StockProduct stock, Moment read) {
        return new Product(
                stock.sku(),
                stock.name(),
                stock.priceMinor(),
                stock.currency(),
                stock.available(),
                read);
    }

    /** Returns when it was read, for display. */
    public Instant asOf() {
        return read.wall();
    }

    Product less(int quantity) {
        return new Product(sku, name, priceMinor, currency, available - quantity, read);
    }
}
