package org.acme.benchmarks;

import dev.failsafe.Bulkhead;
import dev.failsafe.Failsafe;
import dev.failsafe.FailsafeExecutor;
import dev.failsafe.RetryPolicy;
import dev.failsafe.Timeout;
import io.smallrye.faulttolerance.api.Guard;
import jakarta.enterprise.util.TypeLiteral;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.acme.breaker.pipeline.Pipeline;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * Measures the parts of {@link PipelineBenchmark} around asynchronous work, until the caller has
 * the result: with a stage that is complete already, and with one that another thread completes.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class AsyncPipelineBenchmark {

    private static final TypeLiteral<CompletionStage<String>> STAGE = new TypeLiteral<>() {};

    private final Pipeline ours = PipelineBenchmark.parts().build();
    private final Pipeline oursWithTimeout =
            PipelineBenchmark.parts().timeout(PipelineBenchmark.timeout()).build();
    private final Guard smallrye = PipelineBenchmark.guard().withThreadOffload(false).build();
    private final Guard smallryeWithTimeout =
            PipelineBenchmark.guardWithTimeout().withThreadOffload(false).build();
    private final FailsafeExecutor<String> failsafe = failsafe().compose(Bulkhead.of(100));
    private final FailsafeExecutor<String> failsafeWithTimeout =
            failsafe()
                    .compose(Timeout.<String>of(Duration.ofSeconds(10)))
                    .compose(Bulkhead.of(100));

    private final ExecutorService other =
            Executors.newSingleThreadExecutor(
                    task -> {
                        Thread thread = new Thread(task, "other");
                        thread.setDaemon(true);
                        return thread;
                    });
    private final CompletableFuture<String> done = CompletableFuture.completedFuture("answer");

    // Fields, so that no capturing lambda is counted against a library.
    private final Supplier<CompletionStage<String>> completed = () -> done;
    private final Supplier<CompletionStage<String>> onAnotherThread =
            () -> CompletableFuture.supplyAsync(() -> "answer", other);

    private static FailsafeExecutor<String> failsafe() {
        RetryPolicy<String> retry =
                RetryPolicy.<String>builder()
                        .withMaxAttempts(3)
                        .withDelay(Duration.ofMillis(100))
                        .withJitter(Duration.ofMillis(50))
                        .build();
        return Failsafe.with(retry).compose(Peers.<String>failsafeTime());
    }

    CompletableFuture<String> callOurs(Supplier<CompletionStage<String>> work) {
        return ours.callAsync(work);
    }

    CompletableFuture<String> callSmallrye(Supplier<CompletionStage<String>> work) {
        return smallrye.get(work, STAGE).toCompletableFuture();
    }

    CompletableFuture<String> callFailsafe(Supplier<CompletionStage<String>> work) {
        return failsafe.getStageAsync(work::get);
    }

    @TearDown
    public void end() {
        other.shutdown();
    }

    @Benchmark
    public String completed_ours() {
        return callOurs(completed).join();
    }

    @Benchmark
    public String completed_smallrye() {
        return callSmallrye(completed).join();
    }

    /** Always uses its own threads. */
    @Benchmark
    public String completed_failsafe() {
        return callFailsafe(completed).join();
    }

    @Benchmark
    public String completed_timeout_ours() {
        return oursWithTimeout.callAsync(completed).join();
    }

    @Benchmark
    public String completed_timeout_smallrye() {
        return smallryeWithTimeout.get(completed, STAGE).toCompletableFuture().join();
    }

    @Benchmark
    public String completed_timeout_failsafe() {
        return failsafeWithTimeout.getStageAsync(completed::get).join();
    }

    /** Measures the change of threads alone. */
    @Benchmark
    public String anotherThread_alone() {
        return onAnotherThread.get().toCompletableFuture().join();
    }

    @Benchmark
    public String anotherThread_ours() {
        return callOurs(onAnotherThread).join();
    }

    @Benchmark
    public String anotherThread_smallrye() {
        return callSmallrye(onAnotherThread).join();
    }

    @Benchmark
    public String anotherThread_failsafe() {
        return callFailsafe(onAnotherThread).join();
    }
}
