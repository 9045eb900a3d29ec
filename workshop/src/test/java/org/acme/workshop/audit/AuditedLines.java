package org.acme.workshop.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.acme.workshop.traffic.AnsweredKeys.AnsweredKey;
import org.acme.workshop.traffic.AnsweredKeys.Told;
import org.acme.workshop.traffic.Outcome;
import org.jspecify.annotations.Nullable;

/** The state of one lane's audit, and the lines that the services tell of their books. */
final class AuditedLines {

    static final Instant START = Instant.parse("2026-01-01T12:00:00Z");
    static final Instant LATER = START.plusSeconds(60);

    final LaneAuditState book;
    final Map<String, Fact.AboutOrder> told = new LinkedHashMap<>();

    AuditedLines() {
        this(1000);
    }

    AuditedLines(int rememberedOrders) {
        this.book = new LaneAuditState(rememberedOrders, Duration.ofSeconds(10));
    }

    void confirmed(String id) {
        order(id, "CONFIRMED");
        charge("c" + id.substring(1), id, "paid", 1180);
        reservation(id, true);
    }

    void putAwayAll() {
        for (int i = 0; i < 1200; i++) {
            order("later-" + i, "DECLINED");
            book.judgeOrders(LATER);
        }
        assertThat(book.orders().all()).noneMatch(order -> order.orderId.equals("o1"));
    }

    void order(String id, String status) {
        tell(order(id, "key-" + id, START, status, 1180, START));
    }

    static Fact.Order order(
            String id,
            String key,
            Instant createdAt,
            String status,
            long total,
            @Nullable Instant finalSince) {
        return new Fact.Order(
                id, key, createdAt, status, "-", total, "EUR", Map.of("TEA", 2L), finalSince);
    }

    static AnsweredKey promise(String key, String orderId) {
        return new AnsweredKey(key, orderId, START, new Told(Outcome.PENDING, 1180L, "EUR", false));
    }

    void charge(String id, String orderId, String status, long amount) {
        tell(new Fact.Charge(id, orderId, status, amount, "EUR", START));
    }

    void reservation(String orderId, boolean held) {
        tell(new Fact.Reservation(orderId, held, Map.of("TEA", 2L), START));
    }

    /** What the services' books say now, by line; the auditor reads it. */
    void tell(Fact fact) {
        if (fact instanceof Fact.Order order) {
            told.put("order " + order.orderId(), order);
        } else if (fact instanceof Fact.Charge charge) {
            told.put("charge " + charge.chargeId() + " of " + charge.orderId(), charge);
        } else if (fact instanceof Fact.Reservation reservation) {
            told.put("reservation of " + reservation.orderId(), reservation);
        }
        book.add(fact);
    }

    List<Fact.AboutOrder> current(List<String> orderIds) {
        return told.entrySet().stream()
                .filter(line -> orderIds.contains(line.getKey().replaceAll(".* ", "")))
                .map(Map.Entry::getValue)
                .toList();
    }

    List<Finding> findings() {
        return findings(LATER);
    }

    List<Finding> findings(Instant readUpTo) {
        book.judgeOrders(readUpTo);
        List<String> suspects = book.suspects(1000);
        book.asked(suspects, current(suspects));
        book.judgeOrders(readUpTo);
        return book.findings();
    }

    List<String> findings(Invariant invariant) {
        Predicate<Finding> wanted = finding -> finding.invariant() == invariant;
        return findings().stream().filter(wanted).map(Finding::words).toList();
    }
}
