package org.acme.benchmarks;

import dev.failsafe.Failsafe;
import dev.failsafe.FailsafeExecutor;
import dev.failsafe.function.CheckedSupplier;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig.SlidingWindowSynchronizationStrategy;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig.SlidingWindowType;
import io.smallrye.faulttolerance.api.Guard;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.acme.breaker.CheckedCall;
import org.acme.breaker.CircuitBreaker;
import org.acme.breaker.Permit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.Blackhole;

/** Measures a call that succeeds at once, through a closed breaker that all threads share. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class ClosedBenchmark {

    private final CircuitBreaker time = Ours.time();
    private final CircuitBreaker count = Ours.count();
    private final CircuitBreaker countWithoutClock = Ours.countWithoutClock();
    private final CircuitBreaker watching = Ours.watching();
    private final io.github.resilience4j.circuitbreaker.CircuitBreaker r4jTime =
            Peers.resilience4j(
                    SlidingWindowType.TIME_BASED,
                    SlidingWindowSynchronizationStrategy.SYNCHRONIZED);
    private final io.github.resilience4j.circuitbreaker.CircuitBreaker r4jCount =
            Peers.resilience4j(
                    SlidingWindowType.COUNT_BASED,
                    SlidingWindowSynchronizationStrategy.SYNCHRONIZED);
    private final io.github.resilience4j.circuitbreaker.CircuitBreaker r4jTimeLockFree =
            Peers.resilience4j(
                    SlidingWindowType.TIME_BASED, SlidingWindowSynchronizationStrategy.LOCK_FREE);
    private final FailsafeExecutor<Object> failsafeTime = Failsafe.with(Peers.failsafeTime());
    private final FailsafeExecutor<Object> failsafeCount = Failsafe.with(Peers.failsafeCount());
    private final Guard smallrye = Peers.smallrye();

    private final String answer = "answer";

    // Fields, so that no capturing lambda is counted against a library.
    private final CheckedCall<String, RuntimeException> call = this::answer;
    private final Supplier<String> supplier = this::answer;
    private final CheckedSupplier<String> checkedSupplier = this::answer;
    private final Callable<String> callable = this::answer;

    private String answer() {
        return answer;
    }

    @Benchmark
    public void twoNanoTimes(Blackhole hole) {
        hole.consume(System.nanoTime());
        hole.consume(System.nanoTime());
    }

    @Benchmark
    public String ours_time_call() {
        return time.call(call);
    }

    @Benchmark
    public String ours_time_permit() {
        Permit permit = time.acquire();
        String result = answer();
        permit.success();
        return result;
    }

    @Benchmark
    public String ours_time_watchingForHangs() {
        return watching.call(call);
    }

    @Benchmark
    public String ours_count_call() {
        return count.call(call);
    }

    @Benchmark
    public String ours_countWithoutSlow_call() {
        return countWithoutClock.call(call);
    }

    @Benchmark
    public String resilience4j_time() {
        return r4jTime.executeSupplier(supplier);
    }

    @Benchmark
    public String resilience4j_timeLockFree() {
        return r4jTimeLockFree.executeSupplier(supplier);
    }

    @Benchmark
    public String resilience4j_count() {
        return r4jCount.executeSupplier(supplier);
    }

    @Benchmark
    public String failsafe_time() {
        return failsafeTime.get(checkedSupplier);
    }

    @Benchmark
    public String failsafe_count() {
        return failsafeCount.get(checkedSupplier);
    }

    @Benchmark
    public String smallrye_count() throws Exception {
        return smallrye.call(callable, String.class);
    }
}
