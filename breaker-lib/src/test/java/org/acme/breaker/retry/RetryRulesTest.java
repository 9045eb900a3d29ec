package org.acme.breaker.retry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.acme.breaker.ManualTicker;
import org.acme.breaker.timeout.ManualTimer;
import org.junit.jupiter.api.Test;

/** Waits, conditions to stop, results, and what listeners hear of attempts. */
class RetryRulesTest {

    private static final Duration SECOND = Duration.ofSeconds(1);

    private final ManualTicker ticker = new ManualTicker();
    private final ManualTimer timer = new ManualTimer(ticker);
    private final List<Duration> pauses = new ArrayList<>();
    private final List<RetryEvent> events = new ArrayList<>();
    private int attempts;

    private Retry retry(RetryConfigBuilder config) {
        Retry retry = Retry.of("y", config.build(), ticker, this::pause, timer);
        retry.onEvent(events::add);
        return retry;
    }

    private void pause(long nanos) {
        pauses.add(Duration.ofNanos(nanos));
        ticker.advance(Duration.ofNanos(nanos));
    }

    private static RetryConfigBuilder waiting(Backoff backoff) {
        return RetryConfig.builder().maxAttempts(5).backoff(backoff);
    }

    private String fail() throws IOException {
        throw new IOException("attempt " + ++attempts);
    }

    private static List<Long> seconds(Backoff backoff) {
        return IntStream.rangeClosed(1, 5)
                .mapToObj(retry -> backoff.nanosBefore(retry) / SECOND.toNanos())
                .toList();
    }

    // --- backoffs ---

    @Test
    void backoffs_areWhatTheirNamesSay() {
        Duration cap = Duration.ofSeconds(6);

        assertThat(seconds(Backoff.linear(SECOND, SECOND.multipliedBy(2), cap)))
                .containsExactly(1L, 3L, 5L, 6L, 6L);
        assertThat(seconds(Backoff.exponential(SECOND, 3, cap)))
                .containsExactly(1L, 3L, 6L, 6L, 6L);
        assertThat(seconds(Backoff.random(SECOND, cap, () -> 0.4)))
                .containsExactly(3L, 3L, 3L, 3L, 3L);
        assertThat(seconds(Backoff.fixed(cap).withJitter(0.5, () -> 1)))
                .containsExactly(3L, 3L, 3L, 3L, 3L);
        assertThat(seconds(Backoff.exponential(SECOND, 2, cap).atLeast(SECOND.multipliedBy(3))))
                .containsExactly(3L, 3L, 4L, 6L, 6L);
    }

    @Test
    void chain_takesItsBackoffsInTurn_andStaysWithTheLast() {
        Backoff chain =
                Backoff.chain(
                        Backoff.none(),
                        Backoff.fixed(SECOND.multipliedBy(4)),
                        Backoff.linear(SECOND, SECOND, SECOND.multipliedBy(9)));

        assertThat(seconds(chain)).containsExactly(0L, 4L, 1L, 2L, 3L);
    }

    @Test
    void wrongBackoffs_areRefused_andNamed() {
        assertThatThrownBy(() -> Backoff.exponential(SECOND, 0.5, SECOND))
                .hasMessage("backoff.factor must be from 1 to 100, but is 0.5");
        assertThatThrownBy(() -> Backoff.linear(SECOND, SECOND, SECOND.dividedBy(2)))
                .hasMessageContaining("backoff.cap");
        assertThatThrownBy(() -> Backoff.random(SECOND, SECOND.dividedBy(2)))
                .hasMessageContaining("backoff.longest");
        assertThatThrownBy(Backoff::chain).hasMessageContaining("backoff.chain");
        assertThatThrownBy(() -> Backoff.none().withJitter(2))
                .hasMessageContaining("backoff.jitter");
    }

    // --- when to stop ---

    @Test
    void stopConditions_canBeRequiredTogether() {
        StopCondition both = StopCondition.attempts(2).and(StopCondition.after(SECOND));
        Retry retry =
                retry(
                        RetryConfig.builder()
                                .maxAttempts(RetryConfig.ENDLESS)
                                .backoff(Backoff.fixed(Duration.ofMillis(300)))
                                .stopWhen(both));

        assertThatThrownBy(() -> retry.call(this::fail)).hasMessage("attempt 5");
        assertThat(events.get(4).outcome()).isEqualTo(RetryOutcome.EXHAUSTED);
    }

