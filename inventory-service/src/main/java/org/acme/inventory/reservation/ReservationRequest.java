package org.acme.inventory.reservation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.acme.inventory.problem.FieldError;
import org.acme.inventory.problem.Problem;
import org.acme.inventory.problem.ProblemException;
import org.acme.inventory.product.Line;
import org.acme.inventory.product.Sku;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What a caller wants held; anything may be missing or wrong until {@link #lines()} has looked at it.
 *
 * @param items the products and quantities
 */
public record ReservationRequest(
        @Schema(required = true, minItems = 1, maxItems = MAX_ITEMS)
                @Nullable List<@Nullable Item> items) {

    static final int MAX_ITEMS = 100;
    static final int MAX_QUANTITY = 1000;

    /**
     * One line as it was sent.
     *
     * @param sku the product
     * @param quantity how many pieces
     */
    public record Item(
            @Schema(required = true, pattern = Sku.PATTERN, examples = "TEA-001")
                    @Nullable String sku,
            @Schema(required = true, minimum = "1", maximum = "" + MAX_QUANTITY)
                    @Nullable Integer quantity) {}

    /** The lines ordered by sku, or a problem that names every wrong field. */
    List<Line> lines() {
        if (items == null || items.isEmpty()) {
            throw ProblemException.wrongField("items", "must name at least one product");
        }
        if (items.size() > MAX_ITEMS) {
            throw ProblemException.wrongField(
                    "items", "must be at most " + MAX_ITEMS + " lines, but are " + items.size());
        }
        List<FieldError> errors = new ArrayList<>();
        List<Line> lines = new ArrayList<>();
        Map<String, Integer> firstUse = new HashMap<>();
        for (int i = 0; i < items.size(); i++) {
            Item item = items.get(i);
            String field = "items[" + i + "]";
            if (item == null) {
                errors.add(new FieldError(field, "must be a JSON object, but is null"));
                continue;
            }
            String sku = checkedSku(item.sku(), field + ".sku", errors);
            int quantity = checkedQuantity(item.quantity(), field + ".quantity", errors);
            Integer before = firstUse.putIfAbsent(sku, i);
            if (before != null && !sku.isEmpty()) {
                errors.add(
                        new FieldError(
                                field + ".sku",
                                sku + " is in items[" + before + "] already; add them up"));
            }
            lines.add(new Line(sku, quantity));
        }
        if (!errors.isEmpty()) {
            throw new ProblemException(Problem.invalidRequest(errors));
        }
        lines.sort(Comparator.comparing(Line::sku));
        return lines;
    }

    /** Where the request names this product. */
    String fieldOf(String sku) {
        List<@Nullable Item> sent = items == null ? List.of() : items;
        for (int i = 0; i < sent.size(); i++) {
            Item item = sent.get(i);
            if (item != null && sku.equals(item.sku())) {
                return "items[" + i + "].sku";
            }
        }
        return "items";
    }

    private static String checkedSku(@Nullable String sku, String field, List<FieldError> errors) {
        if (sku == null) {
            errors.add(new FieldError(field, "is missing"));
            return "";
        }
        if (!Sku.isWellFormed(sku)) {
            errors.add(new FieldError(field, "must look like TEA-001"));
            return "";
        }
        return sku;
    }

    private static int checkedQuantity(
            @Nullable Integer quantity, String field, List<FieldError> errors) {
        if (quantity == null) {
            errors.add(new FieldError(field, "is missing"));
            return 0;
        }
        if (quantity < 1 || quantity > MAX_QUANTITY) {
            errors.add(
                    new FieldError(
                            field,
                            "must be between 1 and " + MAX_QUANTITY + ", but is " + quantity));
        }
        return quantity;
    }
}
