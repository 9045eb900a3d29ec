package org.acme.simulation;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import org.acme.checkout.order.Claim;
import org.acme.checkout.order.NextStep;
import org.acme.checkout.order.Order;
import org.acme.checkout.order.OrderProgress;
import org.acme.checkout.order.OrderStatus;
import org.acme.checkout.order.OrderStore;
import org.acme.checkout.order.Purchase;
import org.acme.checkout.settlement.SettlementStore;
import org.jspecify.annotations.Nullable;

/**
 * Implements {@code SqlOrderStore} and {@code SqlSettlementStore} on maps, with a clock that the
 * test controls. {@code MemoryStoreTest} compares both. Not thread-safe: each call is a
 * transaction.
 */
final class MemoryStore implements OrderStore, SettlementStore {

    private static final class Row {

        private final Purchase purchase;
        private OrderProgress progress;
        private int attempts;
        private @Nullable Claim claim;
        private @Nullable Instant claimedUntil;
        private Instant nextAttemptAt;
        private @Nullable Instant finalSince;

        private Row(Purchase purchase, OrderProgress progress, Instant now) {
            this.purchase = purchase;
            this.progress = progress;
            this.nextAttemptAt = now;
        }

        private boolean isFree(Instant now) {
            Instant until = claimedUntil;
            return until == null || until.isBefore(now);
        }

        private Order read(Instant now) {
            Instant until = claimedUntil;
            boolean claimed = until != null && until.isAfter(now);
            return new Order(purchase, progress, attempts, claimed, finalSince);
        }
    }

    private final Clock clock;
    private final Map<UUID, Row> rows = new LinkedHashMap<>();
    private final Map<String, Row> byKey = new HashMap<>();

    MemoryStore(Clock clock) {
        this.clock = clock;
    }

    @Override
    public Optional<Order> byKey(String idempotencyKey) {
        return Optional.ofNullable(byKey.get(idempotencyKey)).map(row -> row.read(now()));
    }

    @Override
    public Optional<Order> byId(UUID orderId) {
        return Optional.ofNullable(rows.get(orderId)).map(row -> row.read(now()));
    }

    /** All orders, the oldest first. */
    Collection<Order> all() {
        return rows.values().stream().map(row -> row.read(now())).toList();
    }

    @Override
    public Optional<Order> insert(
            Purchase wanted, OrderProgress start, Claim claim, Duration lease) {
        if (byKey.containsKey(wanted.idempotencyKey())) {
            return Optional.empty();
        }
        Instant now = now();
        Purchase purchase =
                new Purchase(
                        wanted.orderId(),
                        wanted.idempotencyKey(),
                        wanted.fingerprint(),
                        wanted.customerId(),
                        wanted.cardToken(),
                        wanted.lines(),
                        wanted.totalMinor(),
                        wanted.currency(),
                        now);
        Row row = new Row(purchase, start, now);
        row.claim = claim;
        row.claimedUntil = now.plus(lease);
        rows.put(purchase.orderId(), row);
        byKey.put(purchase.idempotencyKey(), row);
        return Optional.of(row.read(now));
    }

    @Override
    public boolean saveProgress(Claim claim, Order before, OrderProgress after) {
        return write(claim, before, after).isPresent();
    }

    @Override
    public boolean finish(
            Claim claim, Order before, OrderProgress after, int attempts, Duration pause) {
        Optional<Row> written = write(claim, before, after);
        written.ifPresent(
                row -> {
                    row.claim = null;
                    row.claimedUntil = null;
                    row.attempts = attempts;
                    row.nextAttemptAt = now().plus(pause);
                });
        return written.isPresent();
    }

    private Optional<Row> write(Claim claim, Order before, OrderProgress after) {
        Row row = rows.get(before.id());
        if (row == null
                || !claim.equals(row.claim)
                || !row.progress.facts().equals(before.facts())) {
            return Optional.empty();
        }
        row.progress = after;
        Instant since = row.finalSince;
        row.finalSince = !after.facts().isFinal() ? null : since == null ? now() : since;
        return Optional.of(row);
    }

    @Override
    public List<Order> claim(Claim claim, Set<NextStep> steps, int limit, Duration lease) {
        Instant now = now();
        List<Row> due = new ArrayList<>();
        for (NextStep step : steps) {
            rows.values().stream()
                    .filter(row -> row.progress.facts().nextStep().equals(Optional.of(step)))
                    .filter(row -> !row.nextAttemptAt.isAfter(now) && row.isFree(now))
                    .sorted(Comparator.comparing(row -> row.nextAttemptAt))
                    .limit(limit)
                    .forEach(due::add);
        }
        due.sort(Comparator.comparing(row -> row.nextAttemptAt));
        return claim(claim, due.subList(0, Math.min(limit, due.size())), now.plus(lease));
    }

    @Override
    public List<Order> claimOverdue(Claim claim, Duration age, int limit, Duration lease) {
        Instant now = now();
        Predicate<Row> overdue =
                row ->
                        row.progress.facts().status() == OrderStatus.PAYMENT_PENDING
                                && row.purchase.createdAt().isBefore(now.minus(age))
                                && row.isFree(now);
        return claim(
                claim,
                rows.values().stream()
                        .filter(overdue)
                        .sorted(Comparator.comparing(row -> row.purchase.createdAt()))
                        .limit(limit)
                        .toList(),
                now.plus(lease));
    }

    private List<Order> claim(Claim claim, List<Row> chosen, Instant until) {
        chosen.forEach(
                row -> {
                    row.claim = claim;
                    row.claimedUntil = until;
                });
        return chosen.stream().map(row -> row.read(now())).toList();
    }

    @Override
    public void releaseClaim(Claim claim, Order order) {
        Row row = rows.get(order.id());
        if (row != null && claim.equals(row.claim)) {
            row.claim = null;
            row.claimedUntil = null;
        }
    }

    /** A seeded bug: writes as if the order still had this claim and these facts. */
    void unfence(Claim claim, Order before) {
        Row row = rows.get(before.id());
        if (row != null) {
            row.claim = claim;
            row.progress = before.progress();
        }
    }

    private Instant now() {
        return clock.instant();
    }
}
