package org.acme.checkout.inventory;

/** A quantity of a product. */
public record StockLine(String sku, int quantity) {}
