package org.acme.breaker.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.acme.breaker.BreakerState;
import org.acme.breaker.CallNotPermittedException;
import org.acme.breaker.CircuitBreaker;
import org.acme.breaker.CircuitBreakerConfig;
import org.acme.breaker.InvalidConfigurationException;
import org.acme.breaker.ManualTicker;
import org.acme.breaker.bulkhead.Bulkhead;
import org.acme.breaker.bulkhead.BulkheadFullException;
import org.acme.breaker.fallback.Fallback;
import org.acme.breaker.internal.ForeignStage;
import org.acme.breaker.ratelimit.RateLimiter;
import org.acme.breaker.retry.Backoff;
import org.acme.breaker.retry.Retry;
import org.acme.breaker.retry.RetryConfig;
import org.acme.breaker.timeout.CallTimeoutException;
import org.acme.breaker.timeout.DeadlineExceededException;
import org.acme.breaker.timeout.ManualTimer;
import org.acme.breaker.timeout.Timeout;
import org.acme.breaker.window.Counts;
import org.junit.jupiter.api.Test;

/** What the order of the parts means. */
class PipelineTest {

    private final ManualTicker ticker = new ManualTicker();
    private final ManualTimer timer = new ManualTimer(ticker);
    private final CircuitBreaker breaker =
            CircuitBreaker.of(
                    "payment", CircuitBreakerConfig.builder().minimumCalls(3).build(), ticker);
    private final Bulkhead bulkhead = Bulkhead.of("payment", 1);
    private final Pipeline pipeline = pipeline().build();
    private int attempts;

    private PipelineBuilder pipeline() {
        RetryConfig twice =
                RetryConfig.builder()
                        .maxAttempts(2)
                        .backoff(Backoff.fixed(Duration.ofMillis(50)))
                        .build();
        return Pipeline.named("payment")
                .time(ticker, timer)
                .deadline(Duration.ofMillis(800))
                .retry(Retry.of("payment", twice, ticker, this::pause, timer))
                .breaker(breaker)
                .timeout(Timeout.of("payment", Duration.ofMillis(250), timer))
                .bulkhead(bulkhead);
    }

    private void pause(long nanos) {
        ticker.advance(Duration.ofNanos(nanos));
    }

    private String down() throws IOException {
        attempts++;
        throw new IOException("down");
    }

    private String hang(Duration time) {
        attempts++;
        timer.advance(time);
        return "late";
    }

    private Counts counts() {
        return breaker.snapshot().counts();
    }

    @Test
    void success_passesAllParts() {
        assertThat(pipeline.call(() -> "fine")).isEqualTo("fine");
        assertThat(counts()).isEqualTo(new Counts(1, 0, 0));
        assertThat(bulkhead.active()).isZero();
    }

    @Test
    void everyAttempt_isSeenByTheBreaker() {
        assertThatThrownBy(() -> pipeline.call(this::down)).isInstanceOf(IOException.class);

        assertThat(attempts).isEqualTo(2);
        assertThat(counts()).isEqualTo(new Counts(2, 2, 0));
    }

    @Test
    void breaker_thatOpensBetweenAttempts_endsTheRetries() {
        assertThatThrownBy(() -> pipeline.call(this::down)).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> pipeline.call(this::down))
                .isInstanceOf(CallNotPermittedException.class);

