package org.acme.breaker.fallback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.acme.breaker.ManualTicker;
import org.acme.breaker.timeout.Deadline;
import org.junit.jupiter.api.Test;

/** How a stage that fails is answered. */
class AsyncFallbackTest {

    private final List<String> used = new ArrayList<>();
    private final Fallback<String> fallback =
            Fallback.<String>none()
                    .orWhen(thrown -> "busy".equals(thrown.getMessage()), "busy", t -> "later")
                    .orElseValue("default", "sorry")
                    .onUse(used::add);

    @Test
    void stage_thatFails_isAnswered() {
        CompletableFuture<String> work = new CompletableFuture<>();
        CompletableFuture<String> answer = fallback.callAsync(() -> work.thenApply(s -> s));

        work.completeExceptionally(new IOException("busy"));

        assertThat(answer).isCompletedWithValue("later");
    }

    @Test
    void supplierThatThrows_isAnswered() {
        assertThat(
                        fallback.callAsync(
                                () -> {
                                    throw new IllegalStateException();
                                }))
                .isCompletedWithValue("sorry");
    }

    @Test
    void stage_whoseAnswerFailsToo_failsWithThat() {
        Fallback<String> broken =
                Fallback.<String>none()
                        .orElse(
                                "broken",
                                thrown -> {
                                    throw new IllegalStateException("no cache");
                                });

        assertThatThrownBy(
                        broken.callAsync(() -> CompletableFuture.failedFuture(new IOException()))
                                ::join)
                .hasCauseInstanceOf(IllegalStateException.class);
    }

    /** https://github.com/bazelbuild/bazel/issues/17426 */
    @Test
    void rule_seesTheDeadlineOfItsOwnCall_onAThreadInTheMiddleOfAnother() {
        ManualTicker ticker = new ManualTicker();
        Deadline own = Deadline.after(Duration.ofSeconds(10), ticker);
        Fallback<Long> looking =
                Fallback.<Long>none().orElse("look", thrown -> Deadline.current().remainingNanos());
        CompletableFuture<Long> work = new CompletableFuture<>();
        CompletableFuture<Long> answer = own.call(() -> looking.callAsync(() -> work));

        Deadline another = Deadline.after(Duration.ofMillis(200), ticker);
        another.call(() -> work.completeExceptionally(new IOException("down")));

        assertThat(answer).isCompletedWithValue(10_000_000_000L);
    }

    @Test
    void cancelledAnswer_cancelsTheWork_andUsesNoRule() {
        CompletableFuture<String> work = new CompletableFuture<>();
        CompletableFuture<String> answer = fallback.callAsync(() -> work);

        answer.cancel(true);

        assertThat(work).isCancelled();
        assertThat(answer).isCancelled();
        assertThat(used).isEmpty();
    }

    @Test
    void answerCompletedByTheCaller_cancelsTheWork() {
        CompletableFuture<String> work = new CompletableFuture<>();
        CompletableFuture<String> answer = fallback.callAsync(() -> work);

        answer.completeOnTimeout("cached", 1, TimeUnit.NANOSECONDS);

        await().until(work::isCancelled);
        assertThat(answer).isCompletedWithValue("cached");
        assertThat(used).isEmpty();
    }

    /**
     * https://github.com/failsafe-lib/failsafe/issues/63,
     * https://github.com/pravega/pravega/issues/4986
     */
    @Test
    void interruptOfAWorker_doesNotInterruptTheThreadThatCompletesItsStage() {
        CompletableFuture<String> work = new CompletableFuture<>();
        CompletableFuture<String> answer = fallback.callAsync(() -> work);

        work.completeExceptionally(new InterruptedException());

        assertThat(answer).isCompletedWithValue("sorry");
        assertThat(Thread.interrupted()).isFalse();
    }
}
