package org.acme.breaker.retry;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.acme.breaker.ManualTicker;
import org.acme.breaker.timeout.ManualTimer;
import org.junit.jupiter.api.Test;

/** A retry that has been decided and is never made. */
class GivenUpRetryTest {

    private static final Duration SECOND = Duration.ofSeconds(1);

    private final ManualTicker ticker = new ManualTicker();
    private final ManualTimer timer = new ManualTimer(ticker);
    private final RetryBudget budget = RetryBudget.of(0, 5);
    private final List<RetryOutcome> outcomes = new ArrayList<>();

    private Retry retry(Pause pause) {
        RetryConfig config =
                RetryConfig.builder().backoff(Backoff.fixed(SECOND)).budget(budget).build();
        Retry retry = Retry.of("payment", config, ticker, pause, timer);
        retry.onOutcome(outcomes::add);
        return retry;
    }

    @Test
    void answerThatIsCancelledInTheWait_isNoRetry_andCostsNothing() {
        CompletableFuture<String> answer =
                retry(nanos -> {})
                        .callAsync(() -> CompletableFuture.failedFuture(new IOException("down")));

        answer.cancel(true);
        timer.advance(SECOND);

        assertThat(outcomes).isEmpty();
        assertThat(budget.tokens()).isEqualTo(5);
    }

    @Test
    void waitThatIsInterrupted_costsNothing() {
        Retry interrupted =
                retry(
                        nanos -> {
                            throw new InterruptedException();
                        });

        assertThat(catchFailure(interrupted)).isInstanceOf(IOException.class);

        assertThat(Thread.interrupted()).isTrue();
        assertThat(outcomes).containsExactly(RetryOutcome.INTERRUPTED);
        assertThat(budget.tokens()).isEqualTo(5);
    }

    private static Throwable catchFailure(Retry retry) {
        try {
            return retry.call(
                    () -> {
                        throw new IOException("down");
                    });
        } catch (IOException e) {
            return e;
        }
    }

    @Test
    void retryThatBegins_isReported_andPaid() {
        CompletableFuture<String> answer =
                retry(nanos -> {})
                        .callAsync(() -> CompletableFuture.failedFuture(new IOException("down")));
        timer.advance(SECOND);
        answer.cancel(true);

        assertThat(outcomes).containsExactly(RetryOutcome.RETRIED);
        assertThat(budget.tokens()).isEqualTo(4);
    }
}
