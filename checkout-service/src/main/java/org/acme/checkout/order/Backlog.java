package org.acme.checkout.order;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.OffsetDateTime;
import org.jdbi.v3.core.Jdbi;

/**
 * How many orders wait for their payment, as of the last sample. Requests and scrapes read the
 * sample; only {@link #sample()} asks the database.
 */
@ApplicationScoped
public class Backlog {

    private static final double MILLIS_PER_SECOND = 1000.0;

    private final Jdbi jdbi;
    private final OrderConfig config;

    /** Written by the sampling thread, read by everybody. */
    private volatile Sample latest = new Sample(0, 0);

    private record Sample(long pending, double oldestSeconds) {}

    public Backlog(Jdbi jdbi, OrderConfig config, MeterRegistry registry) {
        this.jdbi = jdbi;
        this.config = config;
        Gauge.builder("orders.pending", this, backlog -> backlog.latest.pending())
                .description("Orders whose payment is pending")
                .register(registry);
        Gauge.builder("orders.pending.oldest", this, backlog -> backlog.latest.oldestSeconds())
                .description("Age of the oldest order whose payment is pending")
                .baseUnit("seconds")
                .register(registry);
    }

    /** Whether more orders are pending than may be. */
    public boolean isFull() {
        return latest.pending() >= config.maxPending();
    }

    /** Asks the database; called by one thread that may wait. */
    public void sample() {
        latest =
                jdbi.withHandle(
                        handle ->
                                handle.createQuery(
                                                """
                                                SELECT count(*) AS pending,
                                                       min(created_at) AS oldest,
                                                       now() AS now
                                                FROM customer_order
                                                WHERE status = 'PAYMENT_PENDING'
                                                """)
                                        .map(
                                                (row, context) ->
                                                        new Sample(
                                                                row.getLong("pending"),
                                                                age(
                                                                        row.getObject(
                                                                                "oldest",
                                                                                OffsetDateTime
                                                                                        .class),
                                                                        row.getObject(
                                                                                "now",
                                                                                OffsetDateTime
                                                                                        .class))))
                                        .one());
    }

    private static double age(
            @org.jspecify.annotations.Nullable OffsetDateTime oldest, OffsetDateTime now) {
        return oldest == null
                ? 0
                : java.time.Duration.between(oldest, now).toMillis() / MILLIS_PER_SECOND;
    }
}