    @Test
    void stopCondition_addsToTheLimits_andMayLookAtTheFailure() {
        Retry either =
                retry(
                        waiting(Backoff.none())
                                .stopWhen(
                                        StopCondition.after(SECOND)
                                                .or(
                                                        (made, elapsed, failure) ->
                                                                failure instanceof IOException
                                                                        && made == 2)));
        assertThatThrownBy(() -> either.call(this::fail)).hasMessage("attempt 2");

        attempts = 0;
        Retry never = retry(waiting(Backoff.none()).stopWhen(StopCondition.never()));
        assertThatThrownBy(() -> never.call(this::fail)).hasMessage("attempt 5");
    }

    @Test
    void stopConditionThatThrows_endsTheRetries() {
        Retry retry =
                retry(
                        waiting(Backoff.none())
                                .stopWhen(
                                        (made, elapsed, failure) -> {
                                            throw new IllegalStateException("planned");
                                        }));

        assertThatThrownBy(() -> retry.call(this::fail)).hasMessage("attempt 1");
    }

    // --- results ---

    @Test
    void unwantedResult_isTheAnswer_unlessTheCallShallFail() {
        RetryConfigBuilder config =
                waiting(Backoff.none()).maxAttempts(2).retryOnResult("busy"::equals);
        assertThat(retry(config).<String, RuntimeException>call(() -> "busy")).isEqualTo("busy");

        Retry failing = retry(config.failOnUnwantedResult(true));
        assertThatThrownBy(() -> failing.call(() -> "busy"))
                .isInstanceOfSatisfying(
                        RetriesExhaustedException.class,
                        thrown -> {
                            assertThat(thrown.result()).isEqualTo("busy");
                            assertThat(thrown.outcome()).isEqualTo(RetryOutcome.EXHAUSTED);
                        });
        assertThatThrownBy(failing.callAsync(() -> CompletableFuture.completedFuture("busy"))::get)
                .hasCauseInstanceOf(RetriesExhaustedException.class);
        assertThat(failing.<String, RuntimeException>call(() -> "fine")).isEqualTo("fine");
    }

    @Test
    void resultThatAsksToWait_isWaitedFor_aLittleLonger() {
        Retry retry =
                retry(
                        waiting(Backoff.none())
                                .maxAttempts(2)
                                .retryOnResult("busy"::equals)
                                .retryAfterResult(result -> SECOND));

        retry.<String, RuntimeException>call(() -> "busy");

        assertThat(pauses).hasSize(1);
        assertThat(pauses.get(0)).isBetween(SECOND, Duration.ofMillis(1_100));
    }

    // --- what is told ---

    @Test
    void failuresOfEarlierAttempts_areAttachedToTheLast() {
        Retry retry = retry(waiting(Backoff.none()).maxAttempts(3));

        assertThatThrownBy(() -> retry.call(this::fail))
                .hasMessage("attempt 3")
                .satisfies(
                        last ->
                                assertThat(last.getSuppressed()[0])
                                        .hasMessage("attempt 2")
                                        .satisfies(
                                                second ->
                                                        assertThat(second.getSuppressed()[0])
                                                                .hasMessage("attempt 1")));
    }

    @Test
    void failureThatIsThrownAgain_isNotAttachedToItself() {
        IOException same = new IOException("same");
        Retry retry = retry(waiting(Backoff.none()));

        assertThatThrownBy(
                        () ->
                                retry.call(
                                        () -> {
                                            throw same;
                                        }))
                .isSameAs(same)
                .hasNoSuppressedExceptions();
    }

    @Test
    void event_tellsWhichAttempt_whatItThrew_andTheWait() {
        RetryConfigBuilder config = waiting(Backoff.fixed(SECOND)).maxAttempts(2);
        String io = IOException.class.getName();
        List<RetryEvent> expected =
                List.of(
                        new RetryEvent("y", RetryOutcome.RETRIED, 1, io, SECOND),
                        new RetryEvent("y", RetryOutcome.EXHAUSTED, 2, io, Duration.ZERO));

        assertThatThrownBy(() -> retry(config).call(this::fail)).isInstanceOf(IOException.class);
        assertThat(events).isEqualTo(expected);

        events.clear();
        retry(config).callAsync(() -> CompletableFuture.failedFuture(new IOException("down")));
        timer.advance(SECOND);
        assertThat(events).isEqualTo(expected);
    }

    @Test
    void event_tellsARecovery() {
        retry(waiting(Backoff.none()))
                .<Integer, RuntimeException>call(
                        () -> {
                            if (++attempts < 3) {
                                throw new IllegalStateException("down");
                            }
                            return attempts;
                        });

        assertThat(events).hasSize(3);
        assertThat(events.get(2).outcome()).isEqualTo(RetryOutcome.RECOVERED);
        assertThat(events.get(2).attempt()).isEqualTo(3);
        assertThat(events.get(2).cause()).isNull();
    }
}
