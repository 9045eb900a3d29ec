package org.acme.checkout.inventory;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.regex.Pattern;

/** A product as inventory describes it. */
public record StockProduct(
        @JsonProperty(required = true) String sku,
        @JsonProperty(required = true) String name,
        @JsonProperty(required = true) long priceMinor,
        @JsonProperty(required = true) String currency,
        @JsonProperty(required = true) long available) {

    private static final Pattern CURRENCY = Pattern.compile("[A-Z]{3}");

    /** Whether it could be sold: it has a name, and neither its price nor its stock is negative. */
    boolean isSound() {
        return !sku.isBlank()
                && !name.isBlank()
                && priceMinor >= 0
                && available >= 0
                && CURRENCY.matcher(currency).matches();
    }
}
