package org.acme.inventory.product;

import java.time.Instant;

/**
 * How much was left of a product at a moment.
 *
 * @param sku its stock keeping unit
 * @param available pieces that are neither sold nor held
 * @param asOf when the database said so
 */
public record Availability(String sku, long available, Instant asOf) {}
