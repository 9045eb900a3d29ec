package org.acme.workshop.audit;

import static org.acme.workshop.audit.AuditedShop.PRICE;
import static org.acme.workshop.audit.Invariant.ANSWERED_KEY_HAS_ORDER;
import static org.acme.workshop.audit.Invariant.CHARGE_HISTORY;
import static org.acme.workshop.audit.Invariant.CONFIRMED_HAS_GOODS;
import static org.acme.workshop.audit.Invariant.CONFIRMED_IS_PAID;
import static org.acme.workshop.audit.Invariant.HELD_FOR_LIVE_ORDER;
import static org.acme.workshop.audit.Invariant.HELD_IS_WHAT_WAS_ORDERED;
import static org.acme.workshop.audit.Invariant.NOTHING_VANISHES;
import static org.acme.workshop.audit.Invariant.NO_CHARGE_AFTER_VOID;
import static org.acme.workshop.audit.Invariant.NO_CHARGE_WITHOUT_SALE;
import static org.acme.workshop.audit.Invariant.ONE_CHARGE_AN_ORDER;
import static org.acme.workshop.audit.Invariant.ONE_ORDER_A_KEY;
import static org.acme.workshop.audit.Invariant.REFUND_HAS_CHARGE;
import static org.acme.workshop.audit.Invariant.STOCK_BALANCES;
import static org.acme.workshop.audit.Invariant.STOCK_NOT_NEGATIVE;
import static org.acme.workshop.audit.Invariant.TOLD_IS_KEPT;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.acme.workshop.audit.LaneVerdict.Judgement;
import org.acme.workshop.audit.LaneVerdict.State;
import org.acme.workshop.audit.Story.Plot;
import org.acme.workshop.traffic.Outcome;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Breaks one rule of one service in an otherwise healthy lane, over real HTTP. Each bug must be
 * found, under the name of the rule that it breaks and under no other.
 */
class SeededBugsTest {

    private static final String SKU = "TEA-001";
    private static final Vertx VERTX = Vertx.vertx();

