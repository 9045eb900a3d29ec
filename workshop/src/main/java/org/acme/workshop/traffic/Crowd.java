package org.acme.workshop.traffic;

import java.util.List;
import java.util.Random;

/**
 * Decides what each arriving user does: which operation, product, quantity and card. The shares are
 * kept exactly (every second arrival at one half), the rest is drawn from a seeded sequence. Used
 * by one thread.
 */
final class Crowd {

    private static final int CUSTOMERS = 500;
    private static final int MOST_PIECES = 3;

    private final String keyPrefix;
    private final double declinedShare;
    private final Random random;
    private double checkoutsOwed;
    private long number;

    Crowd(String keyPrefix, double declinedShare, long seed) {
        this.keyPrefix = keyPrefix;
        this.declinedShare = declinedShare;
        this.random = new Random(seed);
    }

    Arrival next(long at, double checkoutShare, List<String> skus) {
        number++;
        checkoutsOwed += checkoutShare;
        boolean buys = checkoutsOwed >= 1;
        if (buys) {
            checkoutsOwed -= 1;
        }
        String sku = skus.get(random.nextInt(skus.size()));
        String customer = "c-" + (1 + random.nextInt(CUSTOMERS));
        int quantity = 1 + random.nextInt(MOST_PIECES);
        String card = random.nextDouble() < declinedShare ? "tok_declined" : "tok_ok";
        return new Arrival(
                at,
                buys ? Operation.CHECKOUT : Operation.PRODUCTS,
                buys ? keyPrefix + number : null,
                customer,
                sku,
                quantity,
                card);
    }
}
