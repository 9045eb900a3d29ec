package org.acme.breaker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.acme.breaker.window.Counts;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Code of users that does its worst: no call's result changes, and no event is lost to others. */
class HostileCodeTest {

    private static final Logger LOG = Logger.getLogger(CircuitBreaker.class.getName());

    /** A log that can't be written to. */
    private static final class BrokenLog extends Handler {
        private int asked;

        @Override
        public void publish(LogRecord record) {
            asked++;
            throw new NoClassDefFoundError("the log is broken");
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }

    private final Caller caller =
            Caller.of(CircuitBreakerConfig.builder().minimumCalls(2).successThreshold(1));

    @Test
    void listenerThatThrowsAnError_whileTheLogIsBroken_wedgesNothing() {
        BrokenLog broken = new BrokenLog();
        List<CircuitBreakerEvent> told = new ArrayList<>();
        CircuitBreaker breaker =
                CircuitBreaker.of("b", CircuitBreakerConfig.defaults(), caller.ticker);
        breaker.onEvent(
                event -> {
                    throw new StackOverflowError();
                });
        breaker.onEvent(told::add);
        LOG.addHandler(broken);
        try {
            assertThat(breaker.forceOpen()).isTrue();
            assertThat(breaker.close()).isTrue();
            assertThat(breaker.<String, RuntimeException>call(() -> "fine")).isEqualTo("fine");
        } finally {
            LOG.removeHandler(broken);
        }

        assertThat(broken.asked).isPositive();
        assertThat(told).hasSize(2);
        assertThat(breaker.history()).hasSize(2);
    }

    @Test
    void classifierThatAnswersNothing_isTreatedAsOneThatThrows() {
        CircuitBreaker breaker = CircuitBreaker.of("b", config(new Silent()), caller.ticker);

        assertThat(breaker.<String, RuntimeException>call(() -> "fine")).isEqualTo("fine");
        assertThatThrownBy(
                        () ->
                                breaker.call(
                                        () -> {
                                            throw new IOException("down");
                                        }))
                .hasMessage("down");

        assertThat(breaker.snapshot().counts()).isEqualTo(new Counts(2, 1, 0));
    }

    private static CircuitBreakerConfig config(Classifier classifier) {
        return CircuitBreakerConfig.builder().classifier(classifier).build();
    }

    @SuppressWarnings({"NullAway", "NullableProblems"})
    private static final class Silent implements Classifier {
        @Override
        public Classification ofResult(@Nullable Object result) {
            return null;
        }

        @Override
        public Classification ofThrowable(Throwable thrown) {
            return null;
        }
    }

    @Test
    void waitStrategy_isAskedOnceForAnOpening_howeverManyProbesTimedOut() {
        AtomicInteger asked = new AtomicInteger();
        CircuitBreakerConfig config =
                CircuitBreakerConfig.builder()
                        .permittedCallsInHalfOpen(3)
                        .probeTimeout(Duration.ofSeconds(1))
                        .openWait(
                                (openings, trigger) -> {
                                    asked.incrementAndGet();
                                    return Duration.ofSeconds(5);
                                })
                        .build();
        CircuitBreaker breaker = CircuitBreaker.of("b", config, caller.ticker);
        breaker.open();
        caller.pass(Duration.ofSeconds(5));
        for (int probe = 0; probe < 3; probe++) {
            assertThat(breaker.tryAcquire()).isNotNull();
        }
        asked.set(0);

        caller.pass(Duration.ofSeconds(1));

        assertThat(breaker.state()).isEqualTo(BreakerState.OPEN);
        assertThat(asked).hasValue(1);
    }
}
