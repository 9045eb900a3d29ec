package org.acme.workshop.audit;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One line of a service's books, as {@code /audit} returns it. */
sealed interface Fact {

    /** Returns a time at or before the last change of the line. */
    Instant at();

    /** Adds this line, read from a page of the books, to what the auditor knows of the lane. */
    void addTo(LaneAuditState lane);

    /** A line about one order. */
    sealed interface AboutOrder extends Fact {

        /** Returns the order of the line. */
        String orderId();

        /** Stores this line as the newest state; returns whether that changes anything. */
        boolean storeIn(OrderRecord order);

        /** Stores this line in the record of its order, without a change to the stock. */
        default void putInto(LaneAuditState lane) {
            lane.put(this);
        }

        @Override
        default void addTo(LaneAuditState lane) {
            putInto(lane);
        }
    }

    /**
     * Checkout: an order in its current state.
     *
     * @param payment what checkout knows about the payment, such as {@code REFUNDED}
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
            implements AboutOrder {
        @Override
        public Instant at() {
            return finalSince == null ? createdAt : finalSince;
        }

        @Override
        public boolean storeIn(OrderRecord order) {
            return order.put(this);
        }

        @Override
        public void putInto(LaneAuditState lane) {
            lane.putPlaced(this);
        }

        boolean confirmed() {
            return status.equals("CONFIRMED");
        }
    }

    /**
     * Payment: a charge in its current state; a tombstone without a charge has no {@code chargeId}.
     */
    record Charge(
            @Nullable String chargeId,
            String orderId,
            String status,
            long amountMinor,
            String currency,
            Instant at)
            implements AboutOrder {
        @Override
        public boolean storeIn(OrderRecord order) {
            return order.put(this);
        }

        /** Whether the charge is paid and not refunded. */
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

    /** Inventory: a reservation in its current state; {@code items} are what it holds or held. */
    record Reservation(String orderId, boolean held, Map<String, Long> items, Instant at)
            implements AboutOrder {
        @Override
        public boolean storeIn(OrderRecord order) {
            return order.put(this);
        }

        @Override
        public void addTo(LaneAuditState lane) {
            lane.addReserved(this);
        }
    }

    /** Inventory: a delivery of goods. */
    record Delivery(String sku, long quantity, Instant at) implements Fact {
        @Override
        public void addTo(LaneAuditState lane) {
            lane.addDelivered(this);
        }
    }

    /** Inventory: the running stock of a product. */
    record Stock(String sku, long stock, Instant at) implements Fact {
        @Override
        public void addTo(LaneAuditState lane) {
            lane.addStock(this);
        }
    }
}
