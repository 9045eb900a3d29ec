package org.acme.workshop.audit;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.acme.workshop.traffic.AnsweredKeys.AnsweredKey;
import org.jspecify.annotations.Nullable;

/**
 * Everything known about one order: the lines of the three services, the answer to the user, and
 * the findings. {@link OrderRules} judges it.
 *
 * <p>A suspicion becomes a finding only after all three services have been asked about this order,
 * because the books are read one after the other, and an order may have been removed from memory
 * before.
 */
final class OrderRecord {

    final String orderId;
    final Instant opened;
    Fact.@Nullable Order order;
    Fact.@Nullable Reservation reservation;
    @Nullable AnsweredKey told;
    boolean voided;
    private List<Fact.Charge> charges = List.of();

    /** The reservation as counted in the sum of the stock: only from pages, in order. */
    Fact.@Nullable Reservation counted;

    /** The reservation was unknown when it was first counted. */
    boolean countedAsNew;

    /** The promise was found in the books under its key. */
    boolean promiseKept;

    /** Findings that the current lines no longer show. */
    private final List<Finding> history = new ArrayList<>(0);

    /** The findings of the last judgement; empty if the order is correct. */
    List<Finding> findings = List.of();

    /** The last judgement raised a suspicion about which the services have not been asked yet. */
    boolean suspected;

    /**
     * The order may have been removed from memory before, so that this record holds only its newest
     * lines.
     */
    boolean fragment;

    /** The services were asked about this order, and no new fact has come since. */
    boolean asked;

    /** Judged, and no further fact is expected; a new fact reopens it. */
    boolean settled;

    /** The order was judged at least once. */
    boolean judged;

    OrderRecord(String orderId, Instant opened) {
        this.orderId = orderId;
        this.opened = opened;
    }

    List<Fact.Charge> charges() {
        return charges;
    }

    /** Stores the newest state of the order; returns whether that changes anything. */
    boolean put(Fact.Order now) {
        boolean same = now.equals(order);
        order = now;
        return !same;
    }

    /** Stores the newest state of its reservation; returns whether that changes anything. */
    boolean put(Fact.Reservation now) {
        boolean same = now.equals(reservation);
        reservation = now;
        return !same;
    }

    /** Stores the newest state of a charge; returns whether that changes anything. */
    boolean put(Fact.Charge charge) {
        if (charge.chargeId() == null) {
            boolean same = voided;
            voided = true;
            return !same;
        }
        List<Fact.Charge> updated = new ArrayList<>(charges.size() + 1);
        boolean same = false;
        for (Fact.Charge known : charges) {
            if (Objects.equals(known.chargeId(), charge.chargeId())) {
                same = known.equals(charge);
                compare(known, charge);
            } else {
                updated.add(known);
            }
        }
        updated.add(charge);
        charges = List.copyOf(updated);
        return !same;
    }

    private void compare(Fact.Charge before, Fact.Charge now) {
        boolean legal =
                before.status().equals(now.status()) || before.unrefunded() && now.refunded();
        boolean sameMoney =
                before.amountMinor() == now.amountMinor()
                        && before.currency().equals(now.currency());
        if (!legal || !sameMoney) {
            remember(
                    Invariant.CHARGE_HISTORY,
                    "order %s: %s was %s and became %s of %d %s"
                            .formatted(
                                    orderId,
                                    before,
                                    before.status(),
                                    now.status(),
                                    now.amountMinor(),
                                    now.currency()));
        }
    }

    /**
     * Compares the known lines with what the services hold now; a missing one has vanished.
     *
     * @return whether a line has vanished
     */
    boolean missing(List<Fact.AboutOrder> current) {
        OrderRecord now = new OrderRecord(orderId, opened);
        current.forEach(fact -> fact.storeIn(now));
        int before = history.size();
        Fact.Order known = order;
        if (known != null && now.order == null) {
            vanished("order " + orderId + ", once " + known.status() + ", is gone from checkout");
        }
        if (reservation != null && now.reservation == null) {
            vanished("the reservation of order " + orderId + " is gone from inventory");
        }
        for (Fact.Charge charge : charges) {
            if (!now.hasCharge(charge.chargeId())) {
                vanished(charge + " for order " + orderId + " is gone from payment");
            }
        }
        if (voided && !now.voided) {
            vanished("the void of order " + orderId + " is gone from payment");
        }
        return history.size() > before;
    }

    private boolean hasCharge(@Nullable String chargeId) {
        return charges.stream().anyMatch(known -> Objects.equals(known.chargeId(), chargeId));
    }

    private void vanished(String words) {
        remember(Invariant.NOTHING_VANISHES, words);
    }

    private void remember(Invariant invariant, String words) {
        Finding finding = new Finding(invariant, words);
        if (!history.contains(finding)) {
            history.add(finding);
        }
    }

    /**
     * Judges the order if all books have been read far enough beyond its final state.
     *
     * @param upTo every fact before this instant has been read
     */
    void judge(Instant upTo) {
        List<Finding> found = new ArrayList<>(history);
        boolean due = isDue(upTo);
        OrderRules.judge(this, due, upTo, found);
        boolean doubtful = found.size() > history.size() || due && (order == null || fragment);
        suspected = doubtful && !asked;
        findings = suspected ? List.copyOf(history) : List.copyOf(found);
        settled = due && found.isEmpty() && !suspected;
        judged |= due && !suspected;
    }

    /** Whether the order was created before an instant and isn't final yet. */
    boolean isUnfinishedSince(Instant instant) {
        Fact.Order known = order;
        return known != null && known.finalSince() == null && known.createdAt().isBefore(instant);
    }

    private boolean isDue(Instant upTo) {
        Fact.Order known = order;
        Instant end = known == null ? opened : known.finalSince();
        return end != null && !end.isAfter(upTo);
    }
}
