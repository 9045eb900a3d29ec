package org.acme.benchmarks.races;

import java.time.Duration;
import org.acme.breaker.CircuitBreaker;
import org.acme.breaker.CircuitBreakerConfig;
import org.acme.breaker.CircuitBreakerConfigBuilder;
import org.acme.breaker.Ticker;
import org.acme.breaker.window.SlidingWindow;

/** Creates breakers for races: small, and with a clock that does not advance. */
final class Breakers {

    private static final Ticker STOPPED = () -> 0;

    private Breakers() {}

    static CircuitBreakerConfigBuilder config() {
        return CircuitBreakerConfig.builder()
                .window(SlidingWindow.lastCalls(4))
                .minimumCalls(4)
                .openWait(Duration.ofHours(1));
    }

    static CircuitBreaker closed() {
        return CircuitBreaker.of("race", config().build(), STOPPED);
    }

    /** Creates a breaker that opens at the first failure. */
    static CircuitBreaker nervous() {
        return CircuitBreaker.of("race", config().minimumCalls(1).build(), STOPPED);
    }

    /** Creates a half-open breaker that admits one probe at a time. */
    static CircuitBreaker halfOpen() {
        long[] now = new long[1];
        CircuitBreakerConfig config = config().openWait(Duration.ofNanos(1)).build();
        CircuitBreaker breaker = CircuitBreaker.of("race", config, () -> now[0]);
        breaker.open();
        now[0] = 1;
        breaker.acquire().ignore();
        return breaker;
    }
}
