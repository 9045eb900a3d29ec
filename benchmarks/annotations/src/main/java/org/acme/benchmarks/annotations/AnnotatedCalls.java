package org.acme.benchmarks.annotations;

import io.quarkus.arc.Arc;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Calls of the bean, as any other bean would make them. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 4, time = 1)
public class AnnotatedCalls {

    private Shop shop = new Shop();

    /** Takes the container's bean. */
    @Setup
    public void find() {
        shop = Arc.container().instance(Shop.class).get();
    }

    /** To compare with. */
    @Benchmark
    public String plain() {
        return shop.plain();
    }

    /** {@code @CircuitBreaker}, closed. */
    @Benchmark
    public String breaker() {
        return shop.breaker();
    }

    /** {@code @Retry}. */
    @Benchmark
    public String retry() {
        return shop.retry();
    }

    /** {@code @Timeout}. */
    @Benchmark
    public String timeout() {
        return shop.timeout();
    }

    /** Five annotations. */
    @Benchmark
    public String everything() {
        return shop.everything();
    }

    /** {@code @CircuitBreaker}, open, with {@code @Fallback}. */
    @Benchmark
    public String refused() {
        return shop.refused();
    }
}
