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
                RetryConfig.defaults()
                        .withMaxAttempts(2)
                        .withBackoff(Backoff.fixed(Duration.ofMillis(50)));
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
