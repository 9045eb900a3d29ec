package org.acme.breaker.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.acme.breaker.CircuitBreaker;
import org.acme.breaker.CircuitBreakerConfig;
import org.acme.breaker.ManualTicker;
import org.acme.breaker.bulkhead.Bulkhead;
import org.acme.breaker.bulkhead.BulkheadFullException;
import org.acme.breaker.timeout.CallTimeoutException;
import org.acme.breaker.timeout.ManualTimer;
import org.acme.breaker.timeout.Timeout;
import org.acme.breaker.timeout.Timer;
import org.acme.breaker.window.Counts;
import org.junit.jupiter.api.Test;

/** A call that only waited in the bulkhead says nothing about the dependency. */
class BulkheadInPipelineTest {

    private static final Duration ATTEMPT = Duration.ofMillis(20);
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final ManualTicker ticker = new ManualTicker();
    private final ManualTimer timer = new ManualTimer(ticker);
    private final CircuitBreaker breaker =
            CircuitBreaker.of("payment", CircuitBreakerConfig.builder().minimumCalls(1).build());

    private Pipeline pipeline(Bulkhead bulkhead, Timer with) {
        return Pipeline.named("payment")
                .breaker(breaker)
                .timeout(Timeout.of("payment", ATTEMPT, with))
                .bulkhead(bulkhead)
                .build();
    }

    @Test
    void blockingCall_thatWaitedUntilItsTimeout_countsNowhere() {
        Bulkhead bulkhead = Bulkhead.of("payment", 1, MINUTE);
        assertThat(bulkhead.tryAcquire()).isNotNull();
        Pipeline pipeline = pipeline(bulkhead, Timer.shared());

        assertThatThrownBy(() -> pipeline.call(() -> "never"))
                .isInstanceOf(BulkheadFullException.class);

        assertThat(breaker.snapshot().counts()).isEqualTo(Counts.NONE);
        assertThat(bulkhead.waiting()).isZero();
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
    }

    @Test
    void asynchronousCall_thatWaitedUntilItsTimeout_countsNowhere() {
        Bulkhead bulkhead = Bulkhead.of("payment", 1, 10, MINUTE, Timer.shared());
        assertThat(bulkhead.tryAcquire()).isNotNull();
        CompletableFuture<String> answer =
                pipeline(bulkhead, timer).callAsync(CompletableFuture::new);

        timer.advance(ATTEMPT);

        assertThatThrownBy(answer::join).hasCauseInstanceOf(BulkheadFullException.class);
        assertThat(breaker.snapshot().counts()).isEqualTo(Counts.NONE);
        assertThat(bulkhead.waiting()).isZero();
    }

    @Test
    void asynchronousCall_thatHadBegun_isAFailureWhenItsTimeIsUp() {
        Bulkhead bulkhead = Bulkhead.of("payment", 1, 10, MINUTE, timer);
        CompletableFuture<String> answer =
                pipeline(bulkhead, timer).callAsync(CompletableFuture::new);

        timer.advance(ATTEMPT);

        assertThatThrownBy(answer::join).hasCauseInstanceOf(CallTimeoutException.class);
        assertThat(breaker.snapshot().counts()).isEqualTo(new Counts(1, 1, 0));
        assertThat(bulkhead.active()).isZero();
    }
}
