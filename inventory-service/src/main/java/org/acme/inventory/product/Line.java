package org.acme.inventory.product;

import java.util.List;

/**
 * So many pieces of one product.
 *
 * @param sku of which product
 * @param quantity how many, above 0
 */
public record Line(String sku, int quantity) {

    /** The products of these lines, in their order. */
    public static String[] skus(List<Line> lines) {
        return lines.stream().map(Line::sku).toArray(String[]::new);
    }

    /** The quantities of these lines, in their order. */
    public static Integer[] quantities(List<Line> lines) {
        return lines.stream().map(Line::quantity).toArray(Integer[]::new);
    }
}
