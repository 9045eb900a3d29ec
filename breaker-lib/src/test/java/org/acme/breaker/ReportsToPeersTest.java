package org.acme.breaker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.acme.breaker.CircuitBreakerEvent.Failed;
import org.acme.breaker.CircuitBreakerEvent.Late;
import org.acme.breaker.CircuitBreakerEvent.Slow;
import org.acme.breaker.CircuitBreakerEvent.Transition;
import org.acme.breaker.window.Counts;
import org.acme.breaker.window.SlidingWindow;
import org.junit.jupiter.api.Test;

/** Bugs that users of other circuit breakers reported: each test carries the report's address. */
class ReportsToPeersTest {

    private static final Duration HANGING = Duration.ofSeconds(2);
    private static final Duration IDLE = Duration.ofMinutes(10);

    private final ManualTicker ticker = new ManualTicker();

    private static CircuitBreakerConfigBuilder watching() {
        return CircuitBreakerConfig.builder()
                .window(SlidingWindow.lastCalls(10))
                .minimumCalls(4)
                .failureRateThreshold(50)
                .slowCalls(Duration.ofSeconds(1), 100)
                .hangingCalls(HANGING);
    }

    // --- interrupts and cancellations (https://github.com/App-vNext/Polly/issues/311,
    // https://github.com/resilience4j/resilience4j/issues/682) ---

    @Test
    void interruptedProbes_doNotClose_whereExceptionsToRecordAreNamed() {
        Caller caller =
                Caller.of(
                        CircuitBreakerConfig.builder()
                                .minimumCalls(2)
                                .successThreshold(1)
                                .openWait(Duration.ofSeconds(5))
                                .recordExceptions(IOException.class));
        caller.breaker.open();
        caller.pass(Duration.ofSeconds(5));

        for (int probe = 0; probe < 3; probe++) {
            caller.breaker.acquire().failure(new InterruptedException());
            caller.breaker.acquire().failure(new CancellationException());
        }

        assertThat(caller.breaker.state()).isEqualTo(BreakerState.HALF_OPEN);
    }

    @Test
    void interruptsAndCancellations_countNowhere_whateverIsRecorded() {
        Caller byType = Caller.of(CircuitBreakerConfig.builder().recordExceptions(Exception.class));
        Caller byRule = Caller.of(CircuitBreakerConfig.builder().recordException(any -> true));
        Caller byNone = Caller.of(CircuitBreakerConfig.builder().recordException(any -> false));

        for (Caller caller : List.of(byType, byRule, byNone)) {
            caller.breaker.acquire().failure(new InterruptedException());
            caller.breaker.acquire().failure(new CancellationException());
            assertThat(caller.breaker.snapshot().counts()).isEqualTo(Counts.NONE);
        }
    }

    // --- calls that hang and then fail (https://github.com/resilience4j/resilience4j/issues/1597,
    // https://github.com/resilience4j/resilience4j/issues/381) ---

    @Test
    void callThatHangsAndThenFails_isOneCall_slowAndFailed() {
        for (SlidingWindow window :
                List.of(SlidingWindow.lastCalls(10), SlidingWindow.lastTime(HANGING, 4))) {
            Caller caller = Caller.of(watching().minimumCalls(10).window(window));
            Permit hanging = caller.breaker.acquire();
            caller.pass(HANGING).breaker.poll();
            assertThat(caller.breaker.snapshot().counts()).isEqualTo(new Counts(1, 0, 1));

            hanging.failure();

            assertThat(caller.breaker.snapshot().counts()).isEqualTo(new Counts(1, 1, 1));
        }
    }

    @Test
    void callsThatHangAndThenFail_openTheBreaker() {
        Caller caller = Caller.of(watching().slowCalls(Duration.ofSeconds(1), 90));
        List<Permit> hanging = new ArrayList<>();
        for (int call = 0; call < 7; call++) {
            hanging.add(caller.breaker.acquire());
        }
        caller.succeed(3).pass(HANGING).breaker.poll();
        assertThat(caller.breaker.state()).isEqualTo(BreakerState.CLOSED);

        hanging.forEach(Permit::failure);

        assertThat(caller.breaker.state()).isEqualTo(BreakerState.OPEN);
        assertThat(caller.lastTransition().reason()).isEqualTo(Reason.FAILURE_RATE);
        assertThat(caller.lastTransition().numbers()).isEqualTo(new Counts(10, 5, 7));
    }

