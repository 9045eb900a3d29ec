package org.acme.inventory.product;

import java.util.List;

/**
 * A quantity of one product.
 *
 * @param sku the product
 * @param quantity how many pieces, above 0
 */
public record Line(String sku, int quantity) {

    /** Returns the products of these lines in order. */
    public static String[] skus(List<Line> lines) {
        return lines.stream().map(Line::sku).toArray(String[]::new);
    }

    /** Returns the quantities of these lines in order. */
    public static Integer[] quantities(List<Line> lines) {
        return lines.stream().map(Line::quantity).toArray(Integer[]::new);
    }
}
