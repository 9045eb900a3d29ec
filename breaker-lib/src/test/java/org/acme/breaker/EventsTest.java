package org.acme.breaker;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.acme.breaker.CircuitBreakerEvent.Failed;
import org.acme.breaker.CircuitBreakerEvent.Late;
import org.acme.breaker.CircuitBreakerEvent.Rejected;
import org.acme.breaker.CircuitBreakerEvent.Slow;
import org.acme.breaker.CircuitBreakerEvent.Transition;
import org.acme.breaker.window.Counts;
import org.junit.jupiter.api.Test;

/** What listeners are told, and in which order. */
class EventsTest {

    private static final Duration WAIT = Duration.ofSeconds(5);

    private final Caller caller =
            Caller.of(
                    CircuitBreakerConfig.builder()
                            .minimumCalls(2)
                            .successThreshold(1)
                            .openWait(WAIT)
                            .slowCalls(Duration.ofSeconds(1), 100));

    @Test
    void transitions_areToldOnceEach_inOrder_withTheirNumbers() {
        caller.fail(2).pass(WAIT).succeed(1);

        assertThat(caller.transitions())
                .containsExactly(
                        new Transition(
                                "payment",
                                Instant.EPOCH,
                                1,
                                BreakerState.CLOSED,
                                BreakerState.OPEN,
                                Reason.FAILURE_RATE,
                                new Counts(2, 2, 0),
                                Caller.Down.class.getName()),
                        new Transition(
                                "payment",
                                Instant.EPOCH.plus(WAIT),
                                2,
                                BreakerState.OPEN,
                                BreakerState.HALF_OPEN,
                                Reason.WAIT_ELAPSED,
                                new Counts(2, 2, 0),
                                null),
                        new Transition(
                                "payment",
                                Instant.EPOCH.plus(WAIT),
                                3,
                                BreakerState.HALF_OPEN,
                                BreakerState.CLOSED,
                                Reason.PROBES_SUCCEEDED,
                                new Counts(1, 0, 0),
                                null));
        assertThat(caller.breaker.history()).isEqualTo(caller.transitions());
    }

    @Test
    void history_keepsTheLastTwenty() {
        for (int i = 0; i < 15; i++) {
            caller.breaker.forceOpen();
            caller.breaker.close();
        }

        assertThat(caller.breaker.history()).hasSize(20);
        assertThat(caller.breaker.history().get(19).sequence()).isEqualTo(30);
    }

    @Test
    void failedSlowAndLateCalls_areTold() {
        Permit late = caller.breaker.acquire();
        caller.succeedSlowly(1, Duration.ofSeconds(1));
        caller.breaker.reset();
        caller.fail(1);
        caller.events.clear();
        late.success();

        assertThat(caller.events).singleElement().isInstanceOf(Late.class);
    }

    @Test
    void events_carryNoException() {
        caller.fail(1).succeedSlowly(1, Duration.ofSeconds(2));

        assertThat(caller.events.get(0))
                .isEqualTo(
                        new Failed(
                                "payment",
                                Instant.EPOCH,
                                Duration.ZERO,
                                Caller.Down.class.getName()));
        assertThat(caller.events)
                .anySatisfy(
                        event ->
                                assertThat(event)
                                        .isInstanceOfSatisfying(
                                                Slow.class,
                                                slow ->
                                                        assertThat(slow.duration())
                                                                .isEqualTo(Duration.ofSeconds(2))));
    }

    @Test
    void rejections_areSampled_oneEventASecond_noCallLost() {
        caller.open();
        caller.events.clear();
        for (int i = 0; i < 5; i++) {
            caller.isPermitted();
        }
        caller.pass(Duration.ofSeconds(1));
        caller.isPermitted();

        List<Rejected> rejected =
                caller.events.stream()
                        .filter(Rejected.class::isInstance)
                        .map(Rejected.class::cast)
                        .toList();
        assertThat(rejected).extracting(Rejected::calls).containsExactly(1L, 5L);
        assertThat(rejected).extracting(Rejected::reason).containsOnly(RejectionReason.OPEN);
    }

