package org.acme.inventory.delivery;

import java.time.Duration;

/**
 * The checked values of {@link DeliveryConfig}: a wrong one stops the startup with a message that
 * names it.
 *
 * @param lowWaterMark the stock below which a product gets a delivery
 * @param quantity how many pieces a delivery brings
 * @param every how often the stock is checked
 */
record DeliverySettings(long lowWaterMark, int quantity, Duration every) {

    private static final long MOST_PIECES = 1_000_000;
    private static final Duration SHORTEST = Duration.ofMillis(100);
    private static final Duration LONGEST = Duration.ofHours(1);

    DeliverySettings {
        check("low-water-mark", lowWaterMark);
        check("quantity", quantity);
        if (every.compareTo(SHORTEST) < 0 || every.compareTo(LONGEST) > 0) {
            throw wrong("every", "between " + SHORTEST + " and " + LONGEST, every);
        }
    }

    static DeliverySettings of(DeliveryConfig config) {
        return new DeliverySettings(config.lowWaterMark(), config.quantity(), config.every());
    }

    private static void check(String key, long pieces) {
        if (pieces < 1 || pieces > MOST_PIECES) {
            throw wrong(key, "between 1 and " + MOST_PIECES + " (pieces)", pieces);
        }
    }

    private static IllegalArgumentException wrong(String key, String allowed, Object value) {
        return new IllegalArgumentException(
                "inventory.deliveries." + key + " must be " + allowed + ", but is " + value);
    }
}
