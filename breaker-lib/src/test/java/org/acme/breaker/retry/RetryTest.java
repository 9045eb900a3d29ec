package org.acme.breaker.retry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import org.acme.breaker.CallNotPermittedException;
import org.acme.breaker.CircuitBreaker;
import org.acme.breaker.CircuitBreakerConfig;
import org.acme.breaker.InvalidConfigurationException;
import org.junit.jupiter.api.Test;

/** Which failures and results are repeated, and which settings are refused. */
class RetryTest extends RetryScene {

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
        Retry eager = retry(config().toBuilder().retryOn(thrown -> true).build());

        assertThatThrownBy(() -> eager.call(() -> breaker.call(() -> "never")))
                .hasMessageContaining("forced open");

        assertThat(breaker.snapshot().rejected()).isEqualTo(1);
        assertThat(outcomes).containsExactly(RetryOutcome.NOT_PERMITTED);
    }

    @Test
    void whatIsNotWorthIt_isNotRepeated() {
        Retry retry = retry(config().toBuilder().retryOn(thrown -> false).build());

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
        Retry eager = retry(config().toBuilder().retryOn(Exception.class::isInstance).build());

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
    void failureOfAFuture_isJudgedByItsCause() {
        CircuitBreaker breaker = CircuitBreaker.of("b", CircuitBreakerConfig.defaults(), ticker);
        breaker.forceOpen();
        Retry eager = retry(config().toBuilder().retryOn(thrown -> true).build());

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
                retry(config().toBuilder().backoff(Backoff.none()).build())
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
        Retry retry = retry(config().toBuilder().retryOnResult("busy"::equals).build());

        assertThat(retry.call(() -> ++attempts < 3 ? "busy" : "fine")).isEqualTo("fine");
        attempts = -100;
        assertThat(retry.call(() -> ++attempts < 3 ? "busy" : "fine")).isEqualTo("busy");
    }

    @Test
    @SuppressWarnings({"NullAway", "NullableProblems", "DataFlowIssue"})
    void nothing_isRefused() {
        assertThatThrownBy(() -> config().toBuilder().retryOn(null).build())
                .isInstanceOf(InvalidConfigurationException.class)
                .hasMessage("retry.retryOn must be a predicate, but is null");
        assertThatThrownBy(() -> config().toBuilder().backoff(null).build())
                .hasMessageContaining("retry.backoff");
        assertThatThrownBy(() -> config().toBuilder().retryOnResult(null).build())
                .hasMessageContaining("retry.retryOnResult");
        assertThatThrownBy(() -> config().toBuilder().retryAfter(null).build())
                .hasMessageContaining("retry.retryAfter");
        assertThatThrownBy(() -> config().toBuilder().budget(null).build())
                .hasMessageContaining("retry.budget");
        assertThatThrownBy(() -> config().toBuilder().maxDuration(null).build())
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
        assertThatThrownBy(() -> config().toBuilder().maxAttempts(0).build())
                .isInstanceOf(InvalidConfigurationException.class)
                .hasMessage("retry.maxAttempts must be at least 1 (no retry), but is 0");
        assertThatThrownBy(() -> config().toBuilder().maxDuration(Duration.ZERO).build())
                .hasMessageContaining("retry.maxDuration");
        assertThatThrownBy(() -> Backoff.exponential(SECOND, Duration.ofMillis(1)))
                .hasMessageContaining("backoff.cap");
        assertThatThrownBy(() -> RetryBudget.of(-1, 1)).hasMessageContaining("retryBudget.percent");
        assertThatThrownBy(() -> RetryBudget.of(10, 0)).hasMessageContaining("retryBudget.reserve");
    }
}
