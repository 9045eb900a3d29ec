package org.acme.breaker.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.acme.breaker.CircuitBreaker;
import org.acme.breaker.CircuitBreakerConfig;
import org.acme.breaker.ManualTicker;
import org.acme.breaker.bulkhead.Bulkhead;
import org.acme.breaker.bulkhead.BulkheadFullException;
import org.acme.breaker.fallback.Fallback;
import org.acme.breaker.retry.Retry;
import org.acme.breaker.retry.RetryConfig;
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
        Bulkhead bulkhead = Bulkhead.builder("payment").maxConcurrent(1).maxWait(MINUTE).build();
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
        Bulkhead bulkhead =
                Bulkhead.builder("payment")
                        .maxConcurrent(1)
                        .maxWaiting(10)
                        .maxWait(MINUTE)
                        .timer(Timer.shared())
                        .build();
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
        Bulkhead bulkhead =
                Bulkhead.builder("payment")
                        .maxConcurrent(1)
                        .maxWaiting(10)
                        .maxWait(MINUTE)
                        .timer(timer)
                        .build();
        CompletableFuture<String> answer =
                pipeline(bulkhead, timer).callAsync(CompletableFuture::new);

        timer.advance(ATTEMPT);

        assertThatThrownBy(answer::join).hasCauseInstanceOf(CallTimeoutException.class);
        assertThat(breaker.snapshot().counts()).isEqualTo(new Counts(1, 1, 0));
        assertThat(bulkhead.active()).isZero();
    }

    /** Its permit was granted, but the thread that begins it has not come to it. */
    @Test
    void asynchronousCall_thatWasGrantedButNotBegun_countsNowhere() {
        List<Runnable> handedOver = new ArrayList<>();
        Bulkhead bulkhead =
                Bulkhead.builder("payment")
                        .maxConcurrent(1)
                        .maxWaiting(10)
                        .maxWait(MINUTE)
                        .timer(handingOverTo(handedOver))
                        .build();
        Bulkhead.Permit held = Objects.requireNonNull(bulkhead.tryAcquire());
        AtomicInteger begun = new AtomicInteger();
        CompletableFuture<String> answer =
                pipeline(bulkhead, timer)
                        .callAsync(
                                () -> {
                                    begun.incrementAndGet();
                                    return new CompletableFuture<>();
                                });
        held.release();

        timer.advance(ATTEMPT);
        handedOver.forEach(Runnable::run);

        assertThatThrownBy(answer::join).hasCauseInstanceOf(BulkheadFullException.class);
        assertThat(begun).hasValue(0);
        assertThat(breaker.snapshot().counts()).isEqualTo(Counts.NONE);
        assertThat(bulkhead.active()).isZero();
        assertThat(bulkhead.rejected()).isOne();
    }

    private static Timer handingOverTo(List<Runnable> handedOver) {
        return new Timer() {
            @Override
            public Pending schedule(Runnable task, long nanos) {
                return () -> {};
            }

            @Override
            public void handOver(Runnable usersCode) {
                handedOver.add(usersCode);
            }
        };
    }

    /** A pipeline in a pipeline: the inner one, with all its parts, only waits. */
    @Test
    void asynchronousCall_thatWaitedInAPipelineInside_countsNowhere() {
        Bulkhead bulkhead =
                Bulkhead.builder("stock")
                        .maxConcurrent(1)
                        .maxWaiting(10)
                        .maxWait(MINUTE.multipliedBy(2))
                        .timer(timer)
                        .build();
        assertThat(bulkhead.tryAcquire()).isNotNull();
        Pipeline inner =
                Pipeline.named("stock")
                        .deadline(MINUTE.multipliedBy(3))
                        .retry(Retry.of("stock", RetryConfig.defaults()))
                        .breaker(CircuitBreaker.of("stock", CircuitBreakerConfig.defaults()))
                        .timeout(Timeout.of("stock", MINUTE.multipliedBy(2), timer))
                        .bulkhead(bulkhead)
                        .build();
        Pipeline outer =
                Pipeline.named("payment")
                        .breaker(breaker)
                        .timeout(Timeout.of("payment", MINUTE, timer))
                        .build();
        Fallback<String> rule = Fallback.<String>none().orElseValue("none", "nothing in stock");
        CompletableFuture<String> answer =
                outer.callAsync(() -> inner.callAsync(CompletableFuture::new, rule));

        timer.advance(MINUTE);

        assertThatThrownBy(answer::join).hasCauseInstanceOf(BulkheadFullException.class);
        assertThat(breaker.snapshot().counts()).isEqualTo(Counts.NONE);
        assertThat(bulkhead.waiting()).isZero();
    }
}
