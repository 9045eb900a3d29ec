package org.acme.checkout.order;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What a customer wants to buy; valid by the time it exists, see {@link CheckoutReader}.
 *
 * @param cardToken stands for the card: tok_ok pays, tok_declined doesn't
 */
public record CheckoutRequest(
        @Schema(required = true, pattern = CheckoutReader.NAME, examples = "c-17")
                String customerId,
        @Schema(required = true, minItems = 1, maxItems = CheckoutReader.MAX_LINES)
                List<Item> items,
        @Schema(required = true, pattern = CheckoutReader.NAME, examples = "tok_ok")
                String cardToken) {

    /** A product and how many of it. */
    public record Item(
            @Schema(required = true, pattern = CheckoutReader.SKU, examples = "TEA-001") String sku,
            @Schema(required = true, minimum = "1", maximum = "1000") int quantity) {}

    /** Equal for requests that mean the same. The items' order doesn't matter. */
    Fingerprint fingerprint() {
        String sorted =
                items.stream()
                        .sorted(Comparator.comparing(Item::sku))
                        .map(item -> item.sku() + "=" + item.quantity())
                        .collect(Collectors.joining(","));
        return Fingerprint.of(customerId + "\n" + cardToken + "\n" + sorted);
    }
}
