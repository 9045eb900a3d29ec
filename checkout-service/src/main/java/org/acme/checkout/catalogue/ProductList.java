package org.acme.checkout.catalogue;

import java.util.List;

/** All products for sale, and where the data comes from. */
public record ProductList(List<Item> items, Provenance inventory) {

    /** One product in the list. */
    public record Item(String sku, String name, long priceMinor, String currency, long available) {}

    static ProductList of(Snapshot snapshot, Provenance inventory) {
        return new ProductList(
                snapshot.all().stream()
                        .map(
                                p ->
                                        new Item(
                                                p.sku(),
                                                p.name(),
                                                p.priceMinor(),
                                                p.currency(),
                                                p.available()))
                        .toList(),
                inventory);
    }
}
