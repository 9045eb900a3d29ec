package org.acme.benchmarks;

import java.time.Duration;
import org.acme.breaker.CircuitBreaker;
import org.acme.breaker.CircuitBreakerConfig;
import org.acme.breaker.CircuitBreakerConfigBuilder;
import org.acme.breaker.window.SlidingWindow;

/** Creates breakers of this library, configured like the {@link Peers}. */
final class Ours {

    private Ours() {}

    private static CircuitBreakerConfigBuilder config() {
        return CircuitBreakerConfig.builder()
                .failureRateThreshold(50)
                .minimumCalls(20)
                .openWait(Duration.ofHours(1));
    }

    static CircuitBreaker time() {
        return CircuitBreaker.of(
                "time",
                config().window(SlidingWindow.lastTime(Duration.ofSeconds(10)))
                        .slowCalls(Duration.ofSeconds(1), 100)
                        .build());
    }

    static CircuitBreaker count() {
        return CircuitBreaker.of(
                "count",
                config().window(SlidingWindow.lastCalls(100))
                        .slowCalls(Duration.ofSeconds(1), 100)
                        .build());
    }

    static CircuitBreaker countWithoutClock() {
        return CircuitBreaker.of("count", config().window(SlidingWindow.lastCalls(100)).build());
    }

    static CircuitBreaker watching() {
        return CircuitBreaker.of(
                "watching",
                config().window(SlidingWindow.lastTime(Duration.ofSeconds(10)))
                        .slowCalls(Duration.ofSeconds(1), 100)
                        .hangingCalls(Duration.ofSeconds(1))
                        .build());
    }
}