    @Test
    void listenerThatThrows_neitherHurtsTheCaller_norTheOtherListeners() {
        CircuitBreaker breaker =
                CircuitBreaker.of("b", CircuitBreakerConfig.defaults(), caller.ticker);
        List<BreakerState> told = new ArrayList<>();
        breaker.onEvent(
                event -> {
                    throw new AssertionError("bug");
                });
        breaker.onCall(
                new CallListener() {
                    @Override
                    public void onCall(CallOutcome outcome, long durationNanos) {
                        throw new AssertionError("bug");
                    }

                    @Override
                    public void onRejected(RejectionReason reason, boolean enforced) {
                        throw new AssertionError("bug");
                    }
                });
        breaker.onEvent(event -> told.add(breaker.state()));

        breaker.run(() -> {});
        breaker.forceOpen();
        assertThat(breaker.tryAcquire()).isNull();
        breaker.close();

        assertThat(told)
                .containsExactly(
                        BreakerState.FORCED_OPEN, BreakerState.FORCED_OPEN, BreakerState.CLOSED);
    }

    @Test
    void listener_thatChangesTheBreaker_isToldOfThatAfterwards() {
        CircuitBreaker breaker =
                CircuitBreaker.of("b", CircuitBreakerConfig.defaults(), caller.ticker);
        List<String> order = new ArrayList<>();
        breaker.onEvent(
                event -> {
                    if (event instanceof Transition t && t.to() == BreakerState.FORCED_OPEN) {
                        order.add("begin");
                        breaker.close();
                        order.add("end");
                    } else {
                        order.add("closed");
                    }
                });

        breaker.forceOpen();

        assertThat(order).containsExactly("begin", "end", "closed");
    }

    @Test
    void removedListener_isToldNothing() {
        CircuitBreaker breaker =
                CircuitBreaker.of("b", CircuitBreakerConfig.defaults(), caller.ticker);
        List<CircuitBreakerEvent> events = new ArrayList<>();
        Registration registration = breaker.onEvent(events::add);

        registration.remove();
        registration.remove();
        breaker.forceOpen();

        assertThat(events).isEmpty();
    }

    @Test
    void callListener_isToldOfEveryOutcomeAndItsDuration() {
        List<String> told = new ArrayList<>();
        caller.breaker.onCall(
                new CallListener() {
                    @Override
                    public void onCall(CallOutcome outcome, long durationNanos) {
                        told.add(outcome.label() + " " + durationNanos);
                    }

                    @Override
                    public void onRejected(RejectionReason reason, boolean enforced) {
                        told.add(reason.label() + " " + enforced);
                    }
                });

        Permit late = caller.breaker.acquire();
        caller.succeed(1).succeedSlowly(1, Duration.ofSeconds(1));
        caller.breaker.acquire().ignore();
        caller.breaker.reset();
        late.success();
        caller.fail(1).failSlowly(1, Duration.ofSeconds(2));
        caller.isPermitted();

        assertThat(told)
                .containsExactly(
                        "success 0",
                        "slow_success 1000000000",
                        "ignored 0",
                        "late_success 1000000000",
                        "failure 0",
                        "slow_failure 2000000000",
                        "open true");
    }

    @Test
    void callListener_getsDurations_evenWhereTheBreakerNeedsNone() {
        Caller untimed =
                Caller.of(
                        CircuitBreakerConfig.builder()
                                .window(org.acme.breaker.window.SlidingWindow.lastCalls(10))
                                .minimumCalls(10));
        List<Long> durations = new ArrayList<>();
        untimed.breaker.onCall(
                new CallListener() {
                    @Override
                    public void onCall(CallOutcome outcome, long durationNanos) {
                        durations.add(durationNanos);
                    }
                });

        untimed.succeedSlowly(1, Duration.ofMillis(7));

        assertThat(durations).containsExactly(7_000_000L);
    }

    @Test
    void labels_areTheMetricNamesOfTheDesign() {
        assertThat(Reason.opening())
                .extracting(Reason::label)
                .containsExactly(
                        "failure_rate",
                        "slow_call_rate",
                        "consecutive_failures",
                        "probe_failed",
                        "probe_timeout",
                        "recovery_failed",
                        "in_flight_hang",
                        "forced",
                        "requested",
                        "rule",
                        "fleet_open");
        assertThat(BreakerState.values())
                .extracting(BreakerState::code)
                .containsExactly(0, 1, 2, 3, 4, 5);
        assertThat(BreakerState.HALF_OPEN.label()).isEqualTo("half_open");
    }
}
