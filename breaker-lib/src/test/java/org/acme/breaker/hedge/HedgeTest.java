package org.acme.breaker.hedge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.acme.breaker.InvalidConfigurationException;
import org.acme.breaker.ManualTicker;
import org.acme.breaker.timeout.Deadline;
import org.acme.breaker.timeout.ManualTimer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class HedgeTest {

    private static final Duration DELAY = Duration.ofMillis(100);

    private final ManualTicker ticker = new ManualTicker();
    private final ManualTimer timer = new ManualTimer(ticker);
    private final List<CompletableFuture<String>> attempts = new ArrayList<>();
    private final List<HedgeOutcome> told = new ArrayList<>();

    private HedgeBuilder builder() {
        return Hedge.builder("lookup").delay(DELAY).timer(timer).budget(10, 2);
    }

    private CompletableFuture<String> call(Hedge hedge) {
        hedge.onOutcome(told::add);
        return hedge.callAsync(this::attempt);
    }

    private CompletionStage<String> attempt() {
        CompletableFuture<String> next = new CompletableFuture<>();
        attempts.add(next);
        return next;
    }

    @Test
    void quickAnswer_isNotHedged_andLeavesNoTimer() {
        CompletableFuture<String> answer = call(builder().build());

        attempts.get(0).complete("first");

        assertThat(answer).isCompletedWithValue("first");
        assertThat(timer.pending()).isZero();
        assertThat(attempts).hasSize(1);
        assertThat(told).isEmpty();
    }

    @Test
    void slowAttempt_getsAnotherBesideIt_whoseAnswerWins() {
        CompletableFuture<String> answer = call(builder().build());

        timer.advance(DELAY);
        assertThat(attempts).hasSize(2);
        attempts.get(1).complete("second");

        assertThat(answer).isCompletedWithValue("second");
        assertThat(attempts.get(0)).isCancelled();
        assertThat(told).containsExactly(HedgeOutcome.HEDGED, HedgeOutcome.WON);
        assertThat(timer.pending()).isZero();
    }

    @Test
    void firstAttempt_mayStillWin_andTheOtherIsCancelled() {
        CompletableFuture<String> answer = call(builder().build());

        timer.advance(DELAY);
        attempts.get(0).complete("first");

        assertThat(answer).isCompletedWithValue("first");
        assertThat(attempts.get(1)).isCancelled();
        assertThat(told).containsExactly(HedgeOutcome.HEDGED);
    }

    @Test
    void losers_areCancelledBeforeTheCallerIsTold() {
        CompletableFuture<String> answer = call(builder().build());
        List<Boolean> seen = new ArrayList<>();
        answer.thenRun(() -> seen.add(attempts.get(0).isCancelled()));

        timer.advance(DELAY);
        attempts.get(1).complete("second");

        assertThat(seen).containsExactly(true);
    }

    @Test
    void attempts_areAtMostAsManyAsConfigured() {
        call(builder().maxAttempts(3).build());

        timer.advance(DELAY);
        timer.advance(DELAY);
        timer.advance(DELAY);

        assertThat(attempts).hasSize(3);
    }

    @Test
    void failure_whileAnotherAttemptRuns_decidesNothing() {
        CompletableFuture<String> answer = call(builder().build());

        timer.advance(DELAY);
        attempts.get(0).completeExceptionally(new IOException("first"));
        assertThat(answer).isNotDone();
        attempts.get(1).complete("second");

        assertThat(answer).isCompletedWithValue("second");
    }

    @Test
    void failureBeforeTheDelay_endsTheCall_andStartsNothing() {
        CompletableFuture<String> answer = call(builder().build());

        attempts.get(0).completeExceptionally(new IOException("first"));
        timer.advance(DELAY);

        assertThat(answer).isCompletedExceptionally();
        assertThat(attempts).hasSize(1);
    }

    @Test
    void ifAllFail_theCallFailsAsItsFirstAttemptDid_withTheOthersAttached() {
        IOException first = new IOException("first");
        IOException second = new IOException("second");

        for (boolean firstEndsFirst : List.of(true, false)) {
            attempts.clear();
            CompletableFuture<String> answer = call(builder().build());
            timer.advance(DELAY);
            attempts.get(firstEndsFirst ? 0 : 1)
                    .completeExceptionally(firstEndsFirst ? first : second);
            attempts.get(firstEndsFirst ? 1 : 0)
                    .completeExceptionally(firstEndsFirst ? second : first);

            assertThatThrownBy(answer::get).hasCause(first);
        }
        assertThat(first.getSuppressed()).containsExactly(second);
    }

    @Test
    void resultThatIsNoGoodAnswer_waitsForTheOthers_andIsTheAnswerIfTheyFailToo() {
        Hedge hedge = builder().failureResult("stale"::equals).build();

        CompletableFuture<String> rescued = call(hedge);
        timer.advance(DELAY);
        attempts.get(0).complete("stale");
        attempts.get(1).complete("fresh");
        attempts.clear();
        CompletableFuture<String> stale = hedge.callAsync(this::attempt);
        timer.advance(DELAY);
        attempts.get(0).complete("stale");
        attempts.get(1).completeExceptionally(new IOException("second"));

        assertThat(rescued).isCompletedWithValue("fresh");
        assertThat(stale).isCompletedWithValue("stale");
    }

    @Test
    void budget_boundsFurtherAttemptsToAShareOfTheCalls() {
        Hedge hedge = builder().budget(10, 1).build();
        hedge.onOutcome(told::add);

        for (int i = 0; i < 100; i++) {
            hedge.callAsync(this::attempt);
            timer.advance(DELAY);
        }

        // One in reserve, and one for each ten calls.
        assertThat(attempts).hasSizeBetween(110, 111);
        assertThat(told).filteredOn(HedgeOutcome.OUT_OF_BUDGET::equals).hasSizeBetween(89, 90);
    }

    @Test
    void cancelledAnswer_cancelsAllAttempts() {
        CompletableFuture<String> answer = call(builder().maxAttempts(3).build());

        timer.advance(DELAY);
        answer.cancel(true);

        assertThat(attempts).hasSize(2).allMatch(CompletableFuture::isCancelled);
        assertThat(timer.pending()).isZero();
    }

    @Test
    void noAttempt_startsAfterTheDeadline_andEachSeesIt() {
        Hedge hedge = builder().maxAttempts(3).build();
        List<Long> left = new ArrayList<>();

        Deadline.after(DELAY.multipliedBy(2), ticker)
                .call(
                        () ->
                                hedge.callAsync(
                                        () -> {
                                            left.add(Deadline.current().remainingNanos());
                                            return attempt();
                                        }));
        timer.advance(DELAY);
        timer.advance(DELAY);

        assertThat(left).containsExactly(2 * DELAY.toNanos(), DELAY.toNanos());
    }

    @Test
    void supplierThatThrows_isAnAttemptThatFailed() {
        CompletableFuture<String> answer =
                builder()
                        .build()
                        .callAsync(
                                () -> {
                                    throw new IllegalStateException("no stage");
                                });

        assertThatThrownBy(answer::get).hasRootCauseMessage("no stage");
    }

    @Test
    void delay_canBeChangedWhileItRuns() {
        Hedge hedge = builder().build();

        hedge.delay(Duration.ofMillis(10));
        call(hedge);
        timer.advance(Duration.ofMillis(10));

        assertThat(hedge.delay()).isEqualTo(Duration.ofMillis(10));
        assertThat(attempts).hasSize(2);
    }

    @Test
    void wrongSettings_areRefused_andNamed() {
        assertThatThrownBy(() -> builder().maxAttempts(11))
                .isInstanceOf(InvalidConfigurationException.class)
                .hasMessage("hedge.maxAttempts must be from 1 (no hedge) to 10, but is 11");
        assertThatThrownBy(() -> builder().delay(Duration.ZERO))
                .hasMessageContaining("hedge.delay");
        assertThatThrownBy(() -> builder().budget(-1, 1))
                .hasMessageContaining("hedge.budget.percent");
        assertThatThrownBy(() -> builder().budget(1, 0))
                .hasMessageContaining("hedge.budget.reserve");
    }

    // --- blocking ---

    @Test
    void blockingCall_withoutAnExecutor_isRefused() {
        assertThatThrownBy(() -> builder().build().call(() -> "never"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("has no executor");
    }

    @Test
    @Timeout(20)
    void blockingCall_thatIsSlow_losesToTheSecondAttempt_andIsInterrupted() throws Exception {
        ExecutorService executor = Executors.newCachedThreadPool();
        CountDownLatch interrupted = new CountDownLatch(1);
        AtomicInteger calls = new AtomicInteger();
        try {
            Hedge hedge =
                    Hedge.builder("lookup").delay(Duration.ofMillis(5)).executor(executor).build();
            String answer =
                    hedge.call(
                            () -> {
                                if (calls.getAndIncrement() > 0) {
                                    return "second";
                                }
                                try {
                                    new CountDownLatch(1).await();
                                } catch (InterruptedException e) {
                                    interrupted.countDown();
                                }
                                return "first";
                            });

            assertThat(answer).isEqualTo("second");
            interrupted.await();
        } finally {
            executor.shutdownNow();
        }
    }

    @Test
    void blockingCall_throwsWhatItsBodyThrows() {
        Hedge hedge = builder().executor(Runnable::run).build();

        assertThatThrownBy(
                        () ->
                                hedge.call(
                                        () -> {
                                            throw new IOException("down");
                                        }))
                .isInstanceOf(IOException.class)
                .hasMessage("down");
    }

    @Test
    void callerWhoIsInterrupted_endsTheCall_andKeepsTheFlag() {
        Hedge hedge = builder().executor(task -> {}).build();

        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> hedge.call(() -> "never"))
                .isInstanceOf(CancellationException.class);
        assertThat(Thread.interrupted()).isTrue();
    }
}
