package org.acme.workshop.audit;

/** A statement that must be true for the books of a lane after any fault. */
public enum Invariant {
    /** No order that a user was promised is lost. */
    ANSWERED_KEY_HAS_ORDER(
            "answered-key-has-order", "Every key answered with an order has that order"),
    /** Repeating a request never buys twice. */
    ONE_ORDER_A_KEY("one-order-a-key", "A key has at most one order"),
    /** The answer to the user and the final state of the order agree. */
    TOLD_IS_KEPT(
            "told-is-kept", "What a user was told does not contradict what became of the order"),
    /** No user pays twice. */
    ONE_CHARGE_AN_ORDER(
            "one-charge-an-order", "An order has at most one charge that isn't refunded"),
    /** A buyer has paid the right amount. */
    CONFIRMED_IS_PAID(
            "confirmed-is-paid", "A confirmed order has exactly one charge, of its amount"),
    /** A user who didn't buy has not paid. */
    NO_CHARGE_WITHOUT_SALE(
            "no-charge-without-sale",
            "A declined, cancelled, failed or unknown order has no charge that isn't refunded"),
    /** A void is permanent. */
    NO_CHARGE_AFTER_VOID(
            "no-charge-after-void", "A voided order has no charge that isn't refunded"),
    /** Charges are never rewritten. */
    CHARGE_HISTORY(
            "charge-history", "A charge keeps its amount and only ever goes from paid to refunded"),
    /** Money is refunded exactly where it was charged. */
    REFUND_HAS_CHARGE(
            "refund-has-charge", "An order counts as refunded exactly when a charge of it is"),
    /** The goods of a buyer are reserved. */
    CONFIRMED_HAS_GOODS("confirmed-has-goods", "A confirmed order has its goods held"),
    /** The reserved goods of a buyer are those ordered. */
    HELD_IS_WHAT_WAS_ORDERED(
            "held-is-what-was-ordered",
            "A confirmed order holds exactly the products and quantities that were ordered"),
    /** No goods are reserved without a live order. */
    HELD_FOR_LIVE_ORDER(
            "held-for-live-order", "Every held reservation belongs to an order that is alive"),
    /** Lines are added to the books and never removed. */
    NOTHING_VANISHES("nothing-vanishes", "What was once in the books stays in the books"),
    /** No piece of stock appears or disappears without a line. */
    STOCK_BALANCES("stock-balances", "Stock is what was delivered minus what is held"),
    /** No product is sold that is not in stock. */
    STOCK_NOT_NEGATIVE("stock-not-negative", "Stock is never negative");

    private final String label;
    private final String words;

    Invariant(String label, String words) {
        this.label = label;
        this.words = words;
    }

    /** Returns the name in metrics and JSON. */
    public String label() {
        return label;
    }

    /** Returns the statement as a sentence. */
    public String words() {
        return words;
    }
}
