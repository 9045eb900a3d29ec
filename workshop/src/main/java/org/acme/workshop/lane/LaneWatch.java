package org.acme.workshop.lane;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.acme.workshop.Ticker;
import org.jspecify.annotations.Nullable;

/** Reads the state of the services of one lane; a service that does not answer has no data. */
final class LaneWatch {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration TIMEOUT = Duration.ofMillis(1500);
    private static final double NANOS_PER_SECOND = TimeUnit.SECONDS.toNanos(1);

    private final Lane lane;
    private final ServiceClient services;
    private final Ticker ticker;
    private final BreakerHistory history = new BreakerHistory();
    private final LaneHistory looks = new LaneHistory();
    private final CallsWatch calls = new CallsWatch();
    private final AtomicBoolean looking = new AtomicBoolean();
    private volatile LaneSnapshot sight = LaneSnapshot.NOTHING;
    private @Nullable Arrivals lastArrivals; // of the current reading

    LaneWatch(Lane lane, ServiceClient services, Ticker ticker) {
        this.lane = lane;
        this.services = services;
        this.ticker = ticker;
    }

    private record Arrivals(double count, long at) {}

    /** The responses of one reading; empty if a service gave no valid one. */
    private record Answers(
            @Nullable String breakers,
            @Nullable String checkout,
            @Nullable String payment,
            @Nullable String paymentFaults,
            @Nullable String inventoryFaults) {}

    LaneSnapshot sight() {
        return sight;
    }

    BreakerHistory history() {
        return history;
    }

    LaneHistory looks() {
        return looks;
    }

    /** Starts a reading unless the last one is still in progress. */
    void look() {
        if (!looking.compareAndSet(false, true)) {
            return;
        }
        CompletableFuture<@Nullable String> breakers = ask(Service.CHECKOUT, "/breakers");
        CompletableFuture<@Nullable String> checkout = ask(Service.CHECKOUT, "/metrics");
        CompletableFuture<@Nullable String> payment = ask(Service.PAYMENT, "/metrics");
        CompletableFuture<@Nullable String> paymentFaults = ask(Service.PAYMENT, "/faults");
        CompletableFuture<@Nullable String> inventoryFaults = ask(Service.INVENTORY, "/faults");
        CompletableFuture.allOf(breakers, checkout, payment, paymentFaults, inventoryFaults)
                .thenRun(
                        () ->
                                seen(
                                        new Answers(
                                                breakers.join(),
                                                checkout.join(),
                                                payment.join(),
                                                paymentFaults.join(),
                                                inventoryFaults.join())))
                .whenComplete((done, failure) -> looking.set(false));
    }

    private CompletableFuture<@Nullable String> ask(Service service, String path) {
        CompletionStage<@Nullable String> told =
                services.get(lane, service, path, TIMEOUT)
                        .handle(
                                (answer, failure) ->
                                        answer != null && answer.status() == 200
                                                ? answer.body().toString()
                                                : null);
        return told.toCompletableFuture();
    }

    private void seen(Answers answers) {
        List<BreakerSnapshot> breakers = BreakerSnapshot.read(json(answers.breakers()));
        history.look(breakers, ticker.nanos(), Instant.now());
        Metrics checkout = Metrics.read(orEmpty(answers.checkout()));
        Metrics payment = Metrics.read(orEmpty(answers.payment()));
        looks.note(
                ticker.nanos(),
                counts(checkout, payment),
                orNull(checkout.sum("orders_pending")),
                orNull(checkout.sum("worker_threads_busy")));
        List<JsonNode> faults = new ArrayList<>();
        addFaults(faults, Service.PAYMENT, answers.paymentFaults());
        addFaults(faults, Service.INVENTORY, answers.inventoryFaults());
        Map<Service, LaneSnapshot.Health> health = new EnumMap<>(Service.class);
        health.put(Service.CHECKOUT, health(answers.checkout()));
        health.put(Service.PAYMENT, health(answers.paymentFaults()));
        health.put(Service.INVENTORY, health(answers.inventoryFaults()));
        sight =
                new LaneSnapshot(
                        breakers,
                        orNull(checkout.sum("orders_pending")),
                        orNull(checkout.sum("orders_pending_oldest_seconds")),
                        orNull(checkout.sum("worker_threads_busy")),
                        orNull(checkout.sum("worker_threads_max")),
                        orNull(checkout.sum("worker_queue_size")),
                        arrivalRate(payment),
                        calls.look(checkout, ticker.nanos()),
                        faults,
                        health);
    }

    private static Map<Counter, Double> counts(Metrics checkout, Metrics payment) {
        Map<Counter, Double> counts = new EnumMap<>(Counter.class);
        payment.sum("gateway_arrivals_total")
                .ifPresent(count -> counts.put(Counter.GATEWAY_ARRIVALS, count));
        checkout.sumWhere("fallback_total", "name", "payment")
                .ifPresent(count -> counts.put(Counter.PAYMENT_FALLBACKS, count));
        checkout.sumWhere("fallback_total", "name", "inventory")
                .ifPresent(count -> counts.put(Counter.INVENTORY_FALLBACKS, count));
        return counts;
    }

    private @Nullable Double arrivalRate(Metrics payment) {
        OptionalDouble count = payment.sum("gateway_arrivals_total");
        if (count.isEmpty()) {
            lastArrivals = null;
            return null;
        }
        Arrivals before = lastArrivals;
        Arrivals now = new Arrivals(count.getAsDouble(), ticker.nanos());
        lastArrivals = now;
        if (before == null || now.count() < before.count() || now.at() == before.at()) {
            return null;
        }
        return (now.count() - before.count()) * NANOS_PER_SECOND / (now.at() - before.at());
    }

    private static void addFaults(List<JsonNode> faults, Service service, @Nullable String told) {
        for (JsonNode fault : json(told)) {
            if (fault instanceof ObjectNode described) {
                faults.add(described.put("service", service.label()));
            }
        }
    }

    private static JsonNode json(@Nullable String told) {
        try {
            return JSON.readTree(orEmpty(told));
        } catch (IOException notJson) {
            return JSON.createArrayNode();
        }
    }

    private static LaneSnapshot.Health health(@Nullable String told) {
        return told == null ? LaneSnapshot.Health.DOWN : LaneSnapshot.Health.UP;
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }

    private static @Nullable Double orNull(OptionalDouble value) {
        return value.isPresent() ? value.getAsDouble() : null;
    }
}
