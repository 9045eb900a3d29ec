package org.acme.breaker.quarkus.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;
import org.acme.breaker.BreakerState;
import org.acme.breaker.CallListener;
import org.acme.breaker.CallOutcome;
import org.acme.breaker.CircuitBreaker;
import org.acme.breaker.CircuitBreakerEvent.Transition;
import org.acme.breaker.Reason;
import org.acme.breaker.Registration;
import org.acme.breaker.RejectionReason;
import org.acme.breaker.Snapshot;

/**
 * The meters of one breaker. All of them, with all values of their labels, exist from the start, so
 * that no panel is empty and no rate misses its first increase. Gauges read the breaker when they
 * are scraped. A call costs one addition to a meter that was looked up in advance.
 */
final class BreakerMeters implements CallListener {

    private static final Duration[] BUCKETS =
            Arrays.stream(
                            // 300: a call that is cut off at 250 ms is counted a moment later.
                            // 10,000: not all
                            // users give up after five seconds.
                            new int[] {
                                5, 10, 25, 50, 100, 250, 300, 500, 1_000, 2_500, 5_000, 10_000
                            })
                    .mapToObj(Duration::ofMillis)
                    .toArray(Duration[]::new);

    private static final double PERCENT = 100;

    private final CircuitBreaker breaker;
    private final MeterRegistry registry;
    private final Tags name;
    private final List<Meter> meters = new CopyOnWriteArrayList<>();
    private final List<Registration> registrations;

    /** Indexed by ordinal, because every call reads it. */
    private final Timer[] calls;

    private final Counter[] rejected;
    private final Counter[] wouldReject;
    private final Map<Reason, Counter> opened = new ConcurrentHashMap<>();
    private final Map<Step, Counter> transitions = new ConcurrentHashMap<>();

    private record Step(BreakerState from, BreakerState to) {}

    /**
     * Registers the meters of a breaker.
     *
     * @param passThrough whether protection is off by configuration: such a breaker is disabled,
     *     and that is not counted as a transition
     */
    BreakerMeters(CircuitBreaker breaker, MeterRegistry registry, boolean passThrough) {
        this.breaker = breaker;
        this.registry = registry;
        this.name = Tags.of("name", breaker.name());
        calls = Arrays.stream(CallOutcome.values()).map(this::callTimer).toArray(Timer[]::new);
        rejected = rejections("circuit.breaker.rejected", "Rejected calls");
        wouldReject =
                rejections(
                        "circuit.breaker.would.reject", "Calls that dry-run would have rejected");
        countTransitions();
        gauges();
        settings();
        registrations =
                List.of(
                        breaker.onCall(this),
                        breaker.onEvent(
                                event -> {
                                    if (!passThrough && event instanceof Transition transition) {
                                        count(transition);
                                    }
                                }));
    }

    @Override
    public void onCall(CallOutcome outcome, long durationNanos) {
        calls[outcome.ordinal()].record(durationNanos, TimeUnit.NANOSECONDS);
    }

    @Override
    public void onRejected(RejectionReason reason, boolean enforced) {
        (enforced ? rejected : wouldReject)[reason.ordinal()].increment();
    }

    /** Removes the meters of a retired breaker. */
    void remove() {
        registrations.forEach(Registration::remove);
        meters.forEach(registry::remove);
    }

    private void count(Transition transition) {
        transition(new Step(transition.from(), transition.to())).increment();
        if (transition.to() == BreakerState.OPEN || transition.to() == BreakerState.FORCED_OPEN) {
            opened(transition.reason()).increment();
        }
    }

    private Timer callTimer(CallOutcome outcome) {
        return keep(
                Timer.builder("circuit.breaker.calls")
                        .description("Admitted calls by outcome")
                        .tags(name.and("outcome", outcome.label()))
                        .serviceLevelObjectives(BUCKETS)
                        .register(registry));
    }

    private Counter[] rejections(String metric, String description) {
        return Arrays.stream(RejectionReason.values())
                .map(reason -> counter(metric, description, Tags.of("reason", reason.label())))
                .toArray(Counter[]::new);
    }

    private void countTransitions() {
        Reason.opening().forEach(this::opened);
        for (BreakerState from : BreakerState.values()) {
            for (BreakerState to : BreakerState.values()) {
                if (happens(from, to)) {
                    transition(new Step(from, to));
                }
            }
        }
    }

    /**
     * Whether the transition can happen: by itself, through the admin endpoint, or by the fleet.
     */
    private static boolean happens(BreakerState from, BreakerState to) {
        return from != to
                && switch (to) {
                    case CLOSED, FORCED_OPEN, DISABLED -> true;
                    case OPEN -> from != BreakerState.FORCED_OPEN && from != BreakerState.DISABLED;
                    case HALF_OPEN -> from == BreakerState.OPEN;
                    case RECOVERING -> from == BreakerState.HALF_OPEN || from == BreakerState.OPEN;
                };
    }

    private Counter transition(Step step) {
        return transitions.computeIfAbsent(
                step,
                added ->
                        counter(
                                "circuit.breaker.transitions",
                                "State transitions",
                                Tags.of(
                                        "from", step.from().label(),
                                        "to", step.to().label())));
    }

    private Counter opened(Reason reason) {
        return opened.computeIfAbsent(
                reason,
                added ->
                        counter(
                                "circuit.breaker.opened",
                                "Openings by reason",
                                Tags.of("reason", reason.label())));
    }

    private void gauges() {
        gauge(
                "circuit.breaker.state",
                "0 closed, 1 open, 2 half-open, 3 forced open, 4 disabled, 5 recovering",
                snapshot -> snapshot.state().code());
        gauge(
                "circuit.breaker.failure.ratio",
                "Failure rate of the window; while not closed, the rate that made it open",
                snapshot -> snapshot.counts().failureRatio());
        gauge(
                "circuit.breaker.slow.call.ratio",
                "Slow call rate of the window; while not closed, the rate that made it open",
                snapshot -> snapshot.counts().slowCallRatio());
        gauge(
                "circuit.breaker.window.calls",
                "Calls behind the ratios",
                snapshot -> snapshot.counts().calls());
        gauge(
                "circuit.breaker.half.open.permits",
                "Probes that it could admit now",
                Snapshot::freeProbes);
    }

    /**
     * Publishes settings that can change at run time, so that a dashboard draws the limit in
     * effect.
     */
    private void settings() {
        look(
                "circuit.breaker.failure.ratio.threshold",
                "Failure rate at which it opens",
                looked -> looked.config().failureRateThreshold() / PERCENT);
        look(
                "circuit.breaker.minimum.calls",
                "Calls in the window below which it judges no rate",
                looked -> looked.config().minimumCalls());
    }

    private void gauge(String metric, String description, ToDoubleFunction<Snapshot> value) {
        look(metric, description, looked -> value.applyAsDouble(looked.snapshot()));
    }

    private void look(String metric, String description, ToDoubleFunction<CircuitBreaker> value) {
        keep(
                Gauge.builder(metric, breaker, value)
                        .description(description)
                        .tags(name)
                        .strongReference(true)
                        .register(registry));
    }

    private Counter counter(String metric, String description, Iterable<Tag> tags) {
        return keep(
                Counter.builder(metric)
                        .description(description)
                        .tags(name.and(tags))
                        .register(registry));
    }

    private <M extends Meter> M keep(M meter) {
        meters.add(meter);
        return meter;
    }
}
