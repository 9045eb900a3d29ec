package org.acme.benchmarks;

import dev.failsafe.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig.SlidingWindowSynchronizationStrategy;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig.SlidingWindowType;
import io.smallrye.faulttolerance.api.Guard;
import java.time.Duration;
import java.time.temporal.ChronoUnit;

/**
 * Creates breakers of other libraries, configured as similarly as they allow: 50 %, 100 calls or 10
 * s, slow from 1 s.
 */
final class Peers {

    private Peers() {}

    static io.github.resilience4j.circuitbreaker.CircuitBreaker resilience4j(
            SlidingWindowType type, SlidingWindowSynchronizationStrategy synchronization) {
        int size = type == SlidingWindowType.COUNT_BASED ? 100 : 10;
        CircuitBreakerConfig config =
                CircuitBreakerConfig.custom()
                        .slidingWindow(size, 20, type, synchronization)
                        .failureRateThreshold(50)
                        .slowCallDurationThreshold(Duration.ofSeconds(1))
                        .slowCallRateThreshold(100)
                        .waitDurationInOpenState(Duration.ofHours(1))
                        .build();
        return io.github.resilience4j.circuitbreaker.CircuitBreaker.of("r4j", config);
    }

    /** A window that is so large that no rate is ever judged. */
    static io.github.resilience4j.circuitbreaker.CircuitBreaker resilience4jThatNeverOpens() {
        CircuitBreakerConfig config =
                CircuitBreakerConfig.custom()
                        .slidingWindow(
                                10,
                                Integer.MAX_VALUE,
                                SlidingWindowType.TIME_BASED,
                                SlidingWindowSynchronizationStrategy.SYNCHRONIZED)
                        .slowCallDurationThreshold(Duration.ofSeconds(1))
                        .permittedNumberOfCallsInHalfOpenState(1_000_000)
                        .build();
        return io.github.resilience4j.circuitbreaker.CircuitBreaker.of("r4j", config);
    }

    static CircuitBreaker<Object> failsafeThatNeverOpens() {
        return CircuitBreaker.builder()
                .withFailureRateThreshold(100, Integer.MAX_VALUE, Duration.ofSeconds(10))
                .build();
    }

    static <T> CircuitBreaker<T> failsafeTime() {
        return CircuitBreaker.<T>builder()
                .withFailureRateThreshold(50, 20, Duration.ofSeconds(10))
                .withDelay(Duration.ofHours(1))
                .build();
    }

    static CircuitBreaker<Object> failsafeCount() {
        return CircuitBreaker.builder()
                .withFailureThreshold(50, 100)
                .withDelay(Duration.ofHours(1))
                .build();
    }

    static Guard smallrye() {
        return Guard.create()
                .withCircuitBreaker()
                .requestVolumeThreshold(100)
                .failureRatio(0.5)
                .delay(1, ChronoUnit.HOURS)
                .done()
                .build();
    }
}
