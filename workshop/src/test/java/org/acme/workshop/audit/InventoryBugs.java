package org.acme.workshop.audit;

import static org.acme.workshop.audit.AuditedShop.PRICE;
import static org.acme.workshop.audit.Invariant.CONFIRMED_HAS_GOODS;
import static org.acme.workshop.audit.Invariant.HELD_FOR_LIVE_ORDER;
import static org.acme.workshop.audit.Invariant.HELD_IS_WHAT_WAS_ORDERED;
import static org.acme.workshop.audit.Invariant.NOTHING_VANISHES;
import static org.acme.workshop.audit.Invariant.STOCK_BALANCES;
import static org.acme.workshop.audit.Invariant.STOCK_NOT_NEGATIVE;
import static org.acme.workshop.audit.SeededBug.SKU;
import static org.acme.workshop.audit.SeededBug.bug;
import static org.acme.workshop.audit.SeededBug.confirmed;
import static org.acme.workshop.audit.SeededBug.later;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;

/** What inventory can do wrong. */
final class InventoryBugs {

    private InventoryBugs() {}

    static List<SeededBug> all() {
        return List.of(
                bug(
                        "confirmed, and nothing was ever held",
                        shop -> {
                            shop.charge("c-x", "x", "paid", 2 * PRICE);
                            shop.order("x", "CONFIRMED", "PAID", true, SKU, 2);
                        },
                        CONFIRMED_HAS_GOODS),
                later(
                        "a late release takes the goods of a confirmed order",
                        SeededBug::confirmed,
                        shop -> shop.reservation("x", false, SKU, 2),
                        CONFIRMED_HAS_GOODS),
                bug(
                        "goods of another product",
                        shop -> {
                            shop.charge("c-x", "x", "paid", 2 * PRICE);
                            shop.reservation("x", true, "POT-001", 2);
                            shop.order("x", "CONFIRMED", "PAID", true, SKU, 2);
                        },
                        HELD_IS_WHAT_WAS_ORDERED),
                bug(
                        "one piece for an order of two",
                        shop -> {
                            shop.charge("c-x", "x", "paid", 2 * PRICE);
                            shop.reservation("x", true, SKU, 1);
                            shop.order("x", "CONFIRMED", "PAID", true, SKU, 2);
                        },
                        HELD_IS_WHAT_WAS_ORDERED),
                bug(
                        "one of the two products of an order",
                        shop -> {
                            confirmed(shop, "x");
                            JsonArray lines = shop.checkout.row("x").getJsonArray("lines");
                            lines.add(new JsonObject().put("sku", "POT-001").put("quantity", 1));
                            shop.change(shop.checkout, "x", "lines", lines);
                        },
                        HELD_IS_WHAT_WAS_ORDERED),
                bug(
                        "goods held for an order that failed",
                        shop -> {
                            shop.reservation("x", true, SKU, 2);
                            shop.order("x", "FAILED", "VOIDED", true, SKU, 2);
                        },
                        HELD_FOR_LIVE_ORDER),
                bug(
                        "goods held for an order that nobody knows",
                        shop -> shop.reservation("x", true, SKU, 2),
                        HELD_FOR_LIVE_ORDER),
                bug(
                        "stock below zero, though it adds up",
                        shop -> {
                            shop.charge("c-x", "x", "paid", 200_000 * PRICE);
                            shop.reservation("x", true, SKU, 200_000);
                            shop.order("x", "CONFIRMED", "PAID", true, SKU, 200_000);
                        },
                        STOCK_NOT_NEGATIVE),
                bug(
                        "a reservation that takes one piece too many off the shelf",
                        shop -> {
                            shop.charge("c-x", "x", "paid", 2 * PRICE);
                            shop.reservation("x", true, SKU, 2, -3);
                            shop.order("x", "CONFIRMED", "PAID", true, SKU, 2);
                        },
                        STOCK_BALANCES),
                bug(
                        "a release that doesn't put the goods back",
                        shop -> {
                            shop.reservation("x", true, SKU, 2);
                            shop.reservation("x", false, SKU, 2, 0);
                            shop.order("x", "FAILED", "VOIDED", true, SKU, 2);
                        },
                        STOCK_BALANCES),
                bug("stock that leaks", shop -> shop.stock(SKU, 7), STOCK_BALANCES),
                later(
                        "a reservation vanishes",
                        SeededBug::confirmed,
                        shop -> shop.inventory.erase("reservation-x"),
                        NOTHING_VANISHES),
                bug(
                        "three pieces for an order of two",
                        shop -> {
                            shop.charge("c-x", "x", "paid", 2 * PRICE);
                            shop.reservation("x", true, SKU, 3);
                            shop.order("x", "CONFIRMED", "PAID", true, SKU, 2);
                        },
                        HELD_IS_WHAT_WAS_ORDERED),
                bug(
                        "goods held for a declined order",
                        shop -> {
                            shop.reservation("x", true, SKU, 2);
                            shop.order("x", "DECLINED", "DECLINED", true, SKU, 2);
                        },
                        HELD_FOR_LIVE_ORDER),
                bug(
                        "goods held for an order that was refused",
                        shop -> {
                            shop.reservation("x", true, SKU, 2);
                            shop.order("x", "CANCELLED", "NOT_ATTEMPTED", true, SKU, 2);
                        },
                        HELD_FOR_LIVE_ORDER),
                later(
                        "a late reservation after the release",
                        SeededBug::failed,
                        shop -> shop.reservation("x", true, SKU, 2),
                        HELD_FOR_LIVE_ORDER),
                bug(
                        "a reservation that takes nothing off the shelf",
                        shop -> {
                            shop.charge("c-x", "x", "paid", 2 * PRICE);
                            shop.reservation("x", true, SKU, 2, 0);
                            shop.order("x", "CONFIRMED", "PAID", true, SKU, 2);
                        },
                        STOCK_BALANCES),
                bug(
                        "a release that puts back more than was held",
                        shop -> {
                            shop.reservation("x", true, SKU, 2);
                            shop.reservation("x", false, SKU, 2, 3);
                            shop.order("x", "FAILED", "VOIDED", true, SKU, 2);
                        },
                        STOCK_BALANCES),
                bug(
                        "a delivery that never reaches the shelf",
                        shop -> {
                            shop.deliver(SKU, 1000);
                            shop.stock(SKU, 100_000 - 1000);
                        },
                        STOCK_BALANCES),
                later(
                        "held goods are rewritten without a trace",
                        SeededBug::confirmed,
                        shop -> {
                            JsonObject row = shop.inventory.row("reservation-x");
                            row.getJsonArray("items").getJsonObject(0).put("quantity", 1);
                            shop.inventory.writeSilently("reservation-x", row);
                        },
                        HELD_IS_WHAT_WAS_ORDERED));
    }
}
