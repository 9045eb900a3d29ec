package org.acme.checkout.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.acme.breaker.Ticker;
import org.acme.chassis.problem.ProblemException;
import org.acme.checkout.catalogue.Catalogue;
import org.acme.checkout.catalogue.CatalogueConfig;
import org.acme.checkout.testing.TestDatabase;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is refused before anything is written. */
class BacklogTest {

    private static final CheckoutRequest REQUEST =
            new CheckoutRequest("c", List.of(new CheckoutRequest.Item("TEA-001", 1)), "tok_ok");

    private final Jdbi jdbi = TestDatabase.fresh();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final Time time = new Time();
    private final Backlog backlog =
            new Backlog(jdbi, config("2").getConfigMapping(OrderConfig.class), meters, time);
    private final Pricing pricing =
            new Pricing(
                    new Catalogue(
                            config("2").getConfigMapping(CatalogueConfig.class), Ticker.system()),
                    backlog,
                    Clock.systemUTC());

    @Test
    void asManyPendingAsAllowed_isFull_andRefusesWithRetryAfter() {
        insertPending();
        backlog.sample();
        assertThat(backlog.isFull()).isFalse();
        insertPending();
        backlog.sample();
        assertThat(backlog.isFull()).isTrue();
        assertThat(meters.get("orders.pending").gauge().value()).isEqualTo(2);
        assertThat(meters.get("orders.pending.oldest").gauge().value())
                .isGreaterThanOrEqualTo(60.0);

        assertRefusal("backlog-full");
    }

    /** A refund that fails for days, with no payment pending and every breaker closed. */
    @ParameterizedTest
    @CsvSource({
        "REFUND_OWED, REFUSED, void",
        "VOID_OWED, RELEASE_OWED, void",
        "DECLINED, RELEASE_OWED, release",
        "PAID, OWED, reserve",
        "PENDING, HELD, charge"
    })
    void everyDebt_hasACountAndAnAge(String payment, String reservation, String step) {
        insert(payment, reservation);
        insert(payment, reservation);
        insert("PAID", "HELD");
        backlog.sample();

        assertThat(owed("orders.owed", step)).isEqualTo(2);
        assertThat(owed("orders.owed.oldest", step)).isBetween(30.0, 60.0);
        for (String other : List.of("reserve", "charge", "void", "release")) {
            if (!other.equals(step)) {
                assertThat(owed("orders.owed", other)).as(other).isZero();
                assertThat(owed("orders.owed.oldest", other)).as(other).isZero();
            }
        }
    }

    @Test
    void beforeTheFirstSample_nothingIsKnown() {
        assertThat(gauges()).hasSize(10).allMatch(gauge -> Double.isNaN(gauge.value()));
    }

    @Test
    void oldSample_isNoNumber_butTheLimitStillHolds() {
        insertPending();
        insertPending();
        backlog.sample();
        assertThat(gauges()).noneMatch(gauge -> Double.isNaN(gauge.value()));

        time.nanos += Duration.ofSeconds(5).toNanos();

        assertThat(gauges()).allMatch(gauge -> Double.isNaN(gauge.value()));
        assertThat(backlog.isFull()).isTrue();
    }

    @Test
    void databaseThatIsAway_makesNoNumbers() {
        insertPending();
        backlog.sample();
        jdbi.useHandle(h -> h.execute("ALTER TABLE customer_order RENAME TO away"));

        assertThatThrownBy(backlog::sample).isInstanceOf(RuntimeException.class);

        assertThat(gauges()).allMatch(gauge -> Double.isNaN(gauge.value()));
    }

    private Collection<Gauge> gauges() {
        return meters.getMeters().stream()
                .filter(meter -> meter.getId().getName().startsWith("orders."))
                .map(Gauge.class::cast)
                .toList();
    }

    private double owed(String gauge, String step) {
        return meters.get(gauge).tag("step", step).gauge().value();
    }

    private static final class Time implements Ticker {
        private long nanos;

        @Override
        public long nanos() {
            return nanos;
        }
    }

    @Test
    void noSnapshot_isRefusedWithRetryAfter() {
        assertRefusal("catalogue-unavailable");
    }

    private void assertRefusal(String type) {
        assertThatThrownBy(() -> pricing.price("key", REQUEST))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        e -> {
                            assertThat(e.problem().status()).isEqualTo(503);
                            assertThat(e.problem().type()).isEqualTo(type);
                            assertThat(e.retryAfter()).isPositive();
                        });
    }

    private void insertPending() {
        insert("PENDING", "HELD");
    }

    /** An order that is a minute old and stands where it stands for half a minute. */
    private void insert(String payment, String reservation) {
        boolean isFinal = payment.equals("PAID") && reservation.equals("HELD");
        jdbi.useHandle(
                h ->
                        h.execute(
                                """
                                INSERT INTO customer_order
                                    (order_id, idempotency_key, request_hash, customer_id,
                                     card_token, lines, total_minor, currency, payment,
                                     reservation, inventory_as_of, created_at, facts_since,
                                     final_since)
                                VALUES (?, ?, '', 'c', 't', '[]', 0, 'EUR', ?, ?,
                                        now(), now() - interval '1 minute',
                                        now() - interval '30 seconds',
                                        CASE WHEN ? THEN now() END)
                                """,
                                UUID.randomUUID(),
                                UUID.randomUUID().toString(),
                                payment,
                                reservation,
                                isFinal));
    }

    private static io.smallrye.config.SmallRyeConfig config(String maxPending) {
        return new SmallRyeConfigBuilder()
                .addDiscoveredConverters()
                .withMapping(OrderConfig.class)
                .withMapping(CatalogueConfig.class)
                .withDefaultValue("checkout.order.max-pending", maxPending)
                .build();
    }
}
