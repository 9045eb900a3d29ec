package org.acme.gateway.charge;

import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * The gateway's ledger without a database: the same rules ({@link ChargeRules}) on maps. {@code
 * MemoryLedgerTest} holds it equal to {@link Ledger} on PostgreSQL. Not thread-safe: each call is
 * the transaction.
 */
final class MemoryLedger {

    private record Entry(Charge charge, String cardToken) {}

    /** Charges by their idempotency key. */
    private final Map<String, Entry> entries = new LinkedHashMap<>();

    private final Map<String, Set<String>> keysOfOrder = new HashMap<>();
    private final Set<String> voided = new HashSet<>();

    ChargeOutcome charge(ChargeOrder order) {
        Optional<ChargeRules.Earlier> earlier =
                Optional.ofNullable(entries.get(order.idempotencyKey()))
                        .map(e -> new ChargeRules.Earlier(e.charge(), e.cardToken()));
        return ChargeRules.withoutEntering(
                        order,
                        !voided.contains(order.orderId()),
                        earlier,
                        () -> !unrefunded(order.orderId()).isEmpty())
                .orElseGet(() -> new ChargeOutcome.Entered(enter(order)));
    }

    /** Voids the order and returns the result: refunded if money went back, else voided. */
    ChargeStatus voidOrder(String orderId) {
        voided.add(orderId);
        for (String key : keysOfOrder.getOrDefault(orderId, Set.of())) {
            Entry entry = entries.get(key);
            if (entry != null && entry.charge().status() == ChargeStatus.PAID) {
                entries.put(
                        key,
                        new Entry(
                                withStatus(entry.charge(), ChargeStatus.REFUNDED),
                                entry.cardToken()));
            }
        }
        boolean refunded =
                charges(orderId).stream().anyMatch(c -> c.status() == ChargeStatus.REFUNDED);
        return refunded ? ChargeStatus.REFUNDED : ChargeStatus.VOIDED;
    }

    /** A seeded bug: behaves as if the order had never been voided. */
    void forgetVoid(String orderId) {
        voided.remove(orderId);
    }

    /** All charges of an order, the oldest first. */
    List<Charge> charges(String orderId) {
        return entries.values().stream()
                .map(Entry::charge)
                .filter(charge -> charge.orderId().equals(orderId))
                .toList();
    }

    private List<Charge> unrefunded(String orderId) {
        return charges(orderId).stream().filter(c -> c.status() == ChargeStatus.PAID).toList();
    }

    private Charge enter(ChargeOrder order) {
        Charge charge =
                new Charge(
                        new UUID(0, entries.size() + 1),
                        order.orderId(),
                        ChargeRules.statusOf(order.card()),
                        order.amountMinor(),
                        order.currency(),
                        order.card().declineReason(),
                        Instant.EPOCH,
                        Instant.EPOCH);
        entries.put(order.idempotencyKey(), new Entry(charge, order.card().id()));
        keysOfOrder
                .computeIfAbsent(order.orderId(), id -> new HashSet<>())
                .add(order.idempotencyKey());
        return charge;
    }

    private static Charge withStatus(Charge charge, ChargeStatus status) {
        return new Charge(
                charge.chargeId(),
                charge.orderId(),
                status,
                charge.amountMinor(),
                charge.currency(),
                charge.declineReason(),
                charge.createdAt(),
                charge.changedAt());
    }
}
