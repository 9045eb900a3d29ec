package org.acme.breaker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeoutException;
import org.acme.breaker.window.Counts;
import org.junit.jupiter.api.Test;

/** Calls that end as a stage ends. */
class AsyncTest {

    private final Caller caller =
            Caller.of(
                    CircuitBreakerConfig.builder()
                            .minimumCalls(2)
                            .successThreshold(1)
                            .slowCalls(Duration.ofSeconds(1), 100)
                            .failureResult("bad"::equals));
    private final CompletableFuture<String> work = new CompletableFuture<>();

    private Counts counts() {
        return caller.breaker.snapshot().counts();
    }

    @Test
    void stage_thatCompletes_countsThen() {
        CompletableFuture<String> answer = caller.breaker.callAsync(() -> work);
        assertThat(counts()).isEqualTo(Counts.NONE);

        work.complete("fine");

        assertThat(answer).isCompletedWithValue("fine");
        assertThat(counts()).isEqualTo(new Counts(1, 0, 0));
    }

    @Test
    void stage_isMeasuredUntilItsEnd() {
        CompletableFuture<String> answer = caller.breaker.callAsync(() -> work);
        caller.pass(Duration.ofSeconds(1));

        work.complete("fine");

        assertThat(answer).isCompleted();
        assertThat(counts().slowCalls()).isEqualTo(1);
    }

    @Test
    void stage_thatFails_countsItsCause_andFailsWithIt() {
        CompletableFuture<String> answer = caller.breaker.callAsync(() -> work);

        work.completeExceptionally(new CompletionException(new IOException("down")));

        assertThatThrownBy(answer::join)
                .isInstanceOf(CompletionException.class)
                .hasCauseInstanceOf(IOException.class);
        assertThat(counts()).isEqualTo(new Counts(1, 1, 0));
    }

    @Test
    void result_isClassified() {
        CompletableFuture<String> answer = caller.breaker.callAsync(() -> work);

        work.complete("bad");

        assertThat(answer).isCompletedWithValue("bad");
        assertThat(counts()).isEqualTo(new Counts(1, 1, 0));
    }

    @Test
    void refusal_isAFailedStage_andNothingIsStarted() {
        caller.breaker.forceOpen();

        CompletableFuture<String> answer =
                caller.breaker.callAsync(
                        () -> {
                            throw new AssertionError("started");
                        });

        assertThatThrownBy(answer::join).hasCauseInstanceOf(CallNotPermittedException.class);
    }

    @Test
    void supplierThatThrows_andOneThatAnswersNull_areFailures() {
        CompletableFuture<String> thrown =
                caller.breaker.callAsync(
                        () -> {
                            throw new IllegalStateException("before it began");
                        });
        assertThatThrownBy(thrown::join).hasCauseInstanceOf(IllegalStateException.class);
        assertThat(counts()).isEqualTo(new Counts(1, 1, 0));

        @SuppressWarnings({"NullAway", "NullableProblems"})
        CompletableFuture<String> none = caller.breaker.callAsync(() -> null);
        assertThatThrownBy(none::join).hasCauseInstanceOf(NullPointerException.class);
        assertThat(counts()).isEqualTo(new Counts(2, 2, 0));
    }

    @Test
    void cancelledAnswer_cancelsTheWork_andCountsNowhere() {
        CompletableFuture<String> answer = caller.breaker.callAsync(() -> work);

        answer.cancel(true);

        assertThat(work).isCancelled();
        assertThat(counts()).isEqualTo(Counts.NONE);
        assertThat(caller.breaker.snapshot().misused()).isZero();
    }

    @Test
    void cancelledProbe_givesItsPlaceBack() {
        caller.open().pass(Duration.ofSeconds(30));
        CompletableFuture<String> probe = caller.breaker.callAsync(() -> work);
        assertThat(caller.isPermitted()).isFalse();

        probe.cancel(true);

        assertThat(caller.breaker.state()).isEqualTo(BreakerState.HALF_OPEN);
        assertThat(caller.isPermitted()).isTrue();
    }

    @Test
    void answer_thatTimesOut_isAFailure() {
        CompletableFuture<String> answer = caller.breaker.callAsync(() -> work);

        answer.completeExceptionally(new TimeoutException());

        assertThat(counts()).isEqualTo(new Counts(1, 1, 0));
        assertThat(work).isCancelled();
    }

    @Test
    void workThatIsCancelled_countsNowhere_andCancelsTheAnswer() {
        CompletableFuture<String> answer = caller.breaker.callAsync(() -> work);

        work.cancel(true);

        assertThatThrownBy(answer::join).isInstanceOf(CancellationException.class);
        assertThat(counts()).isEqualTo(Counts.NONE);
    }

    @Test
    void minimalStage_canBeGuardedToo() {
        CompletableFuture<String> answer = caller.breaker.callAsync(work::minimalCompletionStage);

        answer.cancel(true);
        work.complete("too late");

        assertThat(answer).isCancelled();
        assertThat(counts()).isEqualTo(Counts.NONE);
    }
}
