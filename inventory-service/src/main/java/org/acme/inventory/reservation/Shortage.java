package org.acme.inventory.reservation;

/**
 * A product that there isn't enough of.
 *
 * @param sku which
 * @param wanted how many pieces the reservation asked for
 * @param available how many were left at that moment
 */
public record Shortage(String sku, int wanted, long available) {}
