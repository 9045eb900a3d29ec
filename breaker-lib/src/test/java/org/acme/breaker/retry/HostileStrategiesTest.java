package org.acme.breaker.retry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import org.acme.breaker.ManualTicker;
import org.acme.breaker.timeout.Deadline;
import org.acme.breaker.timeout.ManualTimer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Strategies of users that throw: the last attempt's end stands, and nothing is made again. */
class HostileStrategiesTest {

    private final ManualTicker ticker = new ManualTicker();
    private final ManualTimer timer = new ManualTimer(ticker);
    private final AtomicInteger attempts = new AtomicInteger();
    private final List<RetryOutcome> outcomes = new ArrayList<>();

    private static <T> T bug() {
        throw new AssertionError("a bug in a strategy");
    }

    private Retry retry(RetryConfig config) {
        Retry retry = Retry.of("payment", config, ticker, nanos -> {}, timer);
        retry.onOutcome(outcomes::add);
        return retry;
    }

    private String down() throws IOException {
        attempts.incrementAndGet();
        throw new IOException("down");
    }

    private CompletionStage<String> downLater() {
        attempts.incrementAndGet();
        return CompletableFuture.failedFuture(new IOException("down"));
    }

    static List<RetryConfig> brokenStrategies() {
        RetryConfig config = RetryConfig.defaults();
        return List.of(
                config.toBuilder().retryOn(thrown -> bug()).build(),
                config.toBuilder().retryAfter(thrown -> bug()).build(),
                config.toBuilder().backoff(retry -> bug()).build());
    }

    @ParameterizedTest
    @MethodSource("brokenStrategies")
    void strategyThatThrows_endsTheRetries_andTheFailureStands(RetryConfig broken) {
        assertThatThrownBy(() -> retry(broken).call(this::down)).hasMessage("down");

        assertThat(attempts).hasValue(1);
        assertThat(outcomes).containsExactly(RetryOutcome.NOT_RETRYABLE);
    }

    @ParameterizedTest
    @MethodSource("brokenStrategies")
    void strategyThatThrows_endsTheRetriesOfAStage_andTheFailureStands(RetryConfig broken) {
        CompletableFuture<String> answer =
                retry(broken).callAsync(this::downLater, Deadline.none());

        assertThatThrownBy(answer::join).hasCauseInstanceOf(IOException.class);
        assertThat(attempts).hasValue(1);
    }

    @Test
    void resultsPredicateThatThrows_repeatsNoCallThatSucceeded() {
        Retry broken = retry(RetryConfig.builder().retryOnResult(result -> bug()).build());

        assertThat(
                        broken.<String, RuntimeException>call(
                                () -> "charged " + attempts.incrementAndGet()))
                .isEqualTo("charged 1");
        assertThat(
                        broken.callAsync(
                                () ->
                                        CompletableFuture.completedFuture(
                                                "charged " + attempts.incrementAndGet()),
                                Deadline.none()))
                .isCompletedWithValue("charged 2");
    }

    @Test
    void supplierThatAnswersNull_isAFailure() {
        @SuppressWarnings({"NullAway", "NullableProblems"})
        CompletableFuture<String> answer =
                retry(RetryConfig.builder().maxAttempts(1).build())
                        .callAsync(() -> null, Deadline.none());

        assertThatThrownBy(answer::join).hasCauseInstanceOf(NullPointerException.class);
    }

    @Test
    void thousandStagesThatFailAtOnce_dontPileUpOnTheStack() throws Exception {
        Retry stubborn =
                retry(RetryConfig.builder().maxAttempts(1_000).backoff(Backoff.none()).build());
        List<CompletableFuture<String>> answer = new ArrayList<>();
        Thread shallow =
                new Thread(
                        null,
                        () -> answer.add(stubborn.callAsync(this::downLater, Deadline.none())),
                        "shallow",
                        180_000);
        shallow.start();
        shallow.join();

        assertThat(attempts).hasValue(1_000);
        assertThat(answer).first().satisfies(a -> assertThat(a).isCompletedExceptionally());
    }

    @Test
    void cancelledAnswer_leavesNoTimerBehind() {
        Retry patient =
                retry(RetryConfig.builder().backoff(Backoff.fixed(Duration.ofSeconds(1))).build());
        CompletableFuture<String> answer = patient.callAsync(this::downLater, Deadline.none());
        assertThat(timer.pending()).isEqualTo(1);

        answer.cancel(true);

        assertThat(timer.pending()).isZero();
    }
}
