package org.acme.workshop.audit;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Everything the three services wrote down about one order, and what is wrong with it. */
final class OrderFile {

    final String orderId;
    Fact.@Nullable Order order;
    Fact.@Nullable Reservation reservation;
    private List<Fact.Charge> charges = List.of();
    private final Instant opened;

    /** What the last judgement found; empty when all is well. */
    List<Finding> findings = List.of();

    /** Judged, and nothing is left to wait for; a new fact opens it again. */
    boolean settled;

    /** Was judged at least once. */
    boolean judged;

    OrderFile(String orderId, Instant opened) {
        this.orderId = orderId;
        this.opened = opened;
    }

    /** A broken invariant with the ids that prove it. */
    record Finding(Invariant invariant, String words) {}

    void put(Fact.Charge charge) {
        List<Fact.Charge> updated = new ArrayList<>(charges.size() + 1);
        for (Fact.Charge known : charges) {
            if (!Objects.equals(known.chargeId(), charge.chargeId())) {
                updated.add(known);
            }
        }
        updated.add(charge);
        charges = List.copyOf(updated);
    }

    /**
     * Judges the order if all books have been read far enough beyond its end.
     *
     * @param upTo every fact before this instant has been read
     * @return whether it was judged
     */
    boolean judge(Instant upTo) {
        Fact.Order known = order;
        Instant due = known == null ? opened : known.finalSince();
        if (due == null || due.isAfter(upTo)) {
            findings = List.of();
            return false;
        }
        List<Finding> found = new ArrayList<>();
        judgeCharges(known, found);
        judgeGoods(known, found);
        findings = List.copyOf(found);
        settled = found.isEmpty();
        judged = true;
        return true;
    }

    private void judgeCharges(Fact.@Nullable Order known, List<Finding> found) {
        List<Fact.Charge> unrefunded = charges.stream().filter(Fact.Charge::unrefunded).toList();
        if (unrefunded.size() > 1) {
            found.add(
                    new Finding(
                            Invariant.ONE_CHARGE_AN_ORDER,
                            "order " + orderId + " has " + ids(unrefunded)));
        }
        if (known == null || !known.confirmed()) {
            if (!unrefunded.isEmpty()) {
                String status = known == null ? "unknown to checkout" : known.status();
                found.add(
                        new Finding(
                                Invariant.NO_CHARGE_WITHOUT_SALE,
                                "order "
                                        + orderId
                                        + " is "
                                        + status
                                        + " but has "
                                        + ids(unrefunded)));
            }
            return;
        }
        boolean paid =
                unrefunded.size() == 1
                        && unrefunded.get(0).amountMinor() == known.totalMinor()
                        && unrefunded.get(0).currency().equals(known.currency());
        if (!paid) {
            found.add(
                    new Finding(
                            Invariant.CONFIRMED_IS_PAID,
                            "order %s is CONFIRMED for %d %s but has %s"
                                    .formatted(
                                            orderId,
                                            known.totalMinor(),
                                            known.currency(),
                                            ids(unrefunded))));
        }
    }

    private void judgeGoods(Fact.@Nullable Order known, List<Finding> found) {
        Fact.Reservation reserved = reservation;
        boolean held = reserved != null && reserved.held();
        boolean confirmed = known != null && known.confirmed();
        if (held && !confirmed) {
            String status = known == null ? "unknown to checkout" : known.status();
            found.add(
                    new Finding(
                            Invariant.HELD_FOR_LIVE_ORDER,
                            "order " + orderId + " is " + status + " but its goods are held"));
        }
        if (confirmed && !held) {
            found.add(
                    new Finding(
                            Invariant.CONFIRMED_HAS_GOODS,
                            "order " + orderId + " is CONFIRMED but no goods are held"));
        }
    }

    private static String ids(List<Fact.Charge> charges) {
        if (charges.isEmpty()) {
            return "no charge";
        }
        StringBuilder text = new StringBuilder();
        for (Fact.Charge charge : charges) {
            text.append(text.isEmpty() ? "" : " and ")
                    .append("charge ")
                    .append(charge.chargeId())
                    .append(" of ")
                    .append(charge.amountMinor())
                    .append(' ')
                    .append(charge.currency());
        }
        return text.toString();
    }
}
