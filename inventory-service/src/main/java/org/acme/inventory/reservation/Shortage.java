package org.acme.inventory.reservation;

/**
 * A product whose stock is too low.
 *
 * @param sku the product
 * @param wanted how many pieces the reservation asked for
 * @param available how many were available at that moment
 */
public record Shortage(String sku, int wanted, long available) {}
