package org.acme.workshop.audit;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.acme.workshop.traffic.Outcome;

/** A legal history of one order, step by step, as checkout, gateway and inventory write it. */
final class Story {

    final String id;
    private final AuditedShop shop;
    private final String sku;
    private final int quantity;
    private final List<Runnable> steps = new ArrayList<>();
    private int done;

    /** How an order can end. */
    enum Plot {
        CONFIRMED,
        PENDING_THEN_CONFIRMED,
        ERROR_THEN_CONFIRMED,
        DECLINED,
        CONFLICT,
        OVERSOLD,
        GIVEN_UP_UNCHARGED,
        GIVEN_UP_REFUNDED
    }

    Story(AuditedShop shop, String id, Plot plot, Random random) {
        this.shop = shop;
        this.id = id;
        this.sku = random.nextBoolean() ? "TEA-001" : "POT-001";
        this.quantity = 1 + random.nextInt(3);
        order("PAYMENT_PENDING", "NOT_ATTEMPTED", false);
        switch (plot) {
            case CONFIRMED -> confirmed(Outcome.CONFIRMED);
            case PENDING_THEN_CONFIRMED -> confirmed(Outcome.PENDING);
            case ERROR_THEN_CONFIRMED -> confirmed(Outcome.ERROR);
            case DECLINED -> declined();
            case CONFLICT -> {
                order("CANCELLED", "NOT_ATTEMPTED", true);
                told(Outcome.CONFLICT, false);
            }
            case OVERSOLD -> oversold();
            case GIVEN_UP_UNCHARGED -> givenUp(false);
            case GIVEN_UP_REFUNDED -> givenUp(true);
        }
    }

    private void confirmed(Outcome told) {
        step(() -> shop.reservation(id, true, sku, quantity));
        order("PAYMENT_PENDING", "PENDING", false);
        if (told != Outcome.CONFIRMED) {
            told(told, false);
        }
        charge("paid");
        order("CONFIRMED", "PAID", true);
        if (told == Outcome.CONFIRMED) {
            told(told, false);
        }
    }

    private void declined() {
        step(() -> shop.reservation(id, true, sku, quantity));
        charge("declined");
        order("DECLINED", "DECLINED", false);
        told(Outcome.DECLINED, false);
        step(() -> shop.reservation(id, false, sku, quantity));
        order("DECLINED", "DECLINED", true);
    }

    private void oversold() {
        charge("paid");
        order("CONFIRMED", "PAID", false);
        told(Outcome.CONFIRMED, true);
        order("CANCELLING", "REFUND_OWED", false);
        refunded();
        order("CANCELLED", "REFUNDED", true);
    }

    private void givenUp(boolean charged) {
        step(() -> shop.reservation(id, true, sku, quantity));
        told(Outcome.PENDING, false);
        if (charged) {
            charge("paid");
        }
        order("CANCELLING", "VOID_OWED", false);
        if (charged) {
            refunded();
        } else {
            step(() -> shop.tombstone(id));
        }
        order("CANCELLING", charged ? "REFUNDED" : "VOIDED", false);
        step(() -> shop.reservation(id, false, sku, quantity));
        order("FAILED", charged ? "REFUNDED" : "VOIDED", true);
    }

    private void order(String status, String paid, boolean isFinal) {
        step(() -> shop.order(id, status, paid, isFinal, sku, quantity));
    }

    private void charge(String status) {
        step(() -> shop.charge("c-" + id, id, status, AuditedShop.PRICE * quantity));
    }

    /** The gateway refunds and voids in one transaction. */
    private void refunded() {
        step(
                () -> {
                    shop.charge("c-" + id, id, "refunded", AuditedShop.PRICE * quantity);
                    shop.tombstone(id);
                });
    }

    private void told(Outcome outcome, boolean cachedStock) {
        step(() -> shop.told(id, outcome, quantity, cachedStock));
    }

    private void step(Runnable step) {
        steps.add(step);
    }

    /** Goes one step on; false at the end. */
    boolean next() {
        if (done == steps.size()) {
            return false;
        }
        steps.get(done++).run();
        return true;
    }

    String sku() {
        return sku;
    }

    int quantity() {
        return quantity;
    }

    /** Goes on to the end. */
    Story toTheEnd() {
        boolean more = true;
        while (more) {
            more = next();
        }
        return this;
    }
}
