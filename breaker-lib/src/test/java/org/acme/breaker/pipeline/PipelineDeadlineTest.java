package org.acme.breaker.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.acme.breaker.CircuitBreaker;
import org.acme.breaker.CircuitBreakerConfig;
import org.acme.breaker.ManualTicker;
import org.acme.breaker.Ticker;
import org.acme.breaker.fallback.Fallback;
import org.acme.breaker.retry.Backoff;
import org.acme.breaker.retry.Retry;
import org.acme.breaker.retry.RetryConfig;
import org.acme.breaker.timeout.CallTimeoutException;
import org.acme.breaker.timeout.Deadline;
import org.acme.breaker.timeout.DeadlineExceededException;
import org.acme.breaker.timeout.ManualTimer;
import org.acme.breaker.timeout.Timeout;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a call inside a pipeline can know of the time that is left. */
class PipelineDeadlineTest {

    private final ManualTicker ticker = new ManualTicker();
    private final ManualTimer timer = new ManualTimer(ticker);
    private final List<Long> seen = new ArrayList<>();

    private PipelineBuilder pipeline(long deadlineMillis) {
        return Pipeline.named("payment")
                .time(ticker, timer)
                .deadline(Duration.ofMillis(deadlineMillis));
    }

    private Retry twice() {
        RetryConfig config =
                RetryConfig.builder()
                        .maxAttempts(2)
                        .backoff(Backoff.fixed(Duration.ofMillis(50)))
                        .build();
        return Retry.of("payment", config, ticker, this::pause, timer);
    }

    private void pause(long nanos) {
        ticker.advance(Duration.ofNanos(nanos));
    }

    private String look() {
        seen.add(Deadline.current().remainingNanos() / 1_000_000);
        return "fine";
    }

    private String lookAndFail() throws IOException {
        look();
        ticker.advance(Duration.ofMillis(100));
        throw new IOException("down");
    }

    @AfterEach
    void nothingIsLeftBehind() {
        assertThat(Deadline.current().isNone()).isTrue();
        assertThat(timer.pending()).isZero();
    }

    @Test
    void call_seesWhatIsLeft_inEveryAttempt() {
        Pipeline pipeline = pipeline(800).retry(twice()).build();

        assertThatThrownBy(() -> pipeline.call(this::lookAndFail)).isInstanceOf(IOException.class);

        assertThat(seen).containsExactly(800L, 650L);
    }

    @Test
    void timeoutOfTheAttempt_isWhatIsLeft_whereItEndsFirst() {
        Timeout timeout = Timeout.of("payment", Duration.ofMillis(250), timer);
        Pipeline pipeline = pipeline(300).retry(twice()).timeout(timeout).build();

        assertThatThrownBy(() -> pipeline.call(this::lookAndFail)).isInstanceOf(IOException.class);

        assertThat(seen).containsExactly(250L, 150L);
    }

    @Test
    void pipelineInsideAnother_inheritsItsDeadline() {
        Pipeline outer = pipeline(100).build();
        Pipeline longer = pipeline(800).build();
        Pipeline without = Pipeline.named("inner").time(ticker, timer).build();

        outer.call(() -> longer.call(this::look) + without.call(this::look));

        assertThat(seen).containsExactly(100L, 100L);
    }

    @Test
    void deadlineFromOutside_boundsThePipeline() {
        Pipeline pipeline = pipeline(800).build();
        Deadline asked = Deadline.after(Duration.ofMillis(30), ticker);

        asked.call(() -> pipeline.call(this::look));
        ticker.advance(Duration.ofMillis(30));

        assertThat(seen).containsExactly(30L);
        assertThatThrownBy(() -> asked.call(() -> pipeline.call(this::look)))
                .isInstanceOf(DeadlineExceededException.class);
    }

    /** https://github.com/App-vNext/Polly/issues/489 */
    @Test
    void pipelineWithoutTimeoutOrDeadline_isEndedByTheOneFromOutside() {
        Pipeline bare = Pipeline.named("bare").time(ticker, timer).build();
        Deadline asked = Deadline.after(Duration.ofMillis(30), ticker);
        CompletableFuture<String> work = new CompletableFuture<>();

        CompletableFuture<String> answer = asked.call(() -> bare.callAsync(() -> work));
        assertThatThrownBy(() -> asked.call(() -> bare.call(() -> hang(30))))
                .isInstanceOf(DeadlineExceededException.class);

        assertThatThrownBy(answer::join).hasCauseInstanceOf(DeadlineExceededException.class);
        assertThat(work).isCancelled();
    }

