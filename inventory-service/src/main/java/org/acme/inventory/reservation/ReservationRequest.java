package org.acme.inventory.reservation;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.acme.chassis.json.DistinctBy;
import org.acme.inventory.product.Line;
import org.acme.inventory.product.Sku;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.hibernate.validator.constraints.Range;

/**
 * The body of a reservation request; validated before {@link ReservationResource} receives it.
 *
 * @param items the products and quantities, each product once
 */
public record ReservationRequest(
        @NotEmpty(message = "must name at least one product")
                @Size(max = 100, message = "must be at most {max} lines")
                @DistinctBy(value = "sku", in = "items")
                List<@NotNull(message = "must be a JSON object, but is null") @Valid Item> items) {

    /**
     * One requested product.
     *
     * @param sku the product
     * @param quantity how many pieces
     */
    public record Item(
            @NotNull
                    @Pattern(regexp = Sku.PATTERN, message = "must look like TEA-001")
                    @Schema(examples = "TEA-001")
                    String sku,
            @NotNull @Range(min = 1, max = 1000) Integer quantity) {}

    /** Returns the lines sorted by sku, the order in which their rows are locked. */
    List<Line> lines() {
        return items.stream()
                .map(item -> new Line(item.sku(), item.quantity()))
                .sorted(Comparator.comparing(Line::sku))
                .toList();
    }

    /** Returns the path of the field that names this product. */
    String fieldOf(String sku) {
        return IntStream.range(0, items.size())
                .filter(i -> items.get(i).sku().equals(sku))
                .mapToObj(i -> "items[" + i + "].sku")
                .findFirst()
                .orElse("items");
    }
}
