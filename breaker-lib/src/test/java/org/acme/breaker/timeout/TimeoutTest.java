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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** When a call is timed out, what it throws, and which settings are refused. */
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
    void sharedTimer_interruptsForReal() {
        Timeout real = Timeout.of("real", Duration.ofMillis(20));

        assertThatThrownBy(() -> real.call(() -> new CountDownLatch(1).await(1, TimeUnit.MINUTES)))
                .isInstanceOf(CallTimeoutException.class);
    }

    @Test
    void duration_mustBePositive() {
        assertThatThrownBy(() -> Timeout.of("payment", Duration.ZERO))
                .isInstanceOf(InvalidConfigurationException.class)
                .hasMessage("timeout must be above PT0S and at most 365 days, but is PT0S");
    }

    @SuppressWarnings({"NullAway", "DataFlowIssue"})
    @Test
    void nullCall_isRefused_andStartsNoTimer() {
        assertThatThrownBy(() -> timeout.call(null)).isInstanceOf(NullPointerException.class);
        assertThatThrownBy(() -> timeout.callAsync(null)).isInstanceOf(NullPointerException.class);
    }
}
