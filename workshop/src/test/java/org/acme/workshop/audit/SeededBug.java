package org.acme.workshop.audit;

import static org.acme.workshop.audit.AuditedShop.PRICE;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.acme.workshop.audit.LaneVerdict.State;

/**
 * A bug: what the services do wrong with order {@code x}, and the rules that this breaks.
 *
 * @param beyondMemory order {@code x} is a healthy one that the auditor has put away before
 */
record SeededBug(
        String name, boolean beyondMemory, Consumer<AuditedShop> seed, Set<Invariant> breaks) {

    static final String SKU = "TEA-001";

    @Override
    public String toString() {
        return name;
    }

    static SeededBug bug(String name, Consumer<AuditedShop> seed, Invariant... breaks) {
        return new SeededBug(name, false, seed, Set.of(breaks));
    }

    /** A healthy order that has been read and judged, and what is done to it afterwards. */
    static SeededBug later(
            String name,
            BiConsumer<AuditedShop, String> healthy,
            Consumer<AuditedShop> seed,
            Invariant... breaks) {
        return new SeededBug(
                name,
                false,
                shop -> {
                    healthy.accept(shop, "x");
                    hold(shop);
                    seed.accept(shop);
                },
                Set.of(breaks));
    }

    static SeededBug forgotten(String name, Consumer<AuditedShop> seed, Invariant... breaks) {
        return new SeededBug(name, true, seed, Set.of(breaks));
    }

    static void confirmed(AuditedShop shop, String id) {
        shop.order(id, "PAYMENT_PENDING", "PENDING", false, SKU, 2);
        shop.reservation(id, true, SKU, 2);
        shop.charge("c-" + id, id, "paid", 2 * PRICE);
        shop.order(id, "CONFIRMED", "PAID", true, SKU, 2);
    }

    static void failed(AuditedShop shop, String id) {
        shop.order(id, "CANCELLING", "VOID_OWED", false, SKU, 2);
        shop.tombstone(id);
        shop.reservation(id, false, SKU, 0);
        shop.order(id, "FAILED", "VOIDED", true, SKU, 2);
    }

    static void hold(AuditedShop shop) {
        try {
            LaneVerdict verdict = shop.audited();
            assertThat(verdict.state()).as("before the bug: %s", verdict).isEqualTo(State.HOLD);
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }
}
