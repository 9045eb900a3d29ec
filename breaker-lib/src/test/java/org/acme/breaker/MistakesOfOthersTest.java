package org.acme.breaker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.acme.breaker.retry.Backoff;
import org.acme.breaker.retry.Pause;
import org.acme.breaker.retry.Retry;
import org.acme.breaker.retry.RetryBudget;
import org.acme.breaker.retry.RetryConfig;
import org.acme.breaker.timeout.Timer;
import org.acme.breaker.window.SlidingWindow;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** Mistakes that were found in other circuit breakers, one test each. */
class MistakesOfOthersTest {

    private static final Duration WAIT = Duration.ofSeconds(5);

    private static CircuitBreakerConfigBuilder config() {
        return CircuitBreakerConfig.builder().minimumCalls(2).successThreshold(1).openWait(WAIT);
    }

    private static Caller halfOpen(CircuitBreakerConfigBuilder config) {
        Caller caller = Caller.of(config).open().pass(WAIT);
        assertThat(caller.isPermitted()).isTrue();
        return caller;
    }

    private static Permit probe(Caller caller) {
        return Objects.requireNonNull(caller.breaker.tryAcquire(), "no probe was let out");
    }

    @Test
    void callAdmittedWhileClosed_doesNotDecideALaterHalfOpen() {
        Caller caller = Caller.of(config());
        Permit good = caller.breaker.acquire();
        Permit bad = caller.breaker.acquire();
        caller.open().pass(WAIT).isPermitted();

        good.success();
        bad.failure();

        assertThat(caller.breaker.state()).isEqualTo(BreakerState.HALF_OPEN);
        assertThat(caller.breaker.snapshot().late()).isEqualTo(2);
    }

    @Test
    void lateIgnoredResult_doesNotGiveBackAProbesPermit() {
        Caller caller = Caller.of(config());
        Permit old = caller.breaker.acquire();
        caller.open().pass(WAIT);
        probe(caller);

        old.ignore();

        assertThat(caller.breaker.snapshot().freeProbes()).isZero();
        assertThat(caller.isPermitted()).isFalse();
    }

    @Test
    void probes_areNeverMoreThanPermitted() {
        Caller caller = halfOpen(config().permittedCallsInHalfOpen(3).successThreshold(10));
        for (int round = 0; round < 50; round++) {
            List<Permit> out = new ArrayList<>();
            for (Permit p = caller.breaker.tryAcquire();
                    p != null;
                    p = caller.breaker.tryAcquire()) {
                out.add(p);
            }
            assertThat(out).hasSize(3);
            out.forEach(Permit::ignore);
        }
    }

    @Test
    void transition_isPublishedOnce_howeverManyFailuresAskForIt() {
        Caller caller = Caller.of(config());
        List<Permit> permits = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            permits.add(caller.breaker.acquire());
        }

        permits.forEach(Permit::failure);

