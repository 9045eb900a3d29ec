package org.acme.benchmarks;

import dev.failsafe.Failsafe;
import dev.failsafe.FailsafeExecutor;
import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig.SlidingWindowSynchronizationStrategy;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig.SlidingWindowType;
import io.smallrye.faulttolerance.api.Guard;
import java.util.concurrent.TimeUnit;
import org.acme.breaker.CircuitBreaker;
import org.acme.breaker.Permit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Measures a call that an open breaker rejects. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class OpenBenchmark {

    private final CircuitBreaker ours = Ours.time();
    private final io.github.resilience4j.circuitbreaker.CircuitBreaker r4j =
            Peers.resilience4j(
                    SlidingWindowType.TIME_BASED,
                    SlidingWindowSynchronizationStrategy.SYNCHRONIZED);
    private final dev.failsafe.CircuitBreaker<Object> failsafeBreaker = Peers.failsafeTime();
    private final FailsafeExecutor<Object> failsafe = Failsafe.with(failsafeBreaker);
    private final Guard smallrye = Peers.smallrye();

    @Setup
    public void open() {
        ours.open();
        r4j.transitionToOpenState();
        failsafeBreaker.open();
        for (int i = 0; i < 200; i++) {
            try {
                smallrye.call(OpenBenchmark::fail, String.class);
            } catch (Exception expected) {
                // until the breaker is open
            }
        }
    }

    private static String fail() {
        throw new IllegalStateException("down");
    }

    @Benchmark
    public long nanoTime() {
        return System.nanoTime();
    }

    @Benchmark
    public @Nullable Permit ours_tryAcquire() {
        return ours.tryAcquire();
    }

    @Benchmark
    public Object ours_exception() {
        try {
            return ours.call(OpenBenchmark::fail);
        } catch (org.acme.breaker.CallNotPermittedException refusal) {
            return refusal;
        }
    }

    @Benchmark
    public @Nullable Object ours_exceptionWithMessage() {
        try {
            return ours.call(OpenBenchmark::fail);
        } catch (org.acme.breaker.CallNotPermittedException refusal) {
            return refusal.getMessage();
        }
    }

    @Benchmark
    public boolean resilience4j_tryAcquire() {
        return r4j.tryAcquirePermission();
    }

    @Benchmark
    public Object resilience4j_exception() {
        try {
            return r4j.executeSupplier(OpenBenchmark::fail);
        } catch (CallNotPermittedException refusal) {
            return refusal;
        }
    }

    @Benchmark
    public boolean failsafe_tryAcquire() {
        return failsafeBreaker.tryAcquirePermit();
    }

    @Benchmark
    public Object failsafe_exception() {
        try {
            return failsafe.get(OpenBenchmark::fail);
        } catch (RuntimeException refusal) {
            return refusal;
        }
    }

    @Benchmark
    public Object smallrye_exception() {
        try {
            return smallrye.call(OpenBenchmark::fail, String.class);
        } catch (Exception refusal) {
            return refusal;
        }
    }
}
