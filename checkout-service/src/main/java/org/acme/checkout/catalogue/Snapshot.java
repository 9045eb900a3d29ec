package org.acme.checkout.catalogue;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.acme.checkout.inventory.StockLine;

/**
 * All products, as inventory described them; immutable, replaced as a whole.
 *
 * @param read when all products were last read; single ones may be younger
 */
public record Snapshot(Map<String, Product> products, Moment read) {

    public Snapshot {
        products = Collections.unmodifiableMap(new TreeMap<>(products));
    }

    static Snapshot of(Collection<Product> products, Moment read) {
        Map<String, Product> bySku = new HashMap<>();
        products.forEach(product -> bySku.put(product.sku(), product));
        return new Snapshot(bySku, read);
    }

    /** Returns when all products were last read, for display. */
    public Instant asOf() {
        return read.wall();
    }

    /** Returns one product, if it is for sale. */
    public Optional<Product> find(String sku) {
        return Optional.ofNullable(products.get(sku));
    }

    /** Returns all products, sorted by sku. */
    public List<Product> all() {
        return new ArrayList<>(products.values());
    }

    /** Whether the snapshot's stock covers every line. */
    boolean covers(List<StockLine> lines) {
        return lines.stream()
                .allMatch(
                        line ->
                                find(line.sku())
                                        .filter(product -> product.available() >= line.quantity())
                                        .isPresent());
    }

    Snapshot less(List<StockLine> lines) {
        Map<String, Product> next = new HashMap<>(products);
        for (StockLine line : lines) {
            next.computeIfPresent(line.sku(), (sku, product) -> product.less(line.quantity()));
        }
        return new Snapshot(next, read);
    }

    Snapshot with(Product product) {
        Product known = products.get(product.sku());
        if (known != null && known.read().isAfter(product.read())) {
            return this;
        }
        Map<String, Product> next = new HashMap<>(products);
        next.put(product.sku(), product);
        return new Snapshot(next, read);
    }
}
