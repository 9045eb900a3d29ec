package org.acme.checkout.catalogue;

/** A product as the customer sees it. */
public record ProductView(
        String sku,
        String name,
        long priceMinor,
        String currency,
        long available,
        Provenance inventory) {

    static ProductView of(Product product, Provenance inventory) {
        return new ProductView(
                product.sku(),
                product.name(),
                product.priceMinor(),
                product.currency(),
                product.available(),
                inventory);
    }
}
