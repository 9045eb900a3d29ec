package org.acme.breaker.retry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.acme.breaker.timeout.Deadline;
import org.junit.jupiter.api.Test;

/** How a stage that fails is repeated, and what ends its attempts. */
class AsyncRetryTest extends RetryScene {

    @Test
    void stage_isRepeatedByTheTimer() {
        CompletableFuture<String> answer =
                retry(config())
                        .callAsync(
                                () -> {
                                    try {
                                        return CompletableFuture.completedFuture(failing(2));
                                    } catch (IOException e) {
                                        return CompletableFuture.failedFuture(e);
                                    }
                                },
                                Deadline.none());
        assertThat(answer).isNotDone();
        timer.advance(SECOND);
        assertThat(answer).isNotDone();
        timer.advance(SECOND);

        assertThat(answer).isCompletedWithValue("fine");
        assertThat(outcomes).last().isEqualTo(RetryOutcome.RECOVERED);
    }

    @Test
    void stagesThatFailAtOnce_areRetriedWithoutGrowingTheStack() {
        RetryConfig often =
                RetryConfig.builder()
                        .maxAttempts(RetryConfig.ENDLESS)
                        .backoff(Backoff.none())
                        .build();

        CompletableFuture<String> answer =
                retry(often)
                        .callAsync(
                                () ->
                                        ++attempts < 100_000
                                                ? CompletableFuture.failedFuture(new IOException())
                                                : CompletableFuture.completedFuture("fine"),
                                Deadline.none());

        assertThat(answer).isCompletedWithValue("fine");
    }

    /** https://github.com/bazelbuild/bazel/issues/17426 */
    @Test
    void attempt_seesTheDeadlineOfItsOwnCall_onAThreadInTheMiddleOfAnother() {
        List<Long> seen = new ArrayList<>();
        Deadline own = Deadline.after(Duration.ofSeconds(10), ticker);
        CompletableFuture<String> first = new CompletableFuture<>();
        Retry retry = retry(config().toBuilder().backoff(Backoff.none()).build());
        CompletableFuture<String> answer =
                own.call(
                        () ->
                                retry.callAsync(
                                        () -> {
                                            seen.add(Deadline.current().remainingNanos());
                                            return seen.size() == 1
                                                    ? first
                                                    : CompletableFuture.completedFuture("fine");
                                        }));

        Deadline another = Deadline.after(Duration.ofMillis(200), ticker);
        another.call(() -> first.completeExceptionally(new IOException("down")));

        assertThat(answer).isCompletedWithValue("fine");
        assertThat(seen).containsExactly(10_000_000_000L, 10_000_000_000L);
    }

    @Test
    void cancelledAnswer_endsTheAttempts_andCancelsTheRunningOne() {
        CompletableFuture<String> running = new CompletableFuture<>();
        CompletableFuture<String> answer =
                retry(config())
                        .callAsync(
                                () -> {
                                    attempts++;
                                    return running;
                                },
                                Deadline.none());

        answer.cancel(true);
        timer.advance(SECOND.multipliedBy(10));

        assertThat(running).isCancelled();
        assertThat(attempts).isEqualTo(1);
    }

    @Test
    void answerCompletedByTheCaller_endsTheAttempts_andCancelsTheRunningOne() {
        CompletableFuture<String> running = new CompletableFuture<>();
        CompletableFuture<String> answer =
                retry(config())
                        .callAsync(
                                () -> {
                                    attempts++;
                                    return running;
                                });

        answer.completeOnTimeout("cached", 1, TimeUnit.NANOSECONDS);
        await().until(running::isCancelled);
        timer.advance(SECOND.multipliedBy(10));

        assertThat(answer).isCompletedWithValue("cached");
        assertThat(attempts).isEqualTo(1);
        assertThat(timer.pending()).isZero();
    }

    /** https://github.com/failsafe-lib/failsafe/issues/63 */
    @Test
    void interruptOfAWorker_isNotRepeated_andInterruptsNobodyElse() {
        Retry eager = retry(config().toBuilder().retryOn(Exception.class::isInstance).build());

        CompletableFuture<String> answer =
                eager.callAsync(
                        () -> {
                            attempts++;
                            return CompletableFuture.failedFuture(new InterruptedException());
                        });

        assertThatThrownBy(answer::join).hasCauseInstanceOf(InterruptedException.class);
        assertThat(attempts).isEqualTo(1);
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
    }
}
