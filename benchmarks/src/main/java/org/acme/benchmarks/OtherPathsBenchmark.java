package org.acme.benchmarks;

import dev.failsafe.Failsafe;
import dev.failsafe.FailsafeExecutor;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig.SlidingWindowSynchronizationStrategy;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig.SlidingWindowType;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.acme.breaker.CircuitBreaker;
import org.acme.breaker.CircuitBreakerConfig;
import org.acme.breaker.CircuitBreakerRegistry;
import org.acme.breaker.Permit;
import org.acme.breaker.window.SlidingWindow;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * Measures failures, a window that holds failures, probes, stages, and the look-up of a breaker.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class OtherPathsBenchmark {

    private static final RuntimeException DOWN =
            new RuntimeException("down", null, false, false) {};
    private static final CompletableFuture<String> DONE = CompletableFuture.completedFuture("done");
    private static final int BREAKERS = 10_000;

    private final CircuitBreaker failing = tolerant("failing");
    private final CircuitBreaker mixed = tolerant("mixed");
    private final CircuitBreaker halfOpen = halfOpen();
    private final CircuitBreaker async = Ours.time();
    private final io.github.resilience4j.circuitbreaker.CircuitBreaker r4jFailing =
            Peers.resilience4jThatNeverOpens();
    private final io.github.resilience4j.circuitbreaker.CircuitBreaker r4jHalfOpen =
            Peers.resilience4jThatNeverOpens();
    private final FailsafeExecutor<Object> failsafeFailing =
            Failsafe.with(Peers.failsafeThatNeverOpens());
    private final FailsafeExecutor<Object> failsafeAsync = Failsafe.with(Peers.failsafeTime());
    private final io.github.resilience4j.circuitbreaker.CircuitBreaker r4jAsync =
            Peers.resilience4j(
                    SlidingWindowType.TIME_BASED,
                    SlidingWindowSynchronizationStrategy.SYNCHRONIZED);
    private final CircuitBreakerRegistry registry =
            CircuitBreakerRegistry.of(CircuitBreakerConfig.defaults());
    private final io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry r4jRegistry =
            io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry.ofDefaults();
    private final String[] names = new String[BREAKERS];
    private int next;
    private int calls;

    private static CircuitBreaker tolerant(String name) {
        return CircuitBreaker.of(
                name,
                CircuitBreakerConfig.builder()
                        .window(SlidingWindow.lastTime(Duration.ofSeconds(10)))
                        .failureRateThreshold(100)
                        .minimumCalls(Integer.MAX_VALUE)
                        .slowCalls(Duration.ofSeconds(1), 100)
                        .build());
    }

    private static CircuitBreaker halfOpen() {
        return CircuitBreaker.of(
                "halfOpen",
                CircuitBreakerConfig.builder()
                        .openWait(Duration.ofNanos(1))
                        .permittedCallsInHalfOpen(10)
                        .successThreshold(1_000_000)
                        .build());
    }

    @Setup
    public void prepare() {
        halfOpen.open();
        r4jHalfOpen.transitionToOpenState();
        r4jHalfOpen.transitionToHalfOpenState();
        for (int i = 0; i < BREAKERS; i++) {
            names[i] = "host-" + i;
            registry.breaker(names[i]);
            r4jRegistry.circuitBreaker(names[i]);
        }
    }

    @Benchmark
    public Object failure_ours() {
        try {
            return failing.call(
                    () -> {
                        throw DOWN;
                    });
        } catch (RuntimeException expected) {
            return expected;
        }
    }

    @Benchmark
    public Object failure_resilience4j() {
        try {
            return r4jFailing.executeSupplier(
                    () -> {
                        throw DOWN;
                    });
        } catch (RuntimeException expected) {
            return expected;
        }
    }

    @Benchmark
    public Object failure_failsafe() {
        try {
            return failsafeFailing.get(
                    () -> {
                        throw DOWN;
                    });
        } catch (RuntimeException expected) {
            return expected;
        }
    }

    @Benchmark
    public Object oneInAHundredFails_ours() {
        try {
            return mixed.call(
                    () -> {
                        if (++calls % 100 == 0) {
                            throw DOWN;
                        }
                        return "fine";
                    });
        } catch (RuntimeException expected) {
            return expected;
        }
    }

    @Benchmark
    public Permit halfOpen_ours() {
        Permit permit = halfOpen.acquire();
        permit.ignore();
        return permit;
    }

    @Benchmark
    public boolean halfOpen_resilience4j() {
        boolean permitted = r4jHalfOpen.tryAcquirePermission();
        r4jHalfOpen.releasePermission();
        return permitted;
    }

    @Benchmark
    public CompletionStage<String> async_ours() {
        return async.callAsync(() -> DONE);
    }

    @Benchmark
    public CompletionStage<String> async_resilience4j() {
        return r4jAsync.executeCompletionStage(() -> DONE);
    }

    @Benchmark
    public CompletionStage<String> async_failsafe() {
        return failsafeAsync.getStageAsync(() -> DONE);
    }

    @Benchmark
    public CircuitBreaker registry_ours() {
        next = (next + 7919) % BREAKERS;
        return registry.breaker(names[next]);
    }

    @Benchmark
    public Object registry_resilience4j() {
        next = (next + 7919) % BREAKERS;
        return r4jRegistry.circuitBreaker(names[next]);
    }
}
