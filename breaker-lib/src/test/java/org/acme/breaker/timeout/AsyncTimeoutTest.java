package org.acme.breaker.timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.acme.breaker.ManualTicker;
import org.acme.breaker.internal.ForeignStage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** When a stage is timed out, and what happens to its work. */
class AsyncTimeoutTest {

    private static final Duration LIMIT = Duration.ofSeconds(2);

    private final ManualTicker ticker = new ManualTicker();
    private final ManualTimer timer = new ManualTimer(ticker);
    private final Timeout timeout = Timeout.of("payment", LIMIT, timer);

    @AfterEach
    void nothingIsLeftBehind() {
        assertThat(Thread.interrupted()).isFalse();
        assertThat(timer.pending()).isZero();
    }

    @Test
    void stage_inTime_isPassedOn() {
        CompletableFuture<String> work = new CompletableFuture<>();
        CompletableFuture<String> answer = timeout.callAsync(() -> work, Deadline.none());

        work.complete("fine");

        assertThat(answer).isCompletedWithValue("fine");
    }

    @Test
    void stage_thatTakesTooLong_isCancelled() {
        CompletableFuture<String> work = new CompletableFuture<>();
        CompletableFuture<String> answer = timeout.callAsync(() -> work, Deadline.none());

        timer.advance(LIMIT);

        assertThatThrownBy(answer::join).hasCauseInstanceOf(CallTimeoutException.class);
        assertThat(work).isCancelled();
    }

    @Test
    void stage_thatTakesTooLong_isCancelledBeforeAnybodyIsTold() {
        CompletableFuture<String> work = new CompletableFuture<>();
        CompletableFuture<Boolean> cancelledBefore =
                timeout.callAsync(() -> work, Deadline.none())
                        .handle((result, thrown) -> work.isCancelled());

        timer.advance(LIMIT);

        assertThat(cancelledBefore).isCompletedWithValue(true);
    }

    @Test
    void answerThatIsCancelled_cancelsTheWork() {
        CompletableFuture<String> work = new CompletableFuture<>();
        CompletableFuture<String> answer = timeout.callAsync(() -> work, Deadline.none());

        answer.cancel(true);

        assertThat(work).isCancelled();
        timer.advance(LIMIT);
        assertThat(answer).isCancelled();
    }

    @Test
    void answerThatTheCallerEnds_cancelsTheWork_andStopsTheClock() {
        CompletableFuture<String> work = new CompletableFuture<>();
        CompletableFuture<String> answer = timeout.callAsync(() -> work, Deadline.none());

        answer.complete("somebody else was faster");

        assertThat(work).isCancelled();
        assertThat(timer.pending()).isZero();
    }

    /**
     * Time starts at the call. https://github.com/resilience4j/resilience4j/issues/1847,
     * https://github.com/resilience4j/resilience4j/issues/430,
     * https://github.com/App-vNext/Polly/issues/340
     */
    @Test
    void supplierThatBlocks_isInterrupted_andItsLateStageIsCancelled() {
        CompletableFuture<String> work = new CompletableFuture<>();
        CompletableFuture<String> answer =
                timeout.callAsync(
                        () -> {
                            timer.advance(LIMIT);
                            assertThat(Thread.currentThread().isInterrupted()).isTrue();
                            return work;
                        },
                        Deadline.none());

        assertThatThrownBy(answer::join).hasCauseInstanceOf(CallTimeoutException.class);
        assertThat(work).isCancelled();
    }

    /** https://github.com/resilience4j/resilience4j/issues/1847 */
    @Test
    void timeTheSupplierTook_isNotGivenToItsStage() {
        CompletableFuture<String> answer =
                timeout.callAsync(
                        () -> {
                            timer.advance(LIMIT.dividedBy(2));
                            return new CompletableFuture<>();
                        },
                        Deadline.none());

        timer.advance(LIMIT.dividedBy(2));

        assertThat(answer).isCompletedExceptionally();
    }

    @Test
    void supplierThatThrows_orAnswersNull_isAFailedStage() {
        CompletableFuture<String> thrown =
                timeout.callAsync(
                        () -> {
                            throw new IllegalStateException();
                        },
                        Deadline.none());
        @SuppressWarnings({"NullAway", "NullableProblems"})
        CompletableFuture<String> none = timeout.callAsync(() -> null, Deadline.none());

        assertThat(thrown).isCompletedExceptionally();
        assertThat(none).isCompletedExceptionally();
    }

    @Test
    void stageThatSupportsOnlyItsInterface_isTimedOutToo() {
        CompletableFuture<String> answer =
                timeout.callAsync(() -> ForeignStage.of(callback -> {}), Deadline.none());

        timer.advance(LIMIT);

        assertThatThrownBy(answer::join).hasCauseInstanceOf(CallTimeoutException.class);
    }

    /** Between the claim of an answer and its end, what users' code throws loses nothing. */
    @Test
    void pendingTaskThatCannotBeCancelled_losesNoAnswer() {
        Timer hostile =
                (task, nanos) -> {
                    Timer.Pending unused = timer.schedule(task, nanos);
                    return () -> {
                        throw new IllegalStateException("not cancelled");
                    };
                };
        CompletableFuture<String> answer =
                Timeout.of("payment", LIMIT, hostile).callAsync(CompletableFuture::new);

        timer.advance(LIMIT);

        assertThatThrownBy(answer::join).hasCauseInstanceOf(CallTimeoutException.class);
        timer.advance(LIMIT);
    }

    @Test
    void codeThatHangsOnAStagesTimeout_holdsUpNoOtherTimeout() {
        CountDownLatch released = new CountDownLatch(1);
        Timeout first = Timeout.of("first", Duration.ofMillis(1));
        Timeout second = Timeout.of("second", Duration.ofMillis(20));
        CompletableFuture<String> work = new CompletableFuture<>();
        CompletableFuture<String> hanging =
                work.whenComplete((result, thrown) -> awaitQuietly(released));
        first.callAsync(() -> work, Deadline.none());

        assertThatThrownBy(
                        () -> second.call(() -> new CountDownLatch(1).await(1, TimeUnit.MINUTES)))
                .isInstanceOf(CallTimeoutException.class);
        assertThat(hanging).isNotDone();
        released.countDown();
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
