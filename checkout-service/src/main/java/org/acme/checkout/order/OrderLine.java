package org.acme.checkout.order;

/** A product in an order, with the price that the customer saw. */
public record OrderLine(String sku, int quantity, long unitPriceMinor) {}
