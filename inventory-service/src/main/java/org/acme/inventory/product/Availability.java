package org.acme.inventory.product;

import java.time.Instant;

/**
 * The available stock of a product at one moment.
 *
 * @param sku its stock keeping unit
 * @param available pieces that are neither sold nor held
 * @param asOf when the database was read
 */
public record Availability(String sku, long available, Instant asOf) {}
