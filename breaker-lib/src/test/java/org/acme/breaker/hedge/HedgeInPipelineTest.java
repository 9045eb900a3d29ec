package org.acme.breaker.hedge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.acme.breaker.BreakerState;
import org.acme.breaker.CallListener;
import org.acme.breaker.CallOutcome;
import org.acme.breaker.CircuitBreaker;
import org.acme.breaker.CircuitBreakerConfig;
import org.acme.breaker.ManualTicker;
import org.acme.breaker.bulkhead.Bulkhead;
import org.acme.breaker.fallback.Fallback;
import org.acme.breaker.pipeline.Pipeline;
import org.acme.breaker.timeout.ManualTimer;
import org.acme.breaker.timeout.Timeout;
import org.junit.jupiter.api.Test;

class HedgeInPipelineTest {

    private static final Duration DELAY = Duration.ofMillis(100);

    private final ManualTicker ticker = new ManualTicker();
    private final ManualTimer timer = new ManualTimer(ticker);
    private final List<CompletableFuture<String>> attempts = new ArrayList<>();
    private final List<CallOutcome> recorded = new ArrayList<>();
    private final Bulkhead places = Bulkhead.of("b", 2);
    private final CircuitBreaker breaker =
            CircuitBreaker.of(
                    "b", CircuitBreakerConfig.builder().consecutiveFailures(1).build(), ticker);
    private final Pipeline pipeline =
            Pipeline.named("lookup")
                    .time(ticker, timer)
                    .deadline(Duration.ofSeconds(2))
                    .hedge(Hedge.builder("lookup").delay(DELAY).timer(timer).build())
                    .breaker(breaker)
                    .timeout(Timeout.of("lookup", Duration.ofSeconds(1), timer))
                    .bulkhead(places)
                    .build();

    HedgeInPipelineTest() {
        breaker.onCall(
                new CallListener() {
                    @Override
                    public void onCall(CallOutcome outcome, long durationNanos) {
                        recorded.add(outcome);
                    }
                });
    }

    private CompletableFuture<String> call() {
        return pipeline.callAsync(
                () -> {
                    CompletableFuture<String> next = new CompletableFuture<>();
                    attempts.add(next);
                    return next;
                });
    }

    @Test
    void eachAttempt_isRecordedOnce_andTheLosersCountNowhere() {
        CompletableFuture<String> answer = call();
        timer.advance(DELAY);
        List<CallOutcome> seenByTheCaller = new ArrayList<>();
        List<Integer> active = new ArrayList<>();
        answer.thenRun(() -> active.add(places.active()));
        answer.thenRun(() -> seenByTheCaller.addAll(recorded));

        attempts.get(1).complete("second");

        assertThat(answer).isCompletedWithValue("second");
        assertThat(seenByTheCaller)
                .containsExactlyInAnyOrder(CallOutcome.SUCCESS, CallOutcome.IGNORED);
        assertThat(active).containsExactly(0);
        assertThat(breaker.state()).isEqualTo(BreakerState.CLOSED);
        assertThat(breaker.snapshot().counts().calls()).isEqualTo(1);
    }

    @Test
    void eachAttempt_hasItsOwnTimeout_andHoldsItsOwnPlace() {
        CompletableFuture<String> answer = call();
        timer.advance(DELAY);
        assertThat(places.active()).isEqualTo(2);

        timer.advance(Duration.ofMillis(900));
        assertThat(attempts.get(0)).isCancelled();
        assertThat(answer).isNotDone();
        assertThat(places.active()).isEqualTo(1);
        attempts.get(1).complete("second");

        assertThat(answer).isCompletedWithValue("second");
        assertThat(recorded).containsExactly(CallOutcome.FAILURE, CallOutcome.LATE_SUCCESS);
        assertThat(timer.pending()).isZero();
    }

    @Test
    void furtherAttempt_thatIsRefused_doesNotDecideTheCall() {
        CompletableFuture<String> answer = call();
        breaker.forceOpen();

        timer.advance(DELAY);
        assertThat(answer).isNotDone();
        attempts.get(0).complete("first");

        assertThat(attempts).hasSize(1);
        assertThat(answer).isCompletedWithValue("first");
    }

    @Test
    void blockingCall_withoutAnExecutor_isRefused_andNoFallbackHidesIt() {
        Fallback<String> fallback = Fallback.<String>none().orElseValue("any", "fallback");

        assertThatThrownBy(() -> pipeline.call(() -> "never", fallback))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> pipeline.call(() -> "never"))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void blockingCall_runsOnTheExecutor_withinAllParts() {
        Pipeline blocking =
                Pipeline.named("lookup")
                        .hedge(Hedge.builder("lookup").executor(Runnable::run).timer(timer).build())
                        .breaker(breaker)
                        .bulkhead(places)
                        .build();

        assertThat(blocking.<Integer, RuntimeException>call(places::active)).isEqualTo(1);
        assertThat(places.active()).isZero();
        assertThat(recorded).containsExactly(CallOutcome.SUCCESS);
    }
}
