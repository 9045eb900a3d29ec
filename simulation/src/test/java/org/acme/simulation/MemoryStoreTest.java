package org.acme.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.function.Function;
import org.acme.checkout.order.Claim;
import org.acme.checkout.order.Fingerprint;
import org.acme.checkout.order.NextStep;
import org.acme.checkout.order.Order;
import org.acme.checkout.order.OrderFacts;
import org.acme.checkout.order.OrderLine;
import org.acme.checkout.order.OrderMeters;
import org.acme.checkout.order.OrderProgress;
import org.acme.checkout.order.OrderStore;
import org.acme.checkout.order.PaymentFact;
import org.acme.checkout.order.Purchase;
import org.acme.checkout.order.ReservationFact;
import org.acme.checkout.order.SqlOrderStore;
import org.acme.checkout.settlement.SettlementStore;
import org.acme.checkout.settlement.SqlSettlementStore;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;

/**
 * The simulated order table returns the same results and rows as PostgreSQL after random
 * statements. Leases and pauses end long ago or far ahead, so that no clock decides.
 */
class MemoryStoreTest {

    private static final Duration AHEAD = Duration.ofHours(1);
    private static final Duration AGO = Duration.ofHours(-1);
    private static final int KEYS = 4;

    private final SplittableRandom random = new SplittableRandom(20261130);
    private final List<Claim> claims = new ArrayList<>(List.of(Claim.create()));
    private final List<Order> seen = new ArrayList<>();
    private Instant now = Instant.parse("2026-01-01T00:00:00Z");

    @Test
    void randomStatements_endAlike_inMemoryAndInPostgres() throws Exception {
        try (ServiceDatabases databases = ServiceDatabases.start()) {
            Jdbi jdbi = databases.of("checkout-service");
            OrderStore orders = new SqlOrderStore(jdbi, new OrderMeters(new SimpleMeterRegistry()));
            SettlementStore settlements = new SqlSettlementStore(jdbi);
            for (int round = 0; round < 5; round++) {
                jdbi.useHandle(h -> h.execute("TRUNCATE customer_order"));
                claims.subList(1, claims.size()).clear();
                seen.clear();
                MemoryStore twin = new MemoryStore(clock());
                for (int i = 0; i < 100; i++) {
                    now = now.plusMillis(1);
                    compareOne(orders, settlements, twin);
                }
            }
        }
    }

    private void compareOne(OrderStore orders, SettlementStore settlements, MemoryStore twin) {
        switch (random.nextInt(10)) {
            case 0, 1 -> {
                Purchase purchase = purchase("key-" + random.nextInt(KEYS));
                Claim claim = newClaim();
                Duration lease = lease();
                same(orders, twin, s -> rows(s.insert(purchase, start(), claim, lease)));
            }
            case 2, 3, 4 -> {
                Claim claim = anyClaim();
                anyOrder()
                        .ifPresent(
                                before -> {
                                    OrderProgress after = news(before);
                                    boolean keep = random.nextInt(3) == 0;
                                    int attempts = random.nextInt(3);
                                    Duration pause = random.nextInt(3) == 0 ? AHEAD : AGO;
                                    same(
                                            orders,
                                            twin,
                                            s ->
                                                    keep
                                                            ? s.saveProgress(claim, before, after)
                                                            : s.finish(
                                                                    claim, before, after, attempts,
                                                                    pause));
                                });
            }
            case 5, 6, 7 -> {
                Claim claim = newClaim();
                Set<NextStep> steps = EnumSet.noneOf(NextStep.class);
                for (NextStep step : NextStep.values()) {
                    if (random.nextInt(4) != 0) {
                        steps.add(step);
                    }
                }
                int limit = 1 + random.nextInt(KEYS);
                Duration lease = lease();
                assertThat(rows(twin.claim(claim, steps, limit, lease)))
                        .isEqualTo(rows(settlements.claim(claim, steps, limit, lease)));
            }
            case 8 -> {
                Claim claim = newClaim();
                Duration age = random.nextBoolean() ? AHEAD : AGO;
                int limit = 1 + random.nextInt(KEYS);
                Duration lease = lease();
                assertThat(rows(twin.claimOverdue(claim, age, limit, lease)))
                        .isEqualTo(rows(settlements.claimOverdue(claim, age, limit, lease)));
            }
            default -> {
                Claim claim = anyClaim();
                anyOrder()
                        .ifPresent(
                                order -> {
                                    twin.releaseClaim(claim, order);
                                    settlements.releaseClaim(claim, order);
                                });
            }
        }
        for (int key = 0; key < KEYS; key++) {
            String name = "key-" + key;
            orders.byKey(name).ifPresent(seen::add);
            same(orders, twin, s -> rows(s.byKey(name)));
        }
    }

    private static void same(
            OrderStore real, MemoryStore twin, Function<OrderStore, Object> statement) {
        assertThat(statement.apply(twin)).isEqualTo(statement.apply(real));
    }

    /** Returns everything visible except times. */
    private static List<String> rows(Optional<Order> order) {
        return rows(order.stream().toList());
    }

    private static List<String> rows(List<Order> orders) {
        return orders.stream()
                .map(
                        order ->
                                "%s %s %s %s %s %s attempts=%d claimed=%s final=%s"
                                        .formatted(
                                                order.id(),
                                                order.purchase().lines(),
                                                order.purchase().idempotencyKey(),
                                                order.facts(),
                                                order.progress().chargeId(),
                                                order.progress().reason(),
                                                order.attempts(),
                                                order.claimed(),
                                                order.finalSince() != null))
                .sorted()
                .toList();
    }

    private Purchase purchase(String key) {
        return new Purchase(
                new UUID(random.nextLong(), random.nextLong()),
                key,
                new Fingerprint("f"),
                "c-17",
                "tok_ok",
                List.of(new OrderLine("TEA-001", 1, 590)),
                590,
                "EUR",
                now);
    }

    private OrderProgress start() {
        return OrderProgress.start(now);
    }

    /** Returns any legal facts: the stores do not judge transitions. */
    private OrderProgress news(Order before) {
        List<OrderFacts> legal = new ArrayList<>(List.of(before.facts()));
        for (PaymentFact payment : PaymentFact.values()) {
            for (ReservationFact reservation : ReservationFact.values()) {
                if (OrderFacts.legal(payment, reservation)) {
                    legal.add(new OrderFacts(payment, reservation));
                }
            }
        }
        OrderFacts facts = legal.get(random.nextInt(legal.size()));
        return new OrderProgress(
                facts, "ch-" + random.nextInt(3), "because " + random.nextInt(3), now);
    }

    private Duration lease() {
        return random.nextBoolean() ? AHEAD : AGO;
    }

    private Claim newClaim() {
        Claim claim = Claim.create();
        claims.add(claim);
        return claim;
    }

    /** Draws one of the last few orders, so that statements often meet the same one. */
    private Claim anyClaim() {
        return claims.get(claims.size() - 1 - random.nextInt(Math.min(3, claims.size())));
    }

    private Optional<Order> anyOrder() {
        return seen.isEmpty()
                ? Optional.empty()
                : Optional.of(seen.get(seen.size() - 1 - random.nextInt(Math.min(4, seen.size()))));
    }

    private Clock clock() {
        return new Clock() {
            @Override
            public ZoneOffset getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(java.time.ZoneId zone) {
                return this;
            }

            @Override
            public Instant instant() {
                return now;
            }
        };
    }
}
