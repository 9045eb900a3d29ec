package org.acme.workshop.audit;

import static org.acme.workshop.audit.AuditedShop.PRICE;
import static org.acme.workshop.audit.Invariant.CONFIRMED_HAS_GOODS;
import static org.acme.workshop.audit.Invariant.CONFIRMED_IS_PAID;
import static org.acme.workshop.audit.Invariant.HELD_FOR_LIVE_ORDER;
import static org.acme.workshop.audit.Invariant.NO_CHARGE_WITHOUT_SALE;
import static org.acme.workshop.audit.Invariant.ONE_CHARGE_AN_ORDER;
import static org.acme.workshop.audit.SeededBug.SKU;
import static org.acme.workshop.audit.SeededBug.forgotten;

import java.util.List;

/** What can go wrong with an order that was settled so long ago that the auditor put it away. */
final class ForgottenOrderBugs {

    private ForgottenOrderBugs() {}

    static List<SeededBug> all() {
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
}
