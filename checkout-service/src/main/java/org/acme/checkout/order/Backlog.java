package org.acme.checkout.order;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.acme.breaker.Ticker;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/**
 * Counts all owed work, with the age of the oldest: pending payments, and each next step of
 * unfinished orders (reserve, charge, void, release). Requests and scrapes read the last sample;
 * only {@link #sample()} queries the database.
 *
 * <p>A gauge is NaN while the database does not answer and when its sample is too old: "0.3 s"
 * during an outage of ten minutes would be false. The limit of the backlog uses the last known
 * number.
 */
@ApplicationScoped
public class Backlog {

    private static final Duration OUTDATED = Duration.ofSeconds(5);
    private static final double MILLIS_PER_SECOND = 1000.0;
    private static final String SECONDS = "seconds";

    private final Jdbi jdbi;
    private final OrderConfig config;
    private final Ticker ticker;

    /**
     * Written by the sampling thread, read by all threads; null while the database does not answer.
     */
    private volatile @Nullable Sample latest;

    private volatile long lastPending;

    /** A number of orders and the age of the oldest one in seconds; 0 if there is none. */
    private record Debt(long count, double oldestSeconds) {
        static final Debt NONE = new Debt(0, 0);
    }

    private record Sample(Debt pending, Map<NextStep, Debt> owed, long ticks) {}

    public Backlog(Jdbi jdbi, OrderConfig config, MeterRegistry registry, Ticker ticker) {
        this.jdbi = jdbi;
        this.config = config;
        this.ticker = ticker;
        Gauge.builder("orders.pending", this, of(Sample::pending, Debt::count))
                .description("Orders whose payment is pending")
                .register(registry);
        Gauge.builder("orders.pending.oldest", this, of(Sample::pending, Debt::oldestSeconds))
                .description("Age of the oldest order whose payment is pending")
                .baseUnit(SECONDS)
                .register(registry);
        for (NextStep step : NextStep.values()) {
            register(step, registry);
        }
    }

    private void register(NextStep step, MeterRegistry registry) {
        String label = step.name().toLowerCase(Locale.ROOT);
        Gauge.builder("orders.owed", this, of(sample -> owed(sample, step), Debt::count))
                .description("Orders that need this step")
                .tag("step", label)
                .register(registry);
        Gauge.builder(
                        "orders.owed.oldest",
                        this,
                        of(sample -> owed(sample, step), Debt::oldestSeconds))
                .description("How long the oldest order has needed this step")
                .baseUnit(SECONDS)
                .tag("step", label)
                .register(registry);
    }

    /** Whether the limit of pending orders has been reached. */
    public boolean isFull() {
        return lastPending >= config.maxPending();
    }

    /** Queries the database; called by one thread that may block. */
    public void sample() {
        Sample seen;
        try {
            seen = jdbi.withHandle(this::read);
        } catch (RuntimeException e) {
            latest = null;
            throw e;
        }
        latest = seen;
        lastPending = seen.pending().count();
    }

    private Sample read(Handle handle) {
        long ticks = ticker.nanos();
        Debt pending =
                handle.createQuery(
                                """
                                SELECT count(*) AS orders,
                                       extract(epoch FROM now() - min(created_at)) AS seconds
                                FROM customer_order
                                WHERE status = 'PAYMENT_PENDING'
                                """)
                        .map(
                                (row, context) ->
                                        debt(row.getLong("orders"), row.getDouble("seconds")))
                        .one();
        Map<NextStep, Debt> owed = new EnumMap<>(NextStep.class);
        handle.createQuery(
                        """
                        SELECT next_step, count(*) AS orders,
                               extract(epoch FROM now() - min(facts_since)) AS seconds
                        FROM customer_order
                        WHERE final_since IS NULL
                        GROUP BY next_step
                        """)
                .map(
                        (row, context) ->
                                Map.entry(
                                        NextStep.valueOf(row.getString("next_step")),
                                        debt(row.getLong("orders"), row.getDouble("seconds"))))
                .forEach(debt -> owed.put(debt.getKey(), debt.getValue()));
        return new Sample(pending, owed, ticks);
    }

    private static Debt debt(long orders, double seconds) {
        return new Debt(
                orders, Math.max(0, Math.rint(seconds * MILLIS_PER_SECOND) / MILLIS_PER_SECOND));
    }

    private static Debt owed(Sample sample, NextStep step) {
        return sample.owed().getOrDefault(step, Debt.NONE);
    }

    private ToDoubleFunction<Backlog> of(
            Function<Sample, Debt> debt, ToDoubleFunction<Debt> number) {
        return backlog -> {
            Sample sample = backlog.latest;
            return sample == null || ticker.nanos() - sample.ticks() >= OUTDATED.toNanos()
                    ? Double.NaN
                    : number.applyAsDouble(debt.apply(sample));
        };
    }
}
