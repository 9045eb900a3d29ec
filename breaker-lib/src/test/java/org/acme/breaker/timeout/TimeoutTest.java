package org.acme.breaker.timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.acme.breaker.InvalidConfigurationException;
import org.acme.breaker.ManualTicker;
import org.acme.breaker.async.ForeignStage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TimeoutTest {

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
    void call_inTime_isUntouched() {
        assertThat(timeout.call(() -> "fine")).isEqualTo("fine");
    }

    @Test
    void exception_inTime_isThrownAsItIs() {
        assertThatThrownBy(
                        () ->
                                timeout.call(
                                        () -> {
                                            throw new IOException("down");
                                        }))
                .isInstanceOf(IOException.class);
    }

    @Test
    void call_thatTakesTooLong_isInterrupted_andFailsWithTheTimeout() {
        assertThatThrownBy(
                        () ->
                                timeout.call(
                                        () -> {
                                            timer.advance(LIMIT);
                                            new CountDownLatch(1).await();
                                            return "never";
                                        }))
                .isInstanceOf(CallTimeoutException.class)
                .hasMessage("payment did not end within its timeout of 2000 ms")
                .hasCauseInstanceOf(InterruptedException.class);
    }

    @Test
    void result_thatComesTooLate_isATimeoutAllTheSame_andTheInterruptIsTakenBack() {
        assertThatThrownBy(
                        () ->
                                timeout.call(
                                        () -> {
                                            timer.advance(LIMIT);
                                            return "late";
                                        }))
                .isInstanceOf(CallTimeoutException.class);
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
    }

    @Test
    void interruptOfSomebodyElse_beforeTheCall_isKept() {
        Thread.currentThread().interrupt();

        assertThatThrownBy(
                        () ->
                                timeout.call(
                                        () -> {
                                            timer.advance(LIMIT);
                                            return "late";
                                        }))
                .isInstanceOf(CallTimeoutException.class);

        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void deadline_shorterThanTheTimeout_isTheCallersOwn() {
        Deadline deadline = Deadline.after(Duration.ofSeconds(1), ticker);

        assertThatThrownBy(
                        () ->
                                timeout.call(
                                        () -> {
                                            timer.advance(Duration.ofSeconds(1));
                                            return "late";
                                        },
                                        deadline))
                .isInstanceOf(DeadlineExceededException.class);
        assertThatThrownBy(() -> timeout.call(() -> "never", deadline))
                .isInstanceOf(DeadlineExceededException.class);
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
    void exceptionOfTheCallersOwn_isThrownInstead() {
        Timeout own = timeout.failingWith(() -> new IllegalStateException("too late"));

        assertThatThrownBy(
                        () ->
                                own.call(
                                        () -> {
                                            timer.advance(LIMIT);
                                            return "late";
                                        }))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("too late");
        CompletableFuture<String> answer = own.callAsync(CompletableFuture::new, Deadline.none());
        timer.advance(LIMIT);
        assertThatThrownBy(answer::join).hasCauseInstanceOf(IllegalStateException.class);
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

    /** https://github.com/resilience4j/resilience4j/issues/2198 */
    @Test
    @SuppressWarnings({"NullAway", "NullableProblems"})
    void exceptionFactoryThatThrowsOrAnswersNull_failsTheCallAllTheSame() {
        IllegalStateException bug = new IllegalStateException("no message for locale");
        Timeout throwing =
                timeout.failingWith(
                        () -> {
                            throw bug;
                        });
        Timeout empty = timeout.failingWith(() -> null);
        for (Timeout broken : List.of(throwing, empty)) {
            CompletableFuture<String> answer =
                    broken.callAsync(CompletableFuture::new, Deadline.none());
            timer.advance(LIMIT);

            assertThatThrownBy(answer::join).hasCauseInstanceOf(CallTimeoutException.class);
            assertThatThrownBy(() -> broken.call(this::late))
                    .isInstanceOf(CallTimeoutException.class);
        }
        assertThatThrownBy(() -> throwing.call(this::late)).hasSuppressedException(bug);
    }

    private String late() {
        timer.advance(LIMIT);
        return "late";
    }

    @Test
    void exceptionObjectThatIsThrownAgainAndAgain_isThrownAgain() {
        IllegalStateException one = new IllegalStateException("too late");
        Timeout reusing = timeout.failingWith(() -> one);
        for (int i = 0; i < 3; i++) {
            assertThatThrownBy(
                            () ->
                                    reusing.call(
                                            () -> {
                                                late();
                                                throw new IOException("interrupted");
                                            }))
                    .isSameAs(one);
        }
    }

    @Test
    void answerThatTheCallerEnds_cancelsTheWork_andStopsTheClock() {
        CompletableFuture<String> work = new CompletableFuture<>();
        CompletableFuture<String> answer = timeout.callAsync(() -> work, Deadline.none());

        answer.complete("somebody else was faster");

        assertThat(work).isCancelled();
        assertThat(timer.pending()).isZero();
    }

    @Test
    void stageThatSupportsOnlyItsInterface_isTimedOutToo() {
        CompletableFuture<String> answer =
                timeout.callAsync(() -> ForeignStage.of(callback -> {}), Deadline.none());

        timer.advance(LIMIT);

        assertThatThrownBy(answer::join).hasCauseInstanceOf(CallTimeoutException.class);
    }

    @Test
    @SuppressWarnings({"NullAway", "NullableProblems", "DataFlowIssue"})
    void settings_areChecked() {
        assertThatThrownBy(() -> Timeout.of("payment", null))
                .isInstanceOf(InvalidConfigurationException.class)
                .hasMessage("timeout must be above PT0S and at most 365 days, but is null");
        assertThatThrownBy(() -> Timeout.of(null, LIMIT))
                .hasMessage("timeout.name must be a name, but is null");
        assertThatThrownBy(() -> Timeout.of("payment", LIMIT, null))
                .hasMessage("timeout.timer must be a timer, but is null");
        assertThatThrownBy(() -> timeout.failingWith(null))
                .isInstanceOf(InvalidConfigurationException.class);
    }

    @Test
    void stage_inTime_isPassedOn() {
        CompletableFuture<String> work = new CompletableFuture<>();
        CompletableFuture<String> answer = timeout.callAsync(() -> work, Deadline.none());

        work.complete("fine");

        assertThat(answer).isCompletedWithValue("fine");
    }

    @Test
    void sharedTimer_interruptsForReal() {
        Timeout real = Timeout.of("real", Duration.ofMillis(20));

        assertThatThrownBy(() -> real.call(() -> new CountDownLatch(1).await(1, TimeUnit.MINUTES)))
                .isInstanceOf(CallTimeoutException.class);
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
    void duration_mustBePositive() {
        assertThatThrownBy(() -> Timeout.of("payment", Duration.ZERO))
                .isInstanceOf(InvalidConfigurationException.class)
                .hasMessage("timeout must be above PT0S and at most 365 days, but is PT0S");
    }

    @Test
    void deadline_countsDown_andAClockThatGoesBackAddsNothing() {
        Deadline deadline = Deadline.after(LIMIT, ticker);
        ticker.advance(Duration.ofSeconds(1));
        assertThat(deadline.remainingNanos()).isEqualTo(1_000_000_000L);

        ticker.advance(Duration.ofSeconds(-30));
        assertThat(deadline.remainingNanos()).isEqualTo(2_000_000_000L);

        ticker.advance(Duration.ofSeconds(60));
        assertThat(deadline.isOver()).isTrue();
        assertThat(Deadline.none().isOver()).isFalse();
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

    @SuppressWarnings({"NullAway", "DataFlowIssue"})
    @Test
    void nullCall_isRefused_andStartsNoTimer() {
        assertThatThrownBy(() -> timeout.call(null)).isInstanceOf(NullPointerException.class);
        assertThatThrownBy(() -> timeout.callAsync(null)).isInstanceOf(NullPointerException.class);
    }
}
