package org.acme.breaker.retry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.acme.breaker.CallNotPermittedException;
import org.acme.breaker.CircuitBreaker;
import org.acme.breaker.CircuitBreakerConfig;
import org.acme.breaker.InvalidConfigurationException;
import org.acme.breaker.ManualTicker;
import org.acme.breaker.timeout.Deadline;
import org.acme.breaker.timeout.ManualTimer;
import org.junit.jupiter.api.Test;

class RetryTest {

    private static final Duration SECOND = Duration.ofSeconds(1);

    private final ManualTicker ticker = new ManualTicker();
    private final ManualTimer timer = new ManualTimer(ticker);
    private final List<Duration> pauses = new ArrayList<>();
    private final List<RetryOutcome> outcomes = new ArrayList<>();
    private int attempts;

    private static RetryConfig config() {
        return RetryConfig.defaults().withBackoff(Backoff.fixed(SECOND));
    }

    private Retry retry(RetryConfig config) {
        Retry retry = Retry.of("payment", config, ticker, this::pause, timer);
        retry.onOutcome(outcomes::add);
        return retry;
    }

    private void pause(long nanos) throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        pauses.add(Duration.ofNanos(nanos));
        ticker.advance(Duration.ofNanos(nanos));
    }

    /** Fails so many times, then succeeds. */
    private String failing(int times) throws IOException {
        if (++attempts <= times) {
            throw new IOException("attempt " + attempts);
        }
        return "fine";
    }

    @Test
    void success_isNotRepeated() throws IOException {
        assertThat(retry(config()).call(() -> failing(0))).isEqualTo("fine");
        assertThat(outcomes).isEmpty();
    }

    @Test
    void failure_isRepeated_untilItSucceeds() throws IOException {
        assertThat(retry(config()).call(() -> failing(2))).isEqualTo("fine");

        assertThat(attempts).isEqualTo(3);
        assertThat(pauses).containsExactly(SECOND, SECOND);
        assertThat(outcomes)
                .containsExactly(
                        RetryOutcome.RETRIED, RetryOutcome.RETRIED, RetryOutcome.RECOVERED);
    }

    @Test
    void lastFailure_isThrown_onceAttemptsAreUsedUp() {
        assertThatThrownBy(() -> retry(config()).call(() -> failing(9)))
                .isInstanceOf(IOException.class)
                .hasMessage("attempt 3");
        assertThat(outcomes).last().isEqualTo(RetryOutcome.EXHAUSTED);
    }

    @Test
    void refusalByABreaker_isNeverRepeated_whateverIsConfigured() {
        CircuitBreaker breaker = CircuitBreaker.of("b", CircuitBreakerConfig.defaults(), ticker);
        breaker.forceOpen();
        Retry eager = retry(config().withRetryOn(thrown -> true));

        assertThatThrownBy(() -> eager.call(() -> breaker.call(() -> "never")))
                .hasMessageContaining("forced open");

        assertThat(breaker.snapshot().rejected()).isEqualTo(1);
        assertThat(outcomes).containsExactly(RetryOutcome.NOT_PERMITTED);
    }

    @Test
    void whatIsNotWorthIt_isNotRepeated() {
        Retry retry = retry(config().withRetryOn(thrown -> false));

        assertThatThrownBy(() -> retry.call(() -> failing(9))).hasMessage("attempt 1");

        assertThat(outcomes).containsExactly(RetryOutcome.NOT_RETRYABLE);
    }

    @Test
    void errorsAndInterrupts_areNotRepeated() {
        Retry retry = retry(config());

        assertThatThrownBy(
                        () ->
                                retry.call(
                                        () -> {
                                            throw new StackOverflowError();
                                        }))
                .isInstanceOf(StackOverflowError.class);
        assertThatThrownBy(
                        () ->
                                retry.call(
                                        () -> {
                                            throw new InterruptedException();
                                        }))
                .isInstanceOf(InterruptedException.class);
        assertThat(outcomes).containsExactly(RetryOutcome.NOT_RETRYABLE, RetryOutcome.INTERRUPTED);
        assertThat(Thread.interrupted()).isTrue();
    }

    /** https://github.com/resilience4j/resilience4j/issues/1856 */
    @Test
    void interrupt_isNotRepeated_whateverIsConfigured_andKeepsTheFlag() {
        Retry eager = retry(config().withRetryOn(Exception.class::isInstance));

        assertThatThrownBy(
                        () ->
                                eager.call(
                                        () -> {
                                            attempts++;
                                            throw new InterruptedException();
                                        }))
                .isInstanceOf(InterruptedException.class);

        assertThat(attempts).isEqualTo(1);
        assertThat(Thread.interrupted()).isTrue();
        assertThat(outcomes).containsExactly(RetryOutcome.INTERRUPTED);
    }

    @Test
    void interruptOfAWorker_isNotRepeated_andInterruptsNobodyElse() {
        Retry eager = retry(config().withRetryOn(Exception.class::isInstance));

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

    @Test
    void failureOfAFuture_isJudgedByItsCause() {
        CircuitBreaker breaker = CircuitBreaker.of("b", CircuitBreakerConfig.defaults(), ticker);
        breaker.forceOpen();
        Retry eager = retry(config().withRetryOn(thrown -> true));

        assertThatThrownBy(() -> eager.call(() -> breaker.callAsync(this::never).join()))
                .isInstanceOf(CompletionException.class);
        assertThatThrownBy(() -> eager.call(() -> breaker.callAsync(this::never).get()))
                .isInstanceOf(ExecutionException.class);

        assertThat(outcomes)
                .containsExactly(RetryOutcome.NOT_PERMITTED, RetryOutcome.NOT_PERMITTED);
    }

    private CompletableFuture<String> never() {
        throw new AssertionError("started");
    }

    @Test
    void attemptThatIsRefused_keepsTheFailureOfTheOneBefore() {
        CircuitBreaker breaker =
                CircuitBreaker.of(
                        "b", CircuitBreakerConfig.builder().consecutiveFailures(1).build(), ticker);

        assertThatThrownBy(() -> retry(config()).call(() -> breaker.call(() -> failing(9))))
                .isInstanceOf(CallNotPermittedException.class)
                .satisfies(RetryTest::rememberTheFirstAttempt);

        attempts = 0;
        breaker.reset();
        CompletableFuture<String> answer =
                retry(config().withBackoff(Backoff.none()))
                        .callAsync(() -> breaker.callAsync(this::failingLater));
        assertThatThrownBy(answer::join)
                .cause()
                .isInstanceOf(CallNotPermittedException.class)
                .satisfies(RetryTest::rememberTheFirstAttempt);
    }

    private static void rememberTheFirstAttempt(Throwable thrown) {
        assertThat(thrown.getSuppressed()).hasSize(1);
        assertThat(thrown.getSuppressed()[0]).hasMessage("attempt 1");
    }

    private CompletableFuture<String> failingLater() {
        try {
            return CompletableFuture.completedFuture(failing(9));
        } catch (IOException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    @Test
    void result_thatIsNotWanted_isRepeated_andReturnedAtTheEnd() {
        Retry retry = retry(config().withRetryOnResult("busy"::equals));

        assertThat(retry.call(() -> ++attempts < 3 ? "busy" : "fine")).isEqualTo("fine");
        attempts = -100;
        assertThat(retry.call(() -> ++attempts < 3 ? "busy" : "fine")).isEqualTo("busy");
    }

    @Test
    void retryAfter_isObeyed() throws IOException {
        Retry retry = retry(config().withRetryAfter(thrown -> Duration.ofSeconds(7)));

        retry.call(() -> failing(1));

        assertThat(pauses)
                .singleElement()
                .satisfies(
                        pause ->
                                assertThat(pause)
                                        .isBetween(Duration.ofSeconds(7), Duration.ofMillis(7700)));
    }

    @Test
    void retryAfter_bringsCallersBackOneByOne() throws IOException {
        Retry retry = retry(config().withRetryAfter(thrown -> Duration.ofSeconds(7)));
        for (int i = 0; i < 20; i++) {
            attempts = 0;
            retry.call(() -> failing(1));
        }

        assertThat(pauses).hasSize(20);
        assertThat(pauses.stream().distinct().count()).isGreaterThan(15);
    }

    @Test
    void retryAfter_thatJustFits_isNotSpreadBeyondTheDeadline() throws IOException {
        Retry retry = retry(config().withRetryAfter(thrown -> Duration.ofSeconds(7)));
        Deadline deadline = Deadline.after(Duration.ofMillis(7001), ticker);

        assertThat(retry.call(() -> failing(1), deadline)).isEqualTo("fine");
    }

    @Test
    void retryAfter_beyondTheDeadline_endsAtOnce() {
        Retry retry = retry(config().withRetryAfter(thrown -> Duration.ofDays(9_999)));

        assertThatThrownBy(() -> retry.call(() -> failing(1))).hasMessage("attempt 1");

        assertThat(pauses).isEmpty();
        assertThat(outcomes).containsExactly(RetryOutcome.OUT_OF_TIME);
    }

    @Test
    void deadline_endsTheRetries() {
        Deadline deadline = Deadline.after(Duration.ofMillis(1500), ticker);

        assertThatThrownBy(() -> retry(config()).call(() -> failing(9), deadline))
                .hasMessage("attempt 2");
        assertThat(outcomes).containsExactly(RetryOutcome.RETRIED, RetryOutcome.OUT_OF_TIME);
    }

    @Test
    void maxDuration_endsTheRetries() {
        Retry retry = retry(config().withMaxAttempts(100).withMaxDuration(SECOND.multipliedBy(3)));

        assertThatThrownBy(() -> retry.call(() -> failing(99))).hasMessage("attempt 3");
    }

    @Test
    void budget_boundsRetriesToAShareOfTheCalls() {
        RetryBudget budget = RetryBudget.of(20, 2);
        Retry retry = retry(config().withMaxAttempts(2).withBudget(budget));
        for (int i = 0; i < 100; i++) {
            assertThatThrownBy(() -> retry.call(() -> failing(1_000_000)));
        }

        assertThat(attempts).isEqualTo(100 + 2 + 19);
        assertThat(outcomes).contains(RetryOutcome.OUT_OF_BUDGET);
        assertThat(budget.tokens()).isLessThan(1);
    }

    @Test
    void interrupt_duringTheWait_endsTheRetries_keepsTheFlag_andThrowsTheFailure() {
        assertThatThrownBy(
                        () ->
                                retry(config())
                                        .call(
                                                () -> {
                                                    Thread.currentThread().interrupt();
                                                    return failing(9);
                                                }))
                .hasMessage("attempt 1");

        assertThat(Thread.interrupted()).isTrue();
        assertThat(outcomes).containsExactly(RetryOutcome.INTERRUPTED);
    }

    @Test
    void backoff_doublesUpToItsCap_withFullJitter() {
        Backoff longest = Backoff.exponential(SECOND, SECOND.multipliedBy(5), () -> 1.0);
        Backoff shortest = Backoff.exponential(SECOND, SECOND.multipliedBy(5), () -> 0.0);

        assertThat(longest.nanosBefore(1)).isEqualTo(1_000_000_000L);
        assertThat(longest.nanosBefore(3)).isEqualTo(4_000_000_000L);
        assertThat(longest.nanosBefore(4)).isEqualTo(5_000_000_000L);
        assertThat(longest.nanosBefore(900)).isEqualTo(5_000_000_000L);
        assertThat(shortest.nanosBefore(9)).isZero();
        assertThat(Backoff.none().nanosBefore(1)).isZero();
    }

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

    /** https://github.com/bazelbuild/bazel/issues/17426 */
    @Test
    void attempt_seesTheDeadlineOfItsOwnCall_onAThreadInTheMiddleOfAnother() {
        List<Long> seen = new ArrayList<>();
        Deadline own = Deadline.after(Duration.ofSeconds(10), ticker);
        CompletableFuture<String> first = new CompletableFuture<>();
        Retry retry = retry(config().withBackoff(Backoff.none()));
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
    void stagesThatFailAtOnce_areRetriedWithoutGrowingTheStack() {
        RetryConfig often =
                RetryConfig.defaults()
                        .withMaxAttempts(RetryConfig.ENDLESS)
                        .withBackoff(Backoff.none());

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

    @Test
    void endlessRetries_endWithTheirDuration() {
        RetryConfig endless =
                config().withMaxAttempts(RetryConfig.ENDLESS)
                        .withMaxDuration(SECOND.multipliedBy(2_000));

        assertThatThrownBy(() -> retry(endless).call(() -> failing(Integer.MAX_VALUE)))
                .isInstanceOf(IOException.class);

        assertThat(attempts).isEqualTo(2_000);
        assertThat(outcomes).last().isEqualTo(RetryOutcome.OUT_OF_TIME);
    }

    @Test
    @SuppressWarnings({"NullAway", "NullableProblems", "DataFlowIssue"})
    void nothing_isRefused() {
        assertThatThrownBy(() -> config().withRetryOn(null))
                .isInstanceOf(InvalidConfigurationException.class)
                .hasMessage("retry.retryOn must be a predicate, but is null");
        assertThatThrownBy(() -> config().withBackoff(null)).hasMessageContaining("retry.backoff");
        assertThatThrownBy(() -> config().withRetryOnResult(null))
                .hasMessageContaining("retry.retryOnResult");
        assertThatThrownBy(() -> config().withRetryAfter(null))
                .hasMessageContaining("retry.retryAfter");
        assertThatThrownBy(() -> config().withBudget(null)).hasMessageContaining("retry.budget");
        assertThatThrownBy(() -> config().withMaxDuration(null))
                .hasMessageContaining("retry.maxDuration");
        assertThatThrownBy(() -> Retry.of("payment", null))
                .isInstanceOf(InvalidConfigurationException.class)
                .hasMessage("retry.config must be a configuration, but is null");
        assertThatThrownBy(() -> Retry.of(null, config())).hasMessageContaining("retry.name");
        assertThatThrownBy(() -> retry(config()).configure(null))
                .isInstanceOf(InvalidConfigurationException.class);
        assertThatThrownBy(() -> retry(config()).call(null))
                .isInstanceOf(NullPointerException.class);
        assertThat(outcomes).isEmpty();
    }

    @Test
    void settings_areChecked() {
        assertThatThrownBy(() -> config().withMaxAttempts(0))
                .isInstanceOf(InvalidConfigurationException.class)
                .hasMessage("retry.maxAttempts must be at least 1 (no retry), but is 0");
        assertThatThrownBy(() -> config().withMaxDuration(Duration.ZERO))
                .hasMessageContaining("retry.maxDuration");
        assertThatThrownBy(() -> Backoff.exponential(SECOND, Duration.ofMillis(1)))
                .hasMessageContaining("backoff.cap");
        assertThatThrownBy(() -> RetryBudget.of(-1, 1)).hasMessageContaining("retryBudget.percent");
        assertThatThrownBy(() -> RetryBudget.of(10, 0)).hasMessageContaining("retryBudget.reserve");
    }
}