        assertThat(caller.transitions()).hasSize(1);
        assertThat(caller.breaker.snapshot().late()).isEqualTo(8);
    }

    @Test
    void askingWhileOpen_doesNotRecurse() {
        // Every admission finds its wait over and every stay in half-open too long.
        CircuitBreaker breaker =
                CircuitBreaker.of(
                        "b",
                        config().openWait(Duration.ofNanos(1))
                                .probeTimeout(Duration.ofNanos(1))
                                .maxHalfOpenDuration(Duration.ofNanos(1))
                                .build());
        breaker.open();
        for (int i = 0; i < 100_000; i++) {
            breaker.tryAcquire();
        }

        assertThat(breaker.snapshot().openings()).isPositive();
    }

    @Test
    void ignoredProbe_doesNotWedgeHalfOpen() {
        Caller caller = halfOpen(config());
        for (int i = 0; i < 100; i++) {
            probe(caller).ignore();
        }

        caller.succeed(1);

        assertThat(caller.breaker.state()).isEqualTo(BreakerState.CLOSED);
    }

    @Test
    void probeThatNeverReturns_doesNotWedgeHalfOpen() {
        Caller caller = halfOpen(config().probeTimeout(Duration.ofSeconds(1)));
        probe(caller);

        caller.pass(Duration.ofSeconds(1)).isPermitted();
        caller.pass(WAIT).succeed(1);

        assertThat(caller.breaker.state()).isEqualTo(BreakerState.CLOSED);
    }

    @Test
    void callerThatCancelsAProbesFuture_doesNotLeakItsPermit() {
        Caller caller = halfOpen(config());
        CompletableFuture<String> probe = caller.breaker.callAsync(CompletableFuture::new);
        assertThat(caller.isPermitted()).isFalse();

        probe.cancel(true);

        assertThat(caller.isPermitted()).isTrue();
    }

    @Test
    void stateAndWhatItRemembers_neverDisagree() {
        // One reference holds both: a snapshot of any moment is consistent in itself.
        Caller caller = Caller.of(config());
        caller.breaker.onEvent(
                event -> {
                    Snapshot s = caller.breaker.snapshot();
                    assertThat(s.untilProbe().isZero()).isEqualTo(s.state() != BreakerState.OPEN);
                    assertThat(s.openings() == 0).isEqualTo(s.state() == BreakerState.CLOSED);
                });

        caller.open().pass(WAIT).succeed(1).open();

        assertThat(caller.transitions()).hasSize(4);
    }

    @Test
    void successThatCompletesTheMinimum_isEvaluated() {
        Caller caller = Caller.of(config().minimumCalls(4)).fail(3).succeed(1);

        assertThat(caller.breaker.state()).isEqualTo(BreakerState.OPEN);
    }

    @Test
    void gauges_areTrueWithoutCalls() {
        Caller caller =
                Caller.of(config().minimumCalls(10).probeTimeout(Duration.ofSeconds(1))).fail(3);
        assertThat(caller.breaker.snapshot().counts().failureRatio()).isEqualTo(1.0);

        caller.pass(Duration.ofSeconds(30));

        assertThat(caller.breaker.snapshot().counts().failureRatio()).isZero();
    }

    @Test
    void forcedOpen_countsItsRefusals() {
        Caller caller = Caller.of(config());
        caller.breaker.forceOpen();

        caller.isPermitted();

        assertThat(caller.breaker.snapshot().rejected()).isEqualTo(1);
    }

    @Test
    void reconfiguration_keepsListenersMetersAndHistory() {
        Caller caller = Caller.of(config()).open();
        caller.isPermitted();
        int events = caller.events.size();

        caller.breaker.configure(config().window(SlidingWindow.lastCalls(50)).build());
        caller.breaker.close();

        assertThat(caller.events).hasSize(events + 2);
        assertThat(caller.breaker.snapshot().rejected()).isEqualTo(1);
        assertThat(caller.breaker.history()).hasSize(2);
    }

    @Test
    void eventHistory_keepsNoExceptionAlive() {
        Caller caller = Caller.of(config());
        WeakReference<Exception> first = failWithAnExceptionOfItsOwn(caller);

        Awaitility.await()
                .until(
                        () -> {
                            System.gc();
                            return first.refersTo(null);
                        });
        assertThat(caller.breaker.history()).hasSize(1);
    }

    private static WeakReference<Exception> failWithAnExceptionOfItsOwn(Caller caller) {
        Exception thrown = new IOException("heavy");
        caller.breaker.acquire().failure(thrown);
        caller.breaker.acquire().failure(thrown);
        return new WeakReference<>(thrown);
    }

    @Test
    void interrupt_isNotSwallowedInARetrysWait() {
        Pause interrupted =
                nanos -> {
                    Thread.currentThread().interrupt();
                    Pause.sleeping().pause(nanos);
                };
        RetryConfig patient =
                RetryConfig.builder()
                        .maxDuration(Duration.ofHours(2))
                        .backoff(Backoff.fixed(Duration.ofHours(1)))
                        .build();
        Retry retry = Retry.of("r", patient, Ticker.system(), interrupted, Timer.shared());

        assertThatThrownBy(
                        () ->
                                retry.call(
                                        () -> {
                                            throw new IOException("down");
                                        }))
                .isInstanceOf(IOException.class);

        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void usersCode_runsOnceForEachTransition_evenIfAnotherThreadGetsInBetween() {
        AtomicInteger asked = new AtomicInteger();
        Caller[] caller = new Caller[1];
        // The wait strategy changes the configuration: the transition has to be tried again.
        caller[0] =
                Caller.of(
                        config().openWait(
                                        (openings, trigger) -> {
                                            asked.incrementAndGet();
                                            caller[0].breaker.configure(config().build());
                                            return Duration.ofSeconds(7);
                                        }));

        caller[0].fail(2);

        assertThat(asked).hasValue(1);
        assertThat(caller[0].breaker.state()).isEqualTo(BreakerState.OPEN);
        assertThat(caller[0].breaker.snapshot().untilProbe()).isEqualTo(Duration.ofSeconds(7));
    }

    @Test
    void retries_doNotMultiplyThroughLayers_whereTheyShareABudget() {
        RetryConfig config =
                RetryConfig.builder()
                        .maxAttempts(10)
                        .backoff(Backoff.none())
                        .budget(RetryBudget.of(10, 5))
                        .build();
        Retry outer = Retry.of("outer", config, Ticker.system(), nanos -> {}, Timer.shared());
        Retry inner = Retry.of("inner", config, Ticker.system(), nanos -> {}, Timer.shared());
        AtomicInteger attempts = new AtomicInteger();

        for (int call = 0; call < 100; call++) {
            assertThatThrownBy(
                    () ->
                            outer.call(
                                    () ->
                                            inner.call(
                                                    () -> {
                                                        attempts.incrementAndGet();
                                                        throw new IOException("down");
                                                    })));
        }

        assertThat(attempts).as("of 10,000").hasValueLessThanOrEqualTo(100 + 5 + 30);
    }
}
