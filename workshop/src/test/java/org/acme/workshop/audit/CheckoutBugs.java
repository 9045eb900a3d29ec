package org.acme.workshop.audit;

import static org.acme.workshop.audit.AuditedShop.PRICE;
import static org.acme.workshop.audit.Invariant.ANSWERED_KEY_HAS_ORDER;
import static org.acme.workshop.audit.Invariant.CONFIRMED_IS_PAID;
import static org.acme.workshop.audit.Invariant.HELD_FOR_LIVE_ORDER;
import static org.acme.workshop.audit.Invariant.HELD_IS_WHAT_WAS_ORDERED;
import static org.acme.workshop.audit.Invariant.NOTHING_VANISHES;
import static org.acme.workshop.audit.Invariant.NO_CHARGE_WITHOUT_SALE;
import static org.acme.workshop.audit.Invariant.ONE_ORDER_A_KEY;
import static org.acme.workshop.audit.Invariant.REFUND_HAS_CHARGE;
import static org.acme.workshop.audit.Invariant.TOLD_IS_KEPT;
import static org.acme.workshop.audit.SeededBug.SKU;
import static org.acme.workshop.audit.SeededBug.bug;
import static org.acme.workshop.audit.SeededBug.confirmed;
import static org.acme.workshop.audit.SeededBug.failed;
import static org.acme.workshop.audit.SeededBug.later;

import io.vertx.core.json.JsonArray;
import java.util.List;
import org.acme.workshop.traffic.Outcome;

/** What checkout can do wrong. */
final class CheckoutBugs {

    private CheckoutBugs() {}

    static List<SeededBug> all() {
        return List.of(
                bug(
                        "a lost order: told 201, and nothing was written",
                        shop -> shop.told("x", Outcome.CONFIRMED, 2, false),
                        ANSWERED_KEY_HAS_ORDER),
                bug(
                        "an order that was answered to another key",
                        shop -> {
                            confirmed(shop, "x");
                            shop.told("key-another", "x", Outcome.CONFIRMED, 2 * PRICE, false);
                        },
                        ANSWERED_KEY_HAS_ORDER),
                bug(
                        "one key, two orders",
                        shop -> {
                            confirmed(shop, "x");
                            confirmed(shop, "y");
                            shop.change(shop.checkout, "y", "idempotencyKey", "key-x");
                        },
                        ONE_ORDER_A_KEY),
                later(
                        "a confirmed order vanishes after it was read",
                        SeededBug::confirmed,
                        shop -> shop.checkout.erase("x"),
                        NOTHING_VANISHES),
                later(
                        "a pending order vanishes after it was read",
                        (shop, id) -> {
                            shop.order(id, "PAYMENT_PENDING", "PENDING", false, SKU, 2);
                            shop.told(id, Outcome.PENDING, 2, false);
                        },
                        shop -> shop.checkout.erase("x"),
                        NOTHING_VANISHES),
                bug(
                        "confirmed without a charge",
                        shop -> {
                            shop.reservation("x", true, SKU, 2);
                            shop.order("x", "CONFIRMED", "PAID", true, SKU, 2);
                        },
                        CONFIRMED_IS_PAID),
                bug(
                        "told 402, charged and confirmed later",
                        shop -> {
                            shop.told("x", Outcome.DECLINED, 2, false);
                            confirmed(shop, "x");
                        },
                        TOLD_IS_KEPT),
                bug(
                        "told 409, charged and confirmed later",
                        shop -> {
                            shop.told("x", Outcome.CONFLICT, 2, false);
                            confirmed(shop, "x");
                        },
                        TOLD_IS_KEPT),
                bug(
                        "told 201, and the order fails",
                        shop -> {
                            shop.told("x", Outcome.CONFIRMED, 2, true);
                            failed(shop, "x");
                        },
                        TOLD_IS_KEPT),
                bug(
                        "told 201 on live stock, and cancelled as if it had been oversold",
                        shop -> {
                            shop.told("x", Outcome.CONFIRMED, 2, false);
                            shop.charge("c-x", "x", "paid", 2 * PRICE);
                            shop.charge("c-x", "x", "refunded", 2 * PRICE);
                            shop.order("x", "CANCELLED", "REFUNDED", true, SKU, 2);
                        },
                        TOLD_IS_KEPT),
                bug(
                        "told another amount than the one that is charged",
                        shop -> {
                            shop.told("key-x", "x", Outcome.CONFIRMED, PRICE, false);
                            confirmed(shop, "x");
                        },
                        TOLD_IS_KEPT),
                bug(
                        "told 201, and the payment is still pending",
                        shop -> {
                            shop.told("x", Outcome.CONFIRMED, 2, false);
                            shop.reservation("x", true, SKU, 2);
                            shop.order("x", "PAYMENT_PENDING", "PENDING", false, SKU, 2);
                        },
                        TOLD_IS_KEPT),
                later(
                        "a final order is rewritten without a trace",
                        SeededBug::confirmed,
                        shop ->
                                shop.checkout.writeSilently(
                                        "x", shop.checkout.row("x").put("status", "DECLINED")),
                        NO_CHARGE_WITHOUT_SALE,
                        HELD_FOR_LIVE_ORDER),
                bug(
                        "told 202, and nothing was written",
                        shop -> shop.told("x", Outcome.PENDING, 2, false),
                        ANSWERED_KEY_HAS_ORDER),
                bug(
                        "an order that was written without its key",
                        shop -> {
                            confirmed(shop, "x");
                            shop.change(shop.checkout, "x", "idempotencyKey", "none");
                            shop.told("x", Outcome.CONFIRMED, 2, false);
                        },
                        ANSWERED_KEY_HAS_ORDER),
                bug(
                        "told 201, and declined",
                        shop -> {
                            shop.told("x", Outcome.CONFIRMED, 2, false);
                            shop.order("x", "DECLINED", "DECLINED", true, SKU, 2);
                        },
                        TOLD_IS_KEPT),
                bug(
                        "a total that is not what was charged",
                        shop -> {
                            confirmed(shop, "x");
                            shop.change(shop.checkout, "x", "totalMinor", 2 * PRICE - 1);
                        },
                        CONFIRMED_IS_PAID),
                bug(
                        "a currency that is not what was charged",
                        shop -> {
                            confirmed(shop, "x");
                            shop.change(shop.checkout, "x", "currency", "USD");
                        },
                        CONFIRMED_IS_PAID),
                bug(
                        "cancelled as refunded, and the money was never sent back",
                        shop -> {
                            shop.charge("c-x", "x", "paid", 2 * PRICE);
                            shop.order("x", "CANCELLED", "REFUNDED", true, SKU, 2);
                        },
                        NO_CHARGE_WITHOUT_SALE,
                        REFUND_HAS_CHARGE),
                later(
                        "the lines of a confirmed order change",
                        SeededBug::confirmed,
                        shop -> {
                            JsonArray lines = shop.checkout.row("x").getJsonArray("lines");
                            lines.getJsonObject(0).put("quantity", 3);
                            shop.change(shop.checkout, "x", "lines", lines);
                        },
                        HELD_IS_WHAT_WAS_ORDERED));
    }
}