    @Test
    void callsThatHangAndThenFail_areFailuresInARow() {
        Caller caller = Caller.of(watching().minimumCalls(10).consecutiveFailures(3));
        List<Permit> hanging = new ArrayList<>();
        for (int call = 0; call < 3; call++) {
            hanging.add(caller.breaker.acquire());
        }
        caller.pass(HANGING).breaker.poll();

        hanging.forEach(Permit::failure);

        assertThat(caller.breaker.state()).isEqualTo(BreakerState.OPEN);
        assertThat(caller.lastTransition().reason()).isEqualTo(Reason.CONSECUTIVE_FAILURES);
    }

    @Test
    void callThatHangsAndThenSucceeds_endsARowOfFailures() {
        Caller caller = Caller.of(watching().minimumCalls(10).consecutiveFailures(3));
        Permit hanging = caller.breaker.acquire();
        caller.fail(2).pass(HANGING).breaker.poll();

        hanging.success();
        caller.fail(1);

        assertThat(caller.breaker.state()).isEqualTo(BreakerState.CLOSED);
        assertThat(caller.breaker.snapshot().counts()).isEqualTo(new Counts(4, 3, 1));
    }

    @Test
    void failureOfACallThatHasLeftTheWindow_isCountedAsItEnds() {
        Caller calls = Caller.of(watching().minimumCalls(10));
        Caller time = Caller.of(watching().window(SlidingWindow.lastTime(HANGING, 4)));
        for (Caller caller : List.of(calls, time)) {
            Permit hanging = caller.breaker.acquire();
            caller.pass(HANGING).succeed(10).pass(HANGING.multipliedBy(2)).succeed(10);

            hanging.failure();

            assertThat(caller.breaker.snapshot().counts())
                    .isEqualTo(new Counts(caller == calls ? 10 : 11, 1, 1));
        }
    }

    // --- retiring (https://github.com/resilience4j/resilience4j/issues/650,
    // https://github.com/resilience4j/resilience4j/issues/703) ---

    @Test
    void breakerThatIsOnlyLookedAt_isIdle() {
        CircuitBreakerRegistry registry =
                CircuitBreakerRegistry.of(CircuitBreakerConfig.defaults(), ticker);
        CircuitBreaker host = registry.breaker("host-1");
        host.run(() -> {});
        registry.retireIdle(IDLE);

        int retired = 0;
        for (int look = 0; look < 120 && retired == 0; look++) {
            ticker.advance(Duration.ofSeconds(10));
            host.snapshot();
            retired = registry.retireIdle(IDLE);
        }

        assertThat(retired).isEqualTo(1);
    }

    @Test
    void openBreakerThatNobodyAsks_isRetiredOnceItsWaitIsOver() {
        CircuitBreakerConfig config =
                CircuitBreakerConfig.builder().openWait(IDLE.multipliedBy(3)).build();
        CircuitBreakerRegistry registry = CircuitBreakerRegistry.of(config, ticker);
        registry.breaker("host-1").open();
        registry.retireIdle(IDLE);

        ticker.advance(IDLE.multipliedBy(2));
        assertThat(registry.retireIdle(IDLE)).as("while it waits").isZero();
        ticker.advance(IDLE);
        assertThat(registry.retireIdle(IDLE)).isEqualTo(1);
    }

    @Test
    void breakersThatSomebodyForcedOpenOrDisabled_areNeverRetired() {
        CircuitBreakerRegistry registry =
                CircuitBreakerRegistry.of(CircuitBreakerConfig.defaults(), ticker);
        registry.breaker("forced").forceOpen();
        registry.breaker("disabled").disable();
        registry.retireIdle(IDLE);

        ticker.advance(IDLE.multipliedBy(2));

        assertThat(registry.retireIdle(IDLE)).isZero();
    }

    // --- the order of registry listeners
    // (https://github.com/resilience4j/resilience4j/issues/1020)

