package org.acme.inventory.product;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/**
 * The running stock, inside of a transaction that somebody else began.
 *
 * <p>Whoever changes the stock of several products locks their rows first, in the order of their stock keeping units, and
 * waits for no other lock afterwards. So no two transactions can ever wait for each other in a circle.
 */
public final class Stock {

    private Stock() {}

    /** Locks the rows of these products until the transaction ends, and says what each has left; unknown ones are missing. */
    public static Map<String, Long> lock(Handle transaction, List<Line> lines) {
        // NO KEY: lines that refer to the product may still be written by others meanwhile.
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

    /** Puts pieces back; their rows are locked already. */
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
