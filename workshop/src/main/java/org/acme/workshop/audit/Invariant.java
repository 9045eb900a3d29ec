package org.acme.workshop.audit;

/** A sentence that must be true of the books of a lane, whatever was broken meanwhile. */
public enum Invariant {
    /** No promise to a user got lost. */
    ANSWERED_KEY_HAS_ORDER(
            "answered-key-has-order", "Every key answered with an order has that order"),
    /** Repeating a request never buys twice. */
    ONE_ORDER_A_KEY("one-order-a-key", "A key has at most one order"),
    /** The answer at the counter and the end of the story agree. */
    TOLD_IS_KEPT(
            "told-is-kept", "What a user was told does not contradict what became of the order"),
    /** Nobody pays twice. */
    ONE_CHARGE_AN_ORDER(
            "one-charge-an-order", "An order has at most one charge that isn't refunded"),
    /** A buyer has paid the right amount. */
    CONFIRMED_IS_PAID(
            "confirmed-is-paid", "A confirmed order has exactly one charge, of its amount"),
    /** A user who didn't buy has not paid. */
    NO_CHARGE_WITHOUT_SALE(
            "no-charge-without-sale",
            "A declined, cancelled, failed or unknown order has no charge that isn't refunded"),
    /** A void is for ever. */
    NO_CHARGE_AFTER_VOID(
            "no-charge-after-void", "A voided order has no charge that isn't refunded"),
    /** Charges aren't rewritten. */
    CHARGE_HISTORY(
            "charge-history", "A charge keeps its amount and only ever goes from paid to refunded"),
    /** Money goes back where it was taken, and only there. */
    REFUND_HAS_CHARGE(
            "refund-has-charge", "An order counts as refunded exactly when a charge of it is"),
    /** A buyer has the goods set aside. */
    CONFIRMED_HAS_GOODS("confirmed-has-goods", "A confirmed order has its goods held"),
    /** A buyer has the right goods set aside. */
    HELD_IS_WHAT_WAS_ORDERED(
            "held-is-what-was-ordered",
            "A confirmed order holds exactly the products and quantities that were ordered"),
    /** Goods aren't set aside for nobody. */
    HELD_FOR_LIVE_ORDER(
            "held-for-live-order", "Every held reservation belongs to an order that is alive"),
    /** Books are only ever added to. */
    NOTHING_VANISHES("nothing-vanishes", "What was once in the books stays in the books"),
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
