package org.acme.checkout.catalogue;

import java.util.List;

/** Everything that is for sale, and where the knowledge comes from. */
public record ProductList(List<Item> items, Provenance inventory) {

    /** One of many products. */
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
