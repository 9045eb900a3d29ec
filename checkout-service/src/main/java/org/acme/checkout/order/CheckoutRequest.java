package org.acme.checkout.order;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import org.acme.chassis.json.DistinctBy;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.hibernate.validator.constraints.Range;

/**
 * The body of a checkout request; validated before {@link CheckoutResource} receives it.
 *
 * @param cardToken identifies the card: tok_ok pays, tok_declined doesn't
 */
public record CheckoutRequest(
        @NotNull @Pattern(regexp = NAME) @Schema(examples = "c-17") String customerId,
        @NotNull
                @Size(min = 1, max = 50, message = "must have {min} to {max} entries")
                @DistinctBy(value = "sku", in = "items")
                List<@NotNull @Valid Item> items,
        @NotNull @Pattern(regexp = NAME) @Schema(examples = "tok_ok") String cardToken) {

    private static final String NAME = "[A-Za-z0-9._:-]{1,64}";
    private static final String SKU = "[A-Za-z0-9-]{1,40}";

    /** A product and its quantity. */
    public record Item(
            @NotNull @Pattern(regexp = SKU) @Schema(examples = "TEA-001") String sku,
            @NotNull @Range(min = 1, max = 1000) Integer quantity) {}

    /**
     * Returns a fingerprint that is equal for requests with the same meaning, in any order of
     * items.
     */
    Fingerprint fingerprint() {
        String sorted =
                items.stream()
                        .sorted(Comparator.comparing(Item::sku))
                        .map(item -> item.sku() + "=" + item.quantity())
                        .collect(Collectors.joining(","));
        return Fingerprint.of(customerId + "\n" + cardToken + "\n" + sorted);
    }
}
