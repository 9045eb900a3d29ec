package org.acme.breaker;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Breakers by name. */
class RegistryTest {

    private final ManualTicker ticker = new ManualTicker();
    private final CircuitBreakerRegistry registry =
            CircuitBreakerRegistry.of(CircuitBreakerConfig.defaults(), ticker);

    @Test
    void breaker_ofOneName_isOne() {
        assertThat(registry.breaker("a")).isSameAs(registry.breaker("a"));
        assertThat(registry.breaker("a")).isNotSameAs(registry.breaker("b"));
        assertThat(registry.find("c")).isEmpty();
        assertThat(registry.find("a")).containsSame(registry.breaker("a"));
        assertThat(registry.all()).hasSize(2);
    }

    @Test
    void configuration_ofTheFirstCaller_counts() {
        CircuitBreakerConfig config = CircuitBreakerConfig.builder().minimumCalls(7).build();

        assertThat(registry.breaker("a", config).config().minimumCalls()).isEqualTo(7);
        assertThat(registry.breaker("a").config().minimumCalls()).isEqualTo(7);
        assertThat(registry.breaker("b").config().minimumCalls()).isEqualTo(20);
    }

    @Test
    void statesAndResetAll_reachEveryBreaker() {
        registry.breaker("b").forceOpen();
        registry.breaker("a").disable();
        assertThat(registry.states().toString()).isEqualTo("{a=DISABLED, b=FORCED_OPEN}");

        registry.resetAll();

        assertThat(registry.states().values()).containsOnly(BreakerState.CLOSED);
    }

    @Test
    void pollAll_doesWhatIsDue() {
        CircuitBreakerConfig config =
                CircuitBreakerConfig.builder()
                        .minimumCalls(1)
                        .slowCalls(Duration.ofSeconds(1), 50)
                        .hangingCalls(Duration.ofSeconds(1))
                        .build();
        CircuitBreaker breaker = registry.breaker("a", config);
        breaker.acquire();
        List<CircuitBreakerEvent> events = new ArrayList<>();
        breaker.onEvent(events::add);

        ticker.advance(Duration.ofSeconds(1));
        registry.pollAll();

        assertThat(events).hasSize(1);
    }

    private void assertStaysWhile(CircuitBreaker busy, Runnable oneCall) {
        for (int look = 0; look < 4; look++) {
            oneCall.run();
            assertThat(registry.retireIdle(Duration.ofMinutes(1))).isZero();
            ticker.advance(Duration.ofMinutes(1));
        }
        assertThat(registry.find(busy.name())).isPresent();
    }

    @Test
    void busyBreakerWithoutAWindow_isNotIdle() {
        CircuitBreakerConfig rowsOnly =
                CircuitBreakerConfig.builder()
                        .window(org.acme.breaker.window.SlidingWindow.none())
                        .consecutiveFailures(5)
                        .build();
        CircuitBreaker busy = registry.breaker("busy", rowsOnly);

        assertStaysWhile(busy, () -> busy.run(() -> {}));
    }

    @Test
    void breakerWhoseCallsAreIgnored_isNotIdle() {
        CircuitBreaker busy = registry.breaker("busy");

        assertStaysWhile(busy, () -> busy.acquire().ignore());
    }

    @Test
    void breakerOfAnOldName_isNotJudgedByItsPredecessor() {
        registry.breaker("a");
        registry.retireIdle(Duration.ofMinutes(1));
        registry.remove("a");
        CircuitBreaker second = registry.breaker("a");
        ticker.advance(Duration.ofMinutes(2));

        assertThat(registry.retireIdle(Duration.ofMinutes(1))).isZero();
        assertThat(registry.find("a")).containsSame(second);
    }

    @Test
    void listener_isToldOfEveryBreaker_thoseBeforeItIncluded() {
        List<String> added = new ArrayList<>();
        List<String> removed = new ArrayList<>();
        registry.breaker("before");
        Registration registration = registry.onAdded(breaker -> added.add(breaker.name()));
        registry.onRemoved(breaker -> removed.add(breaker.name()));

        registry.breaker("after");
        assertThat(registry.remove("before")).isTrue();
        assertThat(registry.remove("before")).isFalse();
        registration.remove();
        registry.breaker("unheard");

        assertThat(added).containsExactly("before", "after");
        assertThat(removed).containsExactly("before");
    }

    @Test
    void listenerThatThrows_hurtsNobody() {
        registry.onAdded(
                breaker -> {
                    throw new IllegalStateException("bug");
                });

        assertThat(registry.breaker("a")).isNotNull();
    }

    @Test
    void concurrentCreation_happensOnce_andIsToldOnce() throws Exception {
        AtomicInteger told = new AtomicInteger();
        registry.onAdded(breaker -> told.incrementAndGet());
        Set<CircuitBreaker> made =
                Collections.synchronizedSet(Collections.newSetFromMap(new IdentityHashMap<>()));
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            for (int round = 0; round < 200; round++) {
                createAtOnce(threads, "breaker-" + round, made);
            }
        } finally {
            threads.shutdownNow();
        }

        assertThat(made).hasSize(200);
        assertThat(told).hasValue(200);
    }

    private void createAtOnce(ExecutorService threads, String name, Set<CircuitBreaker> made)
            throws InterruptedException, ExecutionException {
        CountDownLatch start = new CountDownLatch(1);
        List<Future<?>> ends = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            ends.add(
                    threads.submit(
                            () -> {
                                start.await();
                                return made.add(registry.breaker(name));
                            }));
        }
        start.countDown();
        for (Future<?> end : ends) {
            end.get();
        }
    }

    @Test
    void idleBreakers_areRetired_onesInUseAreNot() {
        Duration idle = Duration.ofMinutes(10);
        CircuitBreaker busy = registry.breaker("busy");
        CircuitBreaker open = registry.breaker("open");
        registry.breaker("idle");
        open.forceOpen();
        assertThat(registry.retireIdle(idle)).isZero();

        ticker.advance(idle);
        busy.run(() -> {});

        assertThat(registry.retireIdle(idle)).isEqualTo(1);
        assertThat(registry.states().keySet()).containsExactly("busy", "open");
    }

    @Test
    void retiredBreaker_isMadeAnewWhenAskedFor() {
        CircuitBreaker first = registry.breaker("host-1");
        registry.retireIdle(Duration.ofSeconds(1));
        ticker.advance(Duration.ofSeconds(1));
        registry.retireIdle(Duration.ofSeconds(1));

        assertThat(registry.breaker("host-1")).isNotSameAs(first);
    }
}
