package org.acme.benchmarks.compare;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.acme.breaker.CallNotPermittedException;
import org.acme.breaker.CheckedCall;
import org.acme.breaker.CircuitBreaker;
import org.acme.breaker.CircuitBreakerConfig;
import org.acme.breaker.Permit;
import org.acme.breaker.bulkhead.Bulkhead;
import org.acme.breaker.pipeline.Pipeline;
import org.acme.breaker.pipeline.PipelineBuilder;
import org.acme.breaker.retry.Retry;
import org.acme.breaker.retry.RetryConfig;
import org.acme.breaker.timeout.Timeout;
import org.acme.breaker.window.SlidingWindow;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** What benchmarks/compare measures: only API that the earlier commit has, too. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class CompareBenchmark {

    private final CircuitBreaker time =
            breaker(SlidingWindow.lastTime(Duration.ofSeconds(10)), true);
    private final CircuitBreaker count = breaker(SlidingWindow.lastCalls(100), false);
    private final CircuitBreaker open = breaker(SlidingWindow.lastCalls(100), false);
    private final Pipeline pipeline = parts().build();
    private final Pipeline pipelineWithTimeout =
            parts().timeout(Timeout.of("p", Duration.ofSeconds(10))).build();
    private final CompletableFuture<String> done = CompletableFuture.completedFuture("answer");
    private final CheckedCall<String, RuntimeException> call = () -> "answer";

    public CompareBenchmark() {
        open.forceOpen();
    }

    private static CircuitBreaker breaker(SlidingWindow window, boolean slowCalls) {
        var config = CircuitBreakerConfig.builder().window(window).minimumCalls(20);
        return CircuitBreaker.of(
                "b",
                slowCalls ? config.slowCalls(Duration.ofSeconds(1), 100).build() : config.build());
    }

    private static PipelineBuilder parts() {
        return Pipeline.named("p")
                .retry(Retry.of("p", RetryConfig.defaults()))
                .breaker(breaker(SlidingWindow.lastTime(Duration.ofSeconds(10)), true))
                .bulkhead(Bulkhead.of("p", 100));
    }

    @Benchmark
    public String closed_time() {
        return time.call(call);
    }

    @Benchmark
    public String closed_count() {
        return count.call(call);
    }

    @Benchmark
    public String closed_permit() {
        Permit permit = time.acquire();
        String result = call.call();
        permit.success();
        return result;
    }

    @Benchmark
    public Permit refused_tryAcquire() {
        return open.tryAcquire();
    }

    @Benchmark
    public Object refused_exception() {
        try {
            return open.call(call);
        } catch (CallNotPermittedException refusal) {
            return refusal;
        }
    }

    @Benchmark
    public String pipeline() {
        return pipeline.call(call);
    }

    @Benchmark
    public String pipeline_timeout() {
        return pipelineWithTimeout.call(call);
    }

    @Benchmark
    public Object pipeline_async() {
        return pipeline.callAsync(() -> done);
    }
}
