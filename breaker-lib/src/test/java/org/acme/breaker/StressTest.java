package org.acme.breaker;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import org.acme.breaker.CircuitBreakerEvent.Transition;
import org.acme.breaker.window.SlidingWindow;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** 64 threads, everything at once: nothing is lost, nothing is told twice. */
class StressTest {

    private static final int THREADS = 64;
    private static final int PROBES = 3;

    private final LongAdder ended = new LongAdder();
    private final LongAdder late = new LongAdder();
    private final LongAdder rejected = new LongAdder();
    private final List<Transition> transitions = new ArrayList<>();
    private final AtomicInteger telling = new AtomicInteger();
    private final LongAdder overlaps = new LongAdder();

    private CircuitBreaker breaker(SlidingWindow window) {
        CircuitBreaker breaker =
                CircuitBreaker.of(
                        "stress",
                        CircuitBreakerConfig.builder()
                                .window(window)
                                .minimumCalls(5)
                                .failureRateThreshold(40)
                                .slowCalls(Duration.ofMillis(5), 90)
                                .openWait(Duration.ofNanos(200_000))
                                .permittedCallsInHalfOpen(PROBES)
                                .successThreshold(4)
                                .probeTimeout(Duration.ofMillis(20))
                                .ramp(new Ramp(List.of(20, 60), Duration.ofMillis(1), 5))
                                .build());
        breaker.onCall(
                new CallListener() {
                    @Override
                    public void onCall(CallOutcome outcome, long durationNanos) {
                        ended.increment();
                        if (outcome.late()) {
                            late.increment();
                        }
                    }

                    @Override
                    public void onRejected(RejectionReason reason, boolean enforced) {
                        rejected.increment();
                    }
                });
        breaker.onEvent(
                event -> {
                    if (event instanceof Transition transition) {
                        // Told by one thread at a time, whoever that is.
                        if (telling.getAndIncrement() != 0) {
                            overlaps.increment();
                        }
                        transitions.add(transition);
                        telling.getAndDecrement();
                    }
                });
        return breaker;
    }

    private void storm(CircuitBreaker breaker, int callsEach) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        CountDownLatch start = new CountDownLatch(1);
        List<Future<?>> ends = new ArrayList<>();
        try {
            for (int t = 0; t < THREADS; t++) {
                ends.add(
                        threads.submit(
                                () -> {
                                    start.await();
                                    for (int i = 0; i < callsEach; i++) {
                                        callOnce(breaker, ThreadLocalRandom.current().nextInt(100));
                                    }
                                    return null;
                                }));
            }
            start.countDown();
            for (Future<?> end : ends) {
                end.get();
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private static void callOnce(CircuitBreaker breaker, int draw) {
        if (draw == 0) {
            breaker.configure(
                    breaker.config().toBuilder()
                            .minimumCalls(5 + ThreadLocalRandom.current().nextInt(3))
                            .build());
        }
        Permit permit = breaker.tryAcquire();
        if (permit == null) {
            return;
        }
        if (draw % 10 == 1) {
            Thread.yield();
        }
        if (draw < 30) {
            permit.failure();
        } else if (draw < 40) {
            permit.ignore();
        } else {
            permit.success();
        }
        if (draw == 99) {
            permit.success(); // a programming error, counted as such
        }
    }

    private void check(CircuitBreaker breaker, long calls) {
        assertThat(ended.sum() + rejected.sum()).isEqualTo(calls);
        assertThat(breaker.snapshot().rejected()).isEqualTo(rejected.sum());
        assertThat(breaker.snapshot().late()).isEqualTo(late.sum());
        assertThat(overlaps.sum()).isZero();
        for (int i = 0; i < transitions.size(); i++) {
            Transition transition = transitions.get(i);
            assertThat(transition.sequence()).isEqualTo(i + 1L);
            BreakerState before = i == 0 ? BreakerState.CLOSED : transitions.get(i - 1).to();
            assertThat(transition.from()).isEqualTo(before);
        }
        // At rest all probes are back: half-open can still be left.
        if (breaker.state() == BreakerState.HALF_OPEN) {
            assertThat(breaker.snapshot().freeProbes()).isPositive();
        }
    }

    @Test
    void everythingIsConserved_countWindow() throws Exception {
        CircuitBreaker breaker = breaker(SlidingWindow.lastCalls(20));
        storm(breaker, 2_000);
        check(breaker, THREADS * 2_000L);
    }

    @Test
    void everythingIsConserved_timeWindow() throws Exception {
        CircuitBreaker breaker = breaker(SlidingWindow.lastTime(Duration.ofMillis(50), 5));
        storm(breaker, 2_000);
        check(breaker, THREADS * 2_000L);
    }

    @Test
    @Tag("deep")
    void everythingIsConserved_forLong() throws Exception {
        CircuitBreaker breaker = breaker(SlidingWindow.lastTime(Duration.ofMillis(50), 5));
        storm(breaker, 100_000);
        check(breaker, THREADS * 100_000L);
    }
}