    @AfterAll
    static void close() throws Exception {
        VERTX.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    /**
     * A bug: what the services do wrong with order {@code x}, and the rules that this breaks.
     *
     * @param beyondMemory order {@code x} is a healthy one that the auditor has put away before
     */
    record Bug(
            String name, boolean beyondMemory, Consumer<AuditedShop> seed, Set<Invariant> breaks) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Bug> bugs() {
        return Stream.of(ofCheckout(), ofTheGateway(), ofInventory(), beyondMemory())
                .flatMap(List::stream);
    }

    private static List<Bug> ofCheckout() {
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
                        SeededBugsTest::confirmed,
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
                        SeededBugsTest::confirmed,
                        shop ->
                                shop.checkout.writeSilently(
                                        "x", shop.checkout.row("x").put("status", "DECLINED")),
                        NO_CHARGE_WITHOUT_SALE,
                        HELD_FOR_LIVE_ORDER));
    }

    private static List<Bug> ofTheGateway() {
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
                        SeededBugsTest::confirmed,
                        shop ->
                                shop.payment.writeSilently(
                                        "c-x", shop.payment.row("c-x").put("amountMinor", 1)),
                        CHARGE_HISTORY,
                        CONFIRMED_IS_PAID),
                later(
                        "a charge vanishes",
                        SeededBugsTest::confirmed,
                        shop -> shop.payment.erase("c-x"),
                        NOTHING_VANISHES));
    }

    private static List<Bug> ofInventory() {
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
                        SeededBugsTest::confirmed,
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
                        SeededBugsTest::confirmed,
                        shop -> shop.inventory.erase("reservation-x"),
                        NOTHING_VANISHES));
    }

    private static List<Bug> beyondMemory() {
        return List.of(
                forgotten(
                        "a second charge, long after",
                        shop -> shop.charge("c-x2", "x", "paid", 2 * PRICE),
                        ONE_CHARGE_AN_ORDER,
                        CONFIRMED_IS_PAID),
                forgotten(
                        "a charge of an order that nobody knows, long after",
                        shop -> shop.charge("c-lost", "lost", "paid", 2 * PRICE),
                        NO_CHARGE_WITHOUT_SALE),
                forgotten(
                        "a release, long after",
                        shop -> shop.reservation("x", false, SKU, 2),
                        CONFIRMED_HAS_GOODS),
                forgotten(
                        "a refund, long after",
                        shop -> shop.charge("c-x", "x", "refunded", 2 * PRICE),
                        CONFIRMED_IS_PAID),
                forgotten(
                        "a failure, long after",
                        shop -> shop.order("x", "FAILED", "VOIDED", true, SKU, 2),
                        NO_CHARGE_WITHOUT_SALE,
                        HELD_FOR_LIVE_ORDER));
    }

    private static Bug bug(String name, Consumer<AuditedShop> seed, Invariant... breaks) {
        return new Bug(name, false, seed, Set.of(breaks));
    }

    /** A healthy order that has been read and judged, and what is done to it afterwards. */
    private static Bug later(
            String name,
            java.util.function.BiConsumer<AuditedShop, String> healthy,
            Consumer<AuditedShop> seed,
            Invariant... breaks) {
        return new Bug(
                name,
                false,
                shop -> {
                    healthy.accept(shop, "x");
                    hold(shop);
                    seed.accept(shop);
                },
                Set.of(breaks));
    }

    private static Bug forgotten(String name, Consumer<AuditedShop> seed, Invariant... breaks) {
        return new Bug(name, true, seed, Set.of(breaks));
    }

    private static void confirmed(AuditedShop shop, String id) {
        shop.order(id, "PAYMENT_PENDING", "PENDING", false, SKU, 2);
        shop.reservation(id, true, SKU, 2);
        shop.charge("c-" + id, id, "paid", 2 * PRICE);
        shop.order(id, "CONFIRMED", "PAID", true, SKU, 2);
    }

    private static void failed(AuditedShop shop, String id) {
        shop.order(id, "CANCELLING", "VOID_OWED", false, SKU, 2);
        shop.tombstone(id);
        shop.reservation(id, false, SKU, 0);
        shop.order(id, "FAILED", "VOIDED", true, SKU, 2);
    }

    private static void hold(AuditedShop shop) {
        try {
            LaneVerdict verdict = shop.audited();
            assertThat(verdict.state()).as("before the bug: %s", verdict).isEqualTo(State.HOLD);
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    @ParameterizedTest
    @MethodSource("bugs")
    void isFound_underTheRightName(Bug bug) throws Exception {
        try (AuditedShop shop = new AuditedShop(VERTX, 7, bug.beyondMemory() ? 50 : 1000)) {
            if (bug.beyondMemory()) {
                confirmed(shop, "x");
                hold(shop);
                healthyTraffic(shop, "earlier-");
                hold(shop);
            }
            healthyTraffic(shop, "o");
            hold(shop);
            bug.seed().accept(shop);

            LaneVerdict verdict = shop.audited();

            assertThat(verdict.state()).as("%s", verdict).isEqualTo(State.BROKEN);
            assertThat(broken(verdict)).as("%s", verdict).isEqualTo(bug.breaks());
        }
    }

    private static void healthyTraffic(AuditedShop shop, String name) {
        Random random = new Random(7);
        for (int i = 0; i < 40; i++) {
            Plot plot = Plot.values()[i % Plot.values().length];
            new Story(shop, name + i, plot, random).toTheEnd();
        }
    }

    private static Set<Invariant> broken(LaneVerdict verdict) {
        return verdict.invariants().stream()
                .filter(judgement -> judgement.violations() > 0)
                .map(Judgement::invariant)
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Invariant.class)));
    }
}
