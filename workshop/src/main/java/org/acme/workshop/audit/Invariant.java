package org.acme.workshop.audit;

/** A sentence that must be true of the books of a lane, whatever was broken meanwhile. */
public enum Invariant {
    /** Nothing that was promised to a user got lost. */
    ANSWERED_KEY_HAS_ORDER(
            "answered-key-has-order", "Every key answered with an order has that order"),
    /** Nobody pays twice. */
    ONE_CHARGE_AN_ORDER(
            "one-charge-an-order", "An order has at most one charge that isn't refunded"),
    /** Who was told "bought" has paid the right amount. */
    CONFIRMED_IS_PAID(
            "confirmed-is-paid", "A confirmed order has exactly one charge, of its amount"),
    /** Who was told "no" has not paid. */
    NO_CHARGE_WITHOUT_SALE(
            "no-charge-without-sale",
            "A declined, cancelled, failed or unknown order has no charge that isn't refunded"),
    /** Who was told "bought" has the goods set aside. */
    CONFIRMED_HAS_GOODS("confirmed-has-goods", "A confirmed order has its goods held"),
    /** Goods aren't set aside for nobody. */
    HELD_FOR_LIVE_ORDER(
            "held-for-live-order", "Every held reservation belongs to an order that is alive"),
    /** No piece appears or disappears. */
    STOCK_BALANCES("stock-balances", "Stock is what was delivered minus what is held"),
    /** Nothing is sold that isn't there. */
    STOCK_NOT_NEGATIVE("stock-not-negative", "Stock is never negative");

    private final String label;
    private final String words;

    Invariant(String label, String words) {
        this.label = label;
        this.words = words;
    }

    /** The name in metrics and JSON. */
    public String label() {
        return label;
    }

    /** The sentence. */
    public String words() {
        return words;
    }
}
