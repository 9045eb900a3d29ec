package org.acme.workshop.audit;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One line of a service's books, as its {@code /audit} tells it. */
sealed interface Fact {

    /** An instant at or before the one at which the line was last changed. */
    Instant at();

    /** The order that the line is about; null for deliveries and stock. */
    @Nullable String orderId();

    /**
     * Checkout: an order as it stands.
     *
     * @param payment what checkout knows about the money, such as {@code REFUNDED}
     * @param items pieces ordered of each product
     * @param finalSince null while the order may still change
     */
    record Order(
            String orderId,
            String key,
            Instant createdAt,
            String status,
            String payment,
            long totalMinor,
            String currency,
            Map<String, Long> items,
            @Nullable Instant finalSince)
            implements Fact {
        @Override
        public Instant at() {
            return finalSince == null ? createdAt : finalSince;
        }

        boolean confirmed() {
            return status.equals("CONFIRMED");
        }
    }

    /** Payment: a charge as it stands; a tombstone without a charge has no {@code chargeId}. */
    record Charge(
            @Nullable String chargeId,
            String orderId,
            String status,
            long amountMinor,
            String currency,
            Instant at)
            implements Fact {
        /** Whether the customer's money is with us. */
        boolean unrefunded() {
            return status.equals("paid");
        }

        boolean refunded() {
            return status.equals("refunded");
        }

        @Override
        public String toString() {
            return "charge " + chargeId + " of " + amountMinor + " " + currency;
        }
    }

    /** Inventory: a reservation as it stands; {@code items} are what it holds or held. */
    record Reservation(String orderId, boolean held, Map<String, Long> items, Instant at)
            implements Fact {}

    /** Inventory: goods came in. */
    record Delivery(String sku, long quantity, Instant at) implements Fact {
        @Override
        public @Nullable String orderId() {
            return null;
        }
    }

    /** Inventory: the running stock of a product. */
    record Stock(String sku, long stock, Instant at) implements Fact {
        @Override
        public @Nullable String orderId() {
            return null;
        }
    }
}