    /** https://github.com/bazelbuild/bazel/issues/17426 */
    @Test
    void attempt_seesTheDeadlineOfItsOwnCall_onAThreadInTheMiddleOfAnother() {
        RetryConfig twice = RetryConfig.builder().maxAttempts(2).backoff(Backoff.none()).build();
        Retry retry = Retry.of("payment", twice, ticker, this::pause, timer);
        Pipeline patient = pipeline(10_000).retry(retry).build();
        CompletableFuture<String> first = new CompletableFuture<>();
        CompletableFuture<String> answer =
                patient.callAsync(
                        () -> {
                            look();
                            return seen.size() == 1
                                    ? first
                                    : CompletableFuture.completedFuture("fine");
                        });

        pipeline(200).build().call(() -> first.completeExceptionally(new IOException("down")));

        assertThat(answer).isCompletedWithValue("fine");
        assertThat(seen).containsExactly(10_000L, 10_000L);
    }

    private String hang(long millis) {
        timer.advance(Duration.ofMillis(millis));
        return "late";
    }

    /** The breaker of somebody who calls a client with a deadline of its own. */
    private final CircuitBreaker around =
            CircuitBreaker.of("around", CircuitBreakerConfig.defaults(), ticker);

    @Test
    void clientThatFailsByItsOwnDeadline_isAFailureForTheBreakerAround() {
        Timeout attempt = Timeout.of("client", Duration.ofMillis(80), timer);
        Pipeline client = pipeline(100).retry(twice()).timeout(attempt).build();

        assertThatThrownBy(() -> around.call(() -> client.call(() -> hang(80))))
                .isInstanceOf(CallTimeoutException.class);
        assertThatThrownBy(() -> around.call(() -> client.call(this::spendTheDeadline)))
                .isInstanceOf(DeadlineExceededException.class);
        CompletableFuture<String> answer =
                around.callAsync(
                        () ->
                                client.callAsync(
                                        () -> {
                                            spendTheDeadline();
                                            return CompletableFuture.failedFuture(
                                                    new IllegalStateException());
                                        }));
        timer.advance(Duration.ofMillis(50));

        assertThatThrownBy(answer::join).hasCauseInstanceOf(DeadlineExceededException.class);
        assertThat(around.snapshot().counts().failures()).isEqualTo(3);
    }

    /** The first attempt fails; the second is ended by the deadline. */
    private String spendTheDeadline() {
        seen.add(0L);
        if (seen.size() % 2 == 1) {
            ticker.advance(Duration.ofMillis(20));
            throw new IllegalStateException("first attempt");
        }
        return hang(30);
    }

    @Test
    void clientThatFailsByTheDeadlineOfItsCaller_isNobodysFailure() {
        Pipeline client = Pipeline.named("client").time(ticker, timer).build();
        Deadline asked = Deadline.after(Duration.ofMillis(30), ticker);

        assertThatThrownBy(() -> asked.call(() -> around.call(() -> client.call(() -> hang(30)))))
                .isInstanceOf(DeadlineExceededException.class);

        assertThat(around.snapshot().counts().failures()).isZero();
    }

    @Test
    void pipelineInsideAnAttempt_thatIsEndedByTheAttemptsTimeout_isAFailure() {
        Timeout attempt = Timeout.of("payment", Duration.ofMillis(80), new ManualTimer(ticker));
        Pipeline outer =
                Pipeline.named("outer")
                        .time(ticker, timer)
                        .breaker(around)
                        .timeout(attempt)
                        .build();
        Pipeline inner = Pipeline.named("inner").time(ticker, timer).build();

        assertThatThrownBy(() -> outer.call(() -> inner.call(() -> hang(80))))
                .isInstanceOf(DeadlineExceededException.class);

        assertThat(around.snapshot().counts().failures()).isEqualTo(1);
    }

