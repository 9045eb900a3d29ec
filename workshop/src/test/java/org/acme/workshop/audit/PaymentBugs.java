package org.acme.workshop.audit;

import static org.acme.workshop.audit.AuditedShop.PRICE;
import static org.acme.workshop.audit.Invariant.CHARGE_HISTORY;
import static org.acme.workshop.audit.Invariant.CONFIRMED_IS_PAID;
import static org.acme.workshop.audit.Invariant.NOTHING_VANISHES;
import static org.acme.workshop.audit.Invariant.NO_CHARGE_AFTER_VOID;
import static org.acme.workshop.audit.Invariant.NO_CHARGE_WITHOUT_SALE;
import static org.acme.workshop.audit.Invariant.ONE_CHARGE_AN_ORDER;
import static org.acme.workshop.audit.Invariant.REFUND_HAS_CHARGE;
import static org.acme.workshop.audit.SeededBug.SKU;
import static org.acme.workshop.audit.SeededBug.bug;
import static org.acme.workshop.audit.SeededBug.confirmed;
import static org.acme.workshop.audit.SeededBug.failed;
import static org.acme.workshop.audit.SeededBug.later;

import java.util.List;
import org.acme.workshop.traffic.Outcome;

/** What the gateway can do wrong. */
final class PaymentBugs {

    private PaymentBugs() {}

    static List<SeededBug> all() {
        return List.of(
                bug(
                        "the wrong amount",
                        shop -> {
                            confirmed(shop, "x");
                            shop.charge("c-x", "x", "paid", 2 * PRICE);
                            shop.payment.erase("c-x");
                            shop.charge("c-x2", "x", "paid", 2 * PRICE + 1);
                        },
                        CONFIRMED_IS_PAID),
                bug(
                        "the wrong currency",
                        shop -> {
                            confirmed(shop, "x");
                            shop.change(shop.payment, "c-x", "currency", "USD");
                        },
                        CONFIRMED_IS_PAID),
                bug(
                        "a double charge",
                        shop -> {
                            confirmed(shop, "x");
                            shop.charge("c-x2", "x", "paid", 2 * PRICE);
                        },
                        ONE_CHARGE_AN_ORDER,
                        CONFIRMED_IS_PAID),
                bug(
                        "told 402, charged later, and checkout doesn't know",
                        shop -> {
                            shop.order("x", "DECLINED", "DECLINED", true, SKU, 2);
                            shop.told("x", Outcome.DECLINED, 2, false);
                            shop.charge("c-x", "x", "paid", 2 * PRICE);
                        },
                        NO_CHARGE_WITHOUT_SALE),
                bug(
                        "a charge of an order that nobody knows",
                        shop -> shop.charge("c-x", "x", "paid", PRICE),
                        NO_CHARGE_WITHOUT_SALE),
                bug(
                        "a charge after the void",
                        shop -> {
                            failed(shop, "x");
                            shop.charge("c-x", "x", "paid", 2 * PRICE);
                        },
                        NO_CHARGE_AFTER_VOID,
                        NO_CHARGE_WITHOUT_SALE),
                bug(
                        "a void that doesn't refund",
                        shop -> {
                            shop.charge("c-x", "x", "paid", 2 * PRICE);
                            shop.order("x", "FAILED", "VOIDED", true, SKU, 2);
                        },
                        NO_CHARGE_WITHOUT_SALE),
                bug(
                        "a refund of nothing",
                        shop -> shop.order("x", "FAILED", "REFUNDED", true, SKU, 2),
                        REFUND_HAS_CHARGE),
                later(
                        "a declined charge is refunded",
                        (shop, id) -> {
                            shop.charge("c-" + id, id, "declined", 2 * PRICE);
                            shop.order(id, "DECLINED", "DECLINED", true, SKU, 2);
                        },
                        shop -> shop.charge("c-x", "x", "refunded", 2 * PRICE),
                        CHARGE_HISTORY,
                        REFUND_HAS_CHARGE),
                bug(
                        "the charge of a confirmed order is refunded",
                        shop -> {
                            confirmed(shop, "x");
                            shop.charge("c-x", "x", "refunded", 2 * PRICE);
                        },
                        CONFIRMED_IS_PAID),
                later(
                        "a refund is taken back",
                        (shop, id) -> {
                            shop.charge("c-" + id, id, "refunded", 2 * PRICE);
                            shop.order(id, "FAILED", "REFUNDED", true, SKU, 2);
                        },
                        shop -> shop.charge("c-x", "x", "paid", 2 * PRICE),
                        CHARGE_HISTORY,
                        NO_CHARGE_WITHOUT_SALE,
                        REFUND_HAS_CHARGE),
                later(
                        "the amount of a charge is rewritten without a trace",
                        SeededBug::confirmed,
                        shop ->
                                shop.payment.writeSilently(
                                        "c-x", shop.payment.row("c-x").put("amountMinor", 1)),
                        CHARGE_HISTORY,
                        CONFIRMED_IS_PAID),
                later(
                        "a tombstone vanishes",
                        SeededBug::failed,
                        shop -> shop.payment.erase("void-x"),
                        NOTHING_VANISHES),
                later(
                        "the tombstone of a refunded order vanishes",
                        (shop, id) -> {
                            shop.charge("c-" + id, id, "refunded", 2 * PRICE);
                            shop.tombstone(id);
                            shop.order(id, "FAILED", "REFUNDED", true, SKU, 2);
                        },
                        shop -> shop.payment.erase("void-x"),
                        NOTHING_VANISHES),
                later(
                        "a charge vanishes",
                        SeededBug::confirmed,
                        shop -> shop.payment.erase("c-x"),
                        NOTHING_VANISHES),
                bug(
                        "a charge of nothing",
                        shop -> {
                            shop.reservation("x", true, SKU, 2);
                            shop.charge("c-x", "x", "paid", 0);
                            shop.order("x", "CONFIRMED", "PAID", true, SKU, 2);
                        },
                        CONFIRMED_IS_PAID),
                bug(
                        "two charges of half the amount",
                        shop -> {
                            shop.reservation("x", true, SKU, 2);
                            shop.charge("c-x1", "x", "paid", PRICE);
                            shop.charge("c-x2", "x", "paid", PRICE);
                            shop.order("x", "CONFIRMED", "PAID", true, SKU, 2);
                        },
                        ONE_CHARGE_AN_ORDER,
                        CONFIRMED_IS_PAID),
                bug(
                        "the charge of another order",
                        shop -> {
                            shop.reservation("x", true, SKU, 2);
                            shop.charge("c-x", "another", "paid", 2 * PRICE);
                            shop.order("x", "CONFIRMED", "PAID", true, SKU, 2);
                        },
                        CONFIRMED_IS_PAID,
                        NO_CHARGE_WITHOUT_SALE),
                bug(
                        "a charge of an order that was cancelled before any charge",
                        shop -> {
                            shop.order("x", "CANCELLED", "NOT_ATTEMPTED", true, SKU, 2);
                            shop.charge("c-x", "x", "paid", 2 * PRICE);
                        },
                        NO_CHARGE_WITHOUT_SALE),
                later(
                        "the charge of a confirmed order turns into a declined one",
                        SeededBug::confirmed,
                        shop -> shop.charge("c-x", "x", "declined", 2 * PRICE),
                        CHARGE_HISTORY,
                        CONFIRMED_IS_PAID));
    }
}