        assertThat(attempts).isEqualTo(3);
        assertThat(breaker.state()).isEqualTo(BreakerState.OPEN);
    }

    @Test
    void timeoutOfAnAttempt_isAFailure_andIsTriedAgain() {
        assertThatThrownBy(() -> pipeline.call(() -> hang(Duration.ofMillis(250))))
                .isInstanceOf(CallTimeoutException.class);

        assertThat(attempts).isEqualTo(2);
        assertThat(counts()).isEqualTo(new Counts(2, 2, 0));
    }

    @Test
    void deadlineOfTheCaller_countsForNothing() {
        Pipeline hurried = pipeline().deadline(Duration.ofMillis(300)).build();

        assertThatThrownBy(
                        () ->
                                hurried.call(
                                        () ->
                                                attempts == 0
                                                        ? hang(Duration.ofMillis(249)) + down()
                                                        : hang(Duration.ofMillis(200))))
                .isInstanceOfAny(DeadlineExceededException.class, IOException.class);

        assertThat(counts().failures()).isLessThanOrEqualTo(1);
    }

    @Test
    void pipelineWithoutATimeout_isStillEndedByItsDeadline() {
        Pipeline bare =
                Pipeline.named("bare")
                        .time(ticker, timer)
                        .deadline(Duration.ofMillis(100))
                        .breaker(breaker)
                        .build();

        assertThatThrownBy(() -> bare.call(() -> hang(Duration.ofMillis(100))))
                .isInstanceOf(CallTimeoutException.class);
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
    }

    @Test
    void fullBulkhead_countsForNothing_andIsNotTriedAgain() {
        assertThat(bulkhead.tryAcquire()).isNotNull();

        assertThatThrownBy(() -> pipeline.call(() -> "never"))
                .isInstanceOf(BulkheadFullException.class);

        assertThat(counts()).isEqualTo(Counts.NONE);
        assertThat(bulkhead.rejected()).isEqualTo(1);
    }

    @Test
    void fallback_answersForEverythingInside() throws IOException {
        Fallback<String> pending = Fallback.<String>none().orElseValue("pending", "pending");
        breaker.forceOpen();

        assertThat(pipeline.call(this::down, pending)).isEqualTo("pending");
        assertThat(pipeline.callAsync(CompletableFuture::new, pending))
                .isCompletedWithValue("pending");
    }

    @Test
    void cancelledAnswerOfAFallback_reachesTheWork_andFreesEverything() {
        Fallback<String> pending = Fallback.<String>none().orElseValue("pending", "pending");
        CompletableFuture<String> work = new CompletableFuture<>();
        CompletableFuture<String> answer = pipeline.callAsync(() -> work, pending);

        answer.cancel(true);

        assertThat(answer).isCancelled();
        assertThat(work).isCancelled();
        assertThat(bulkhead.active()).isZero();
        assertThat(counts()).isEqualTo(Counts.NONE);
    }

    @Test
    void supplierThatThrows_orAnswersNull_isAFailedStage_inEveryPipeline() {
        for (Pipeline each : List.of(Pipeline.named("empty").build(), pipeline)) {
            CompletableFuture<String> thrown =
                    each.callAsync(
                            () -> {
                                throw new UnsupportedOperationException("before it began");
                            });
            @SuppressWarnings({"NullAway", "NullableProblems"})
            CompletableFuture<String> none = each.callAsync(() -> null);
            timer.advance(Duration.ofMillis(50));

            assertThat(thrown).isCompletedExceptionally();
            assertThat(none).isCompletedExceptionally();
        }
    }

    @Test
    void parts_canBeLookedAt() {
        RateLimiter limiter =
                RateLimiter.builder("payment")
                        .permits(1, Duration.ofSeconds(1))
                        .burst(1)
                        .ticker(ticker)
                        .build();
        Pipeline full = pipeline().rateLimiter(limiter).build();

        assertThat(full.deadline()).contains(Duration.ofMillis(800));
        assertThat(full.timeout().map(Timeout::duration)).contains(Duration.ofMillis(250));
        assertThat(full.rateLimiter()).contains(limiter);
        assertThat(Pipeline.named("b").deadline(Duration.ofSeconds(1)).build().timeout()).isEmpty();
    }

    @Test
    void rateLimiter_refusesBeforeTheBreakerIsAsked() {
        RateLimiter one =
                RateLimiter.builder("payment")
                        .permits(1, Duration.ofSeconds(1))
                        .burst(1)
                        .ticker(ticker)
                        .build();
        Pipeline limited = pipeline().rateLimiter(one).build();
        limited.call(() -> "fine");

        assertThatThrownBy(() -> limited.call(() -> "never"))
                .hasMessageContaining("no permit left");
        assertThat(counts()).isEqualTo(new Counts(1, 0, 0));
    }

    @Test
    void stage_passesAllParts_andIsTriedAgain() {
        CompletableFuture<String> first = new CompletableFuture<>();
        CompletableFuture<String> second = new CompletableFuture<>();
        CompletableFuture<String> answer =
                pipeline.callAsync(() -> ++attempts == 1 ? first : second);

        first.completeExceptionally(new IOException("down"));
        timer.advance(Duration.ofMillis(50));
        second.complete("fine");

        assertThat(answer).isCompletedWithValue("fine");
        assertThat(counts()).isEqualTo(new Counts(2, 1, 0));
        assertThat(bulkhead.active()).isZero();
    }

    @Test
    void cancelledAnswer_reachesTheWork_andFreesEverything() {
        CompletableFuture<String> work = new CompletableFuture<>();
        CompletableFuture<String> answer = pipeline.callAsync(() -> work);

        answer.cancel(true);

        assertThat(work).isCancelled();
        assertThat(bulkhead.active()).isZero();
        assertThat(counts()).isEqualTo(Counts.NONE);
        assertThat(timer.pending()).isZero();
    }

    @Test
    @SuppressWarnings({"NullAway", "NullableProblems", "DataFlowIssue"})
    void missingParts_areRefused() {
        assertThatThrownBy(() -> pipeline().retry(null))
                .isInstanceOf(InvalidConfigurationException.class)
                .hasMessage("retry must be a retry, but is null");
        assertThatThrownBy(() -> pipeline().breaker(null)).hasMessageContaining("breaker");
        assertThatThrownBy(() -> pipeline().bulkhead(null)).hasMessageContaining("bulkhead");
        assertThatThrownBy(() -> pipeline().timeout(null)).hasMessageContaining("timeout");
        assertThatThrownBy(() -> pipeline().rateLimiter(null)).hasMessageContaining("rateLimiter");
        assertThatThrownBy(() -> pipeline().deadline(null)).hasMessageContaining("deadline");
        assertThatThrownBy(() -> pipeline().time(null, timer)).hasMessageContaining("ticker");
        assertThatThrownBy(() -> Pipeline.named(null)).hasMessageContaining("name");
    }

    @Test
    void emptyPipeline_justCalls() {
        Pipeline empty = Pipeline.named("empty").build();

        assertThat(empty.call(() -> "fine")).isEqualTo("fine");
        assertThat(empty.callAsync(() -> CompletableFuture.completedFuture("fine")))
                .isCompletedWithValue("fine");
        assertThat(empty.breaker()).isEmpty();
    }

    @Test
    void timeout_asLongAsTheDeadline_isRefused() {
        PipelineBuilder contradiction = pipeline().deadline(Duration.ofMillis(250));

        assertThatThrownBy(contradiction::build)
                .isInstanceOf(InvalidConfigurationException.class)
                .hasMessageContaining("timeout must be shorter than the deadline");
    }

    @Test
    void stageThatSupportsOnlyItsInterface_isFollowed_evenWithoutAnyPart() {
        CompletableFuture<String> answer =
                Pipeline.named("empty")
                        .build()
                        .callAsync(
                                () -> ForeignStage.of(callback -> callback.accept("fine", null)));

        assertThat(answer).isCompletedWithValue("fine");
    }
}
