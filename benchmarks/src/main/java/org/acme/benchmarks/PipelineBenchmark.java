package org.acme.benchmarks;

import io.smallrye.faulttolerance.api.Guard;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.acme.breaker.CheckedCall;
import org.acme.breaker.bulkhead.Bulkhead;
import org.acme.breaker.pipeline.Pipeline;
import org.acme.breaker.pipeline.PipelineBuilder;
import org.acme.breaker.retry.Retry;
import org.acme.breaker.retry.RetryConfig;
import org.acme.breaker.timeout.Timeout;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/**
 * Measures retry, breaker and bulkhead, with and without a timeout, around a call that succeeds at
 * once.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class PipelineBenchmark {

    private static final Duration LIMIT = Duration.ofSeconds(10);

    private final Pipeline ours = parts().build();
    private final Pipeline oursWithTimeout = parts().timeout(timeout()).build();
    private final Guard smallrye = guard().build();
    private final Guard smallryeWithTimeout = guardWithTimeout().build();
    private final String answer = "answer";

    // Fields, so that no capturing lambda is counted against a library.
    private final CheckedCall<String, RuntimeException> call = this::answer;
    private final Callable<String> callable = this::answer;

    static PipelineBuilder parts() {
        return Pipeline.named("p")
                .retry(Retry.of("p", RetryConfig.defaults()))
                .breaker(Ours.time())
                .bulkhead(Bulkhead.of("p", 100));
    }

    static Timeout timeout() {
        return Timeout.of("p", LIMIT);
    }

    static Guard.Builder guardWithTimeout() {
        return guard().withTimeout().duration(10, ChronoUnit.SECONDS).done();
    }

    static Guard.Builder guard() {
        return Guard.create()
                .withRetry()
                .maxRetries(2)
                .delay(100, ChronoUnit.MILLIS)
                .jitter(50, ChronoUnit.MILLIS)
                .done()
                .withCircuitBreaker()
                .requestVolumeThreshold(100)
                .done()
                .withBulkhead()
                .limit(100)
                .done();
    }

    private String answer() {
        return answer;
    }

    @Benchmark
    public String ours() {
        return ours.call(call);
    }

    @Benchmark
    public String ours_timeout() {
        return oursWithTimeout.call(call);
    }

    @Benchmark
    public String smallrye() throws Exception {
        return smallrye.call(callable, String.class);
    }

    @Benchmark
    public String smallrye_timeout() throws Exception {
        return smallryeWithTimeout.call(callable, String.class);
    }
}
