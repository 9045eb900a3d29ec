package org.acme.inventory.product;

/**
 * A product and its available stock.
 *
 * @param sku its stock keeping unit
 * @param name for people
 * @param priceMinor the price of one piece, in the smallest unit of the currency
 * @param currency ISO 4217
 * @param available pieces that are neither sold nor held
 */
public record Product(String sku, String name, long priceMinor, String currency, long available) {}
