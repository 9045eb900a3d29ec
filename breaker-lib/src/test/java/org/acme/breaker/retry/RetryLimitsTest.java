package org.acme.breaker.retry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import org.acme.breaker.timeout.Deadline;
import org.junit.jupiter.api.Test;

/** How long a retry waits before an attempt, and what ends the attempts. */
class RetryLimitsTest extends RetryScene {

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
    void retryAfter_isObeyed() throws IOException {
        Retry retry =
                retry(config().toBuilder().retryAfter(thrown -> Duration.ofSeconds(7)).build());

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
        Retry retry =
                retry(config().toBuilder().retryAfter(thrown -> Duration.ofSeconds(7)).build());
        for (int i = 0; i < 20; i++) {
            attempts = 0;
            retry.call(() -> failing(1));
        }

        assertThat(pauses).hasSize(20);
        assertThat(pauses.stream().distinct().count()).isGreaterThan(15);
    }

    @Test
    void retryAfter_thatJustFits_isNotSpreadBeyondTheDeadline() throws IOException {
        Retry retry =
                retry(config().toBuilder().retryAfter(thrown -> Duration.ofSeconds(7)).build());
        Deadline deadline = Deadline.after(Duration.ofMillis(7001), ticker);

        assertThat(retry.call(() -> failing(1), deadline)).isEqualTo("fine");
    }

    @Test
    void retryAfter_beyondTheDeadline_endsAtOnce() {
        Retry retry =
                retry(config().toBuilder().retryAfter(thrown -> Duration.ofDays(9_999)).build());

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
        Retry retry =
                retry(
                        config().toBuilder()
                                .maxAttempts(100)
                                .maxDuration(SECOND.multipliedBy(3))
                                .build());

        assertThatThrownBy(() -> retry.call(() -> failing(99))).hasMessage("attempt 3");
    }

    @Test
    void endlessRetries_endWithTheirDuration() {
        RetryConfig endless =
                config().toBuilder()
                        .maxAttempts(RetryConfig.ENDLESS)
                        .maxDuration(SECOND.multipliedBy(2_000))
                        .build();

        assertThatThrownBy(() -> retry(endless).call(() -> failing(Integer.MAX_VALUE)))
                .isInstanceOf(IOException.class);

        assertThat(attempts).isEqualTo(2_000);
        assertThat(outcomes).last().isEqualTo(RetryOutcome.OUT_OF_TIME);
    }

    @Test
    void budget_boundsRetriesToAShareOfTheCalls() {
        RetryBudget budget = RetryBudget.of(20, 2);
        Retry retry = retry(config().toBuilder().maxAttempts(2).budget(budget).build());
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
}