    @Test
    void secondAttemptThatTheDeadlineEnds_keepsTheFailureOfTheFirst() {
        Timeout attempt = Timeout.of("client", Duration.ofMillis(80), timer);
        Pipeline client = pipeline(100).retry(twice()).timeout(attempt).build();

        assertThatThrownBy(() -> client.call(this::spendTheDeadline))
                .isInstanceOf(DeadlineExceededException.class)
                .satisfies(
                        thrown ->
                                assertThat(thrown.getSuppressed()[0]).hasMessage("first attempt"));
    }

    /**
     * The fallback is outside of the deadline: it answers when that is over, in time of its own.
     */
    @Test
    void fallback_answersAfterTheDeadline_andIsBoundedByItsOwnTime() {
        Pipeline pipeline = pipeline(100).build();
        Timeout limit = Timeout.of("fallback", Duration.ofMillis(20), timer);
        Fallback<String> quick =
                Fallback.<String>none().orElseValue("cache", "cached").within(limit);
        Fallback<String> slow =
                Fallback.<String>none().orElse("slow", thrown -> hang(20)).within(limit);

        assertThat(pipeline.call(() -> hang(100), quick)).isEqualTo("cached");
        assertThatThrownBy(() -> pipeline.call(() -> hang(100), slow))
                .isInstanceOf(CallTimeoutException.class)
                .hasMessage("fallback did not end within its timeout of 20 ms");
        CompletableFuture<String> cached = pipeline.callAsync(CompletableFuture::new, quick);
        CompletableFuture<String> late = pipeline.callAsync(CompletableFuture::new, slow);
        timer.advance(Duration.ofMillis(100));

        assertThat(cached).isCompletedWithValue("cached");
        assertThatThrownBy(late::join)
                .cause()
                .hasMessage("fallback did not end within its timeout of 20 ms");
    }

    @Test
    void stage_isStartedWithinTheDeadline_inEveryAttempt_onWhateverThread() {
        Pipeline pipeline = pipeline(800).retry(twice()).build();
        Executor elsewhere = task -> CompletableFuture.runAsync(task).join();

        CompletableFuture<String> answer =
                pipeline.callAsync(
                        () -> {
                            look();
                            return CompletableFuture.failedFuture(new IOException("down"));
                        });
        elsewhere.execute(() -> timer.advance(Duration.ofMillis(50)));

        assertThat(answer).isCompletedExceptionally();
        assertThat(seen).containsExactly(800L, 750L);
    }

    @Test
    void pipelineWithoutDeadline_saysSo() {
        Pipeline.named("none").build().call(this::look);

        assertThat(seen).containsExactly(Long.MAX_VALUE / 1_000_000);
    }

    @Test
    void hangInAPipelineWithoutATimeout_isTheDependencysFailure_onAClockThatMoves() {
        // Every reading of this clock is a little later than the one before, as with real ones.
        Ticker moving =
                () -> {
                    ticker.advance(Duration.ofNanos(100));
                    return ticker.nanos();
                };
        CircuitBreaker breaker =
                CircuitBreaker.of("payment", CircuitBreakerConfig.defaults(), ticker);
        Pipeline bare =
                Pipeline.named("bare")
                        .time(moving, timer)
                        .deadline(Duration.ofMillis(100))
                        .breaker(breaker)
                        .build();

        assertThatThrownBy(
                        () ->
                                bare.call(
                                        () -> {
                                            timer.advance(Duration.ofMillis(100));
                                            return "late";
                                        }))
                .isInstanceOf(CallTimeoutException.class);

        assertThat(breaker.snapshot().counts().failures()).isEqualTo(1);
    }

    @Test
    void attemptThatHadLittleTimeLeft_isTheCallersOwnAffair() {
        Timeout timeout = Timeout.of("payment", Duration.ofMillis(250), timer);
        Pipeline pipeline = pipeline(300).timeout(timeout).build();
        Deadline asked = Deadline.after(Duration.ofMillis(100), ticker);

        assertThatThrownBy(
                        () ->
                                asked.call(
                                        () ->
                                                pipeline.call(
                                                        () -> {
                                                            timer.advance(Duration.ofMillis(100));
                                                            return "late";
                                                        })))
                .isInstanceOf(DeadlineExceededException.class);
    }
}