    @Test
    void listenerThatRemoves_isNotHeardBeforeTheOthersKnowOfTheBreaker() {
        CircuitBreakerRegistry registry =
                CircuitBreakerRegistry.of(CircuitBreakerConfig.defaults(), ticker);
        List<String> told = new ArrayList<>();
        registry.onAdded(breaker -> registry.remove(breaker.name()));
        registry.onAdded(breaker -> told.add("added " + breaker.name()));
        registry.onRemoved(breaker -> told.add("removed " + breaker.name()));

        registry.breaker("host-1");

        assertThat(told).containsExactly("added host-1", "removed host-1");
    }

    @Test
    void slowListener_hearsOfTheRemovalAfterwards() throws InterruptedException {
        CircuitBreakerRegistry registry =
                CircuitBreakerRegistry.of(CircuitBreakerConfig.defaults(), ticker);
        List<String> told = new ArrayList<>();
        CountDownLatch adding = new CountDownLatch(1);
        CountDownLatch removed = new CountDownLatch(1);
        registry.onAdded(
                breaker -> {
                    adding.countDown();
                    awaitQuietly(removed);
                    told.add("added");
                });
        registry.onRemoved(breaker -> told.add("removed"));
        ExecutorService other = Executors.newSingleThreadExecutor();
        try {
            other.execute(() -> registry.breaker("host-1"));
            assertThat(adding.await(1, TimeUnit.MINUTES)).isTrue();

            assertThat(registry.remove("host-1")).isTrue();
            removed.countDown();
        } finally {
            other.shutdown();
            assertThat(other.awaitTermination(1, TimeUnit.MINUTES)).isTrue();
        }

        assertThat(told).containsExactly("added", "removed");
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            assertThat(latch.await(1, TimeUnit.MINUTES)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    // --- the order of a call's own event and of the transition that it causes ---

    @Test
    void failureThatOpens_isToldBeforeTheTransition() {
        Caller caller = Caller.of(CircuitBreakerConfig.builder().minimumCalls(1));

        caller.fail(1);

        assertThat(caller.events).hasSize(2);
        assertThat(caller.events.get(0)).isInstanceOf(Failed.class);
        assertThat(caller.events.get(1)).isInstanceOf(Transition.class);
    }

    @Test
    void slowProbeThatReopens_isToldBeforeTheTransition() {
        Caller caller =
                Caller.of(
                        CircuitBreakerConfig.builder()
                                .successThreshold(1)
                                .probeFailureRateThreshold(100)
                                .slowCalls(Duration.ofSeconds(1), 100));
        caller.breaker.open();
        caller.pass(Duration.ofSeconds(30));
        caller.events.clear();

        caller.succeedSlowly(1, Duration.ofSeconds(1));

        assertThat(caller.events).hasSize(3);
        assertThat(caller.events.get(1)).isInstanceOf(Slow.class);
        assertThat(caller.lastTransition().to()).isEqualTo(BreakerState.OPEN);
    }

    // --- results that come too late ---

    @Test
    void lateResult_saysHowItEnded() {
        Caller caller = Caller.of(CircuitBreakerConfig.builder());
        List<CallOutcome> outcomes = new ArrayList<>();
        caller.breaker.onCall(
                new CallListener() {
                    @Override
                    public void onCall(CallOutcome outcome, long durationNanos) {
                        outcomes.add(outcome);
                    }
                });
        Permit good = caller.breaker.acquire();
        Permit bad = caller.breaker.acquire();
        Permit neither = caller.breaker.acquire();
        Permit alsoBad = caller.breaker.acquire();
        caller.breaker.reset();
        caller.events.clear();

        good.success();
        bad.failure(new IOException());
        neither.ignore();
        alsoBad.failure(new IOException());

        assertThat(outcomes)
                .containsExactly(
                        CallOutcome.LATE_SUCCESS,
                        CallOutcome.LATE_FAILURE,
                        CallOutcome.IGNORED,
                        CallOutcome.LATE_FAILURE);
        assertThat(caller.events)
                .extracting(event -> ((Late) event).cause())
                .containsExactly(null, IOException.class.getName(), IOException.class.getName());
        Snapshot snapshot = caller.breaker.snapshot();
        assertThat(snapshot.lateSuccesses()).isEqualTo(1);
        assertThat(snapshot.lateFailures()).isEqualTo(2);
    }
}
