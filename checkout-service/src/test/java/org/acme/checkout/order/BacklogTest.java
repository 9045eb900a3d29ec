package org.acme.checkout.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.acme.breaker.Ticker;
import org.acme.checkout.catalogue.Catalogue;
import org.acme.checkout.catalogue.CatalogueConfig;
import org.acme.checkout.problem.ProblemException;
import org.acme.checkout.testing.TestDatabase;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;

/** What is refused before anything is written. */
class BacklogTest {

    private static final CheckoutRequest REQUEST =
            new CheckoutRequest("c", List.of(new CheckoutRequest.Item("TEA-001", 1)), "tok_ok");

    private final Jdbi jdbi = TestDatabase.fresh();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final Backlog backlog =
            new Backlog(jdbi, config("2").getConfigMapping(OrderConfig.class), meters);
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

        assertRefusal("urn:problem:checkout:backlog-full");
    }

    @Test
    void noSnapshot_isRefusedWithRetryAfter() {
        assertRefusal("urn:problem:checkout:catalogue-unavailable");
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
        jdbi.useHandle(
                h ->
                        h.execute(
                                """
                                INSERT INTO customer_order
                                    (order_id, idempotency_key, request_hash, customer_id,
                                     card_token, lines, total_minor, currency, payment,
                                     reservation, inventory_as_of, created_at)
                                VALUES (?, ?, '', 'c', 't', '[]', 0, 'EUR', 'PENDING', 'HELD',
                                        now(), now() - interval '1 minute')
                                """,
                                UUID.randomUUID(),
                                UUID.randomUUID().toString()));
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
