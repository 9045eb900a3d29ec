package org.acme.breaker.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.acme.breaker.InvalidConfigurationException;
import org.acme.breaker.ManualTicker;
import org.acme.breaker.pipeline.Pipeline;
import org.acme.breaker.timeout.Deadline;
import org.acme.breaker.timeout.ManualTimer;
import org.junit.jupiter.api.Test;

/** Ten permits a second, up to two at once, and calls that wait for up to 250 ms. */
class WaitingRateLimiterTest {

    private final ManualTicker ticker = new ManualTicker();
    private final ManualTimer timer = new ManualTimer(ticker);
    private final List<Long> pauses = new ArrayList<>();
    private final RateLimiter limiter =
            RateLimiter.builder("payment")
                    .permits(10, Duration.ofSeconds(1))
                    .burst(2)
                    .maxWait(Duration.ofMillis(250))
                    .ticker(ticker)
                    .waits(nanos -> pauses.add(nanos / 1_000_000), timer)
                    .build();

    @Test
    void wait_isExactlyUntilThePermitIsDue_andInTurn() {
        for (int i = 0; i < 4; i++) {
            limiter.acquire();
        }

        assertThat(pauses).containsExactly(100L, 200L);
        assertThat(limiter.waiting()).isZero();
    }

    @Test
    void callThatWouldWaitTooLong_isRejectedAtOnce_andTakesNothing() {
        for (int i = 0; i < 4; i++) {
            limiter.acquire();
        }
        assertThatThrownBy(limiter::acquire)
                .isInstanceOfSatisfying(
                        RateLimitExceededException.class,
                        refusal ->
                                assertThat(refusal.retryAfter()).isEqualTo(Duration.ofMillis(300)));
        assertThat(pauses).hasSize(2);

        ticker.advance(Duration.ofMillis(50));
        limiter.acquire();
        assertThat(pauses).containsExactly(100L, 200L, 250L);
    }

    @Test
    void deadline_limitsTheWait() {
        limiter.acquire(2);

        assertThatExceptionOfType(RateLimitExceededException.class)
                .isThrownBy(
                        () -> limiter.acquire(1, Deadline.after(Duration.ofMillis(99), ticker)));
        limiter.acquire(1, Deadline.after(Duration.ofMillis(100), ticker));
        assertThat(pauses).containsExactly(100L);
    }

    @Test
    void severalPermits_areTakenTogether_orNone() {
        assertThat(limiter.tryAcquire(2)).isTrue();
        ticker.advance(Duration.ofMillis(100));
        assertThat(limiter.tryAcquire(2)).isFalse();
        assertThat(limiter.tryAcquire(1)).isTrue();

        assertThatThrownBy(() -> limiter.acquire(3))
                .isInstanceOf(InvalidConfigurationException.class)
                .hasMessageContaining("from 1 to the burst of 2");
    }

    @Test
    void interrupt_endsTheWait_staysSet_andReturnsThePermit() {
        RateLimiter interrupted =
                RateLimiter.builder("payment")
                        .permits(10, Duration.ofSeconds(1))
                        .maxWait(Duration.ofSeconds(1))
                        .ticker(ticker)
                        .waits(
                                nanos -> {
                                    throw new InterruptedException();
                                },
                                timer)
                        .build();
        interrupted.acquire();

        assertThatExceptionOfType(RateLimitExceededException.class)
                .isThrownBy(interrupted::acquire);

        assertThat(Thread.interrupted()).isTrue();
        ticker.advance(Duration.ofMillis(100));
        assertThat(interrupted.tryAcquire()).isTrue();
    }

    @Test
    void asynchronousWork_beginsWhenItsPermitIsDue() {
        List<String> begun = new ArrayList<>();
        for (String call : List.of("a", "b", "c", "d")) {
            limiter.callAsync(
                    () -> {
                        begun.add(call);
                        return CompletableFuture.completedFuture(call);
                    });
        }
        assertThat(begun).containsExactly("a", "b");
        assertThat(limiter.waiting()).isEqualTo(2);

        timer.advance(Duration.ofMillis(100));
        assertThat(begun).containsExactly("a", "b", "c");
        timer.advance(Duration.ofMillis(100));
        assertThat(begun).containsExactly("a", "b", "c", "d");
        assertThat(limiter.waiting()).isZero();
    }

    @Test
    void cancelledWait_beginsNothing_andReturnsItsPermit() {
        limiter.acquire(2);
        List<String> begun = new ArrayList<>();
        CompletableFuture<String> waiting =
                limiter.callAsync(
                        () -> {
                            begun.add("never");
                            return new CompletableFuture<>();
                        });

        assertThat(waiting.cancel(true)).isTrue();

        assertThat(timer.pending()).isZero();
        assertThat(limiter.waiting()).isZero();
        timer.advance(Duration.ofMillis(100));
        assertThat(begun).isEmpty();
        assertThat(limiter.tryAcquire()).isTrue();
    }

    @Test
    void inAPipeline_anAsynchronousAttemptWaits_withinTheDeadline() {
        Pipeline pipeline =
                Pipeline.named("payment")
                        .deadline(Duration.ofMillis(150))
                        .rateLimiter(limiter)
                        .time(ticker, timer)
                        .build();
        limiter.acquire(2);

        CompletableFuture<String> inTime =
                pipeline.callAsync(() -> CompletableFuture.completedFuture("paid"));
        CompletableFuture<String> tooLate =
                pipeline.callAsync(() -> CompletableFuture.completedFuture("never"));

        assertThat(tooLate).isCompletedExceptionally();
        assertThat(inTime).isNotDone();
        timer.advance(Duration.ofMillis(100));
        assertThat(inTime).isCompletedWithValue("paid");
    }

    @Test
    void newRate_countsForTheNextCall_andGivesNoPermitAway() {
        limiter.acquire(2);

        limiter.configure(100, Duration.ofSeconds(1), 4);

        assertThat(limiter.available()).isEqualTo(2);
        assertThat(limiter.tryAcquire(3)).isFalse();
        ticker.advance(Duration.ofMillis(10));
        assertThat(limiter.tryAcquire(3)).isTrue();
        assertThatThrownBy(() -> limiter.configure(0, Duration.ofSeconds(1), 1))
                .isInstanceOf(InvalidConfigurationException.class);
    }

    @Test
    void listeners_hearOfEachRejectedCall_evenIfOneThrows() {
        List<Duration> waits = new ArrayList<>();
        limiter.onRejected(
                refusal -> {
                    throw new IllegalStateException("listener");
                });
        limiter.onRejected(refusal -> waits.add(refusal.retryAfter()));
        limiter.acquire(2);

        limiter.tryAcquire();

        assertThat(waits).containsExactly(Duration.ofMillis(100));
        assertThat(limiter.rejected()).isOne();
    }
}
