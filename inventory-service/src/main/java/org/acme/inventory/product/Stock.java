package org.acme.inventory.product;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/**
 * Changes the stock inside the caller's transaction.
 *
 * <p>A transaction that changes several products first locks their rows in the order of their skus,
 * and waits for no other lock afterwards. So transactions cannot deadlock.
 */
public final class Stock {

    private Stock() {}

    /**
     * Locks the rows of these products until the transaction ends, and returns their stock; unknown
     * products are missing.
     */
    public static Map<String, Long> lock(Handle transaction, List<Line> lines) {
        // NO KEY: other transactions may still write lines that refer to the product.
        return transaction
                .createQuery(
                        """
                        SELECT sku, available
                          FROM stock
                         WHERE sku = ANY(:skus)
                         ORDER BY sku
                           FOR NO KEY UPDATE
                        """)
                .bindArray("skus", String.class, (Object[]) Line.skus(lines))
                .reduceRows(
                        new LinkedHashMap<>(),
                        (left, row) -> {
                            left.put(
                                    row.getColumn("sku", String.class),
                                    row.getColumn("available", Long.class));
                            return left;
                        });
    }

    /** Returns pieces to the stock; their rows are locked already. */
    public static void putBack(Handle transaction, List<Line> lines) {
        transaction
                .createUpdate(
                        """
                        UPDATE stock
                           SET available = available + line.quantity
                          FROM unnest(:skus, :quantities) AS line (sku, quantity)
                         WHERE stock.sku = line.sku
                        """)
                .bindArray("skus", String.class, (Object[]) Line.skus(lines))
                .bindArray("quantities", Integer.class, (Object[]) Line.quantities(lines))
                .execute();
    }
}
