package org.acme.checkout.order;

/** A product in an order, at the price that was shown. */
public record OrderLine(String sku, int quantity, long unitPriceMinor) {}
