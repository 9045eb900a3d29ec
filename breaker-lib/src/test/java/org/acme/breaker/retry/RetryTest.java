package org.acme.breaker.retry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
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
        assertThat(outcomes)
                .containsExactly(RetryOutcome.NOT_RETRYABLE, RetryOutcome.NOT_RETRYABLE);
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

        assertThat(pauses).containsExactly(Duration.ofSeconds(7));
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
