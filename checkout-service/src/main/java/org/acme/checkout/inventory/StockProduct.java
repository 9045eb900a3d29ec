package org.acme.checkout.inventory;

import com.fasterxml.jackson.annotation.JsonProperty;

/** A product as inventory describes it. */
public record StockProduct(
        @JsonProperty(required = true) String sku,
        @JsonProperty(required = true) String name,
        @JsonProperty(required = true) long priceMinor,
        @JsonProperty(required = true) String currency,
        @JsonProperty(required = true) long available) {}
