package org.acme.breaker;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import org.acme.breaker.window.SlidingWindow;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What opens a breaker beside its rates, and what keeps it from opening. */
class OpeningRulesTest {

    private static final Duration WAIT = Duration.ofSeconds(30);
    private static final Duration ASKED = Duration.ofMinutes(5);

    /** As an answer of status 429. */
    private static final class TooMany extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    private static CircuitBreakerConfigBuilder config() {
        return CircuitBreakerConfig.builder().openWait(WAIT);
    }

    private static CircuitBreakerConfigBuilder asking() {
        return config().openFor(trigger -> trigger instanceof TooMany ? ASKED : null);
    }

    // --- a failure asks for it ---

    @Test
    void failureThatAsks_opensAtOnce_forAsLongAsItSays() {
        Caller caller = Caller.of(asking());

        caller.breaker.acquire().failure(new TooMany());

        assertThat(caller.lastTransition().reason()).isEqualTo(Reason.REQUESTED);
        assertThat(caller.lastTransition().cause()).isEqualTo(TooMany.class.getName());
        assertThat(caller.pass(ASKED.minusNanos(1)).isPermitted()).isFalse();
        assertThat(caller.pass(Duration.ofNanos(1)).isPermitted()).isTrue();
    }

    @Test
    void failureThatDoesNotAsk_leavesItToTheRates() {
        Caller caller = Caller.of(asking());

        caller.fail(19);
        assertThat(caller.breaker.state()).isEqualTo(BreakerState.CLOSED);
        caller.fail(1);

        assertThat(caller.lastTransition().reason()).isEqualTo(Reason.FAILURE_RATE);
        assertThat(caller.breaker.snapshot().untilProbe()).isEqualTo(WAIT);
    }

    @Test
    void failedResult_andTheCauseOfAFuture_mayAsk() {
        Caller results =
                Caller.of(
                        config().failureResult("busy"::equals)
                                .openFor(trigger -> "busy".equals(trigger) ? ASKED : null));
        results.breaker.call(() -> "busy");
        Caller futures = Caller.of(asking());
        futures.breaker.acquire().failure(new CompletionException(new TooMany()));

        assertThat(results.breaker.snapshot().untilProbe()).isEqualTo(ASKED);
        assertThat(futures.breaker.snapshot().untilProbe()).isEqualTo(ASKED);
    }

    @Test
    void probe_andACallWhileRecovering_mayAsk() {
        Caller probing = Caller.of(asking());
        probing.breaker.halfOpen();
        probing.breaker.acquire().failure(new TooMany());
        Caller recovering =
                Caller.of(asking().successThreshold(1).ramp(Ramp.gentle(Duration.ofSeconds(9))));
        recovering.breaker.halfOpen();
        recovering.succeed(1);
        Permit permit = recovering.breaker.tryAcquire();
        while (permit == null) {
            permit = recovering.breaker.tryAcquire();
        }
        permit.failure(new TooMany());

        for (Caller caller : List.of(probing, recovering)) {
            assertThat(caller.lastTransition().reason()).isEqualTo(Reason.REQUESTED);
            assertThat(caller.breaker.snapshot().untilProbe()).isEqualTo(ASKED);
        }
    }

    @Test
    void ignoredException_doesNotAsk() {
        Caller caller = Caller.of(asking().ignoreExceptions(TooMany.class));

        caller.breaker.acquire().failure(new TooMany());

        assertThat(caller.breaker.state()).isEqualTo(BreakerState.CLOSED);
    }

    @Test
    void requestThatThrows_orAsksForNonsense_opensNothing() {
        Caller nonsense = Caller.of(config().openFor(trigger -> Duration.ZERO));
        Caller broken =
                Caller.of(
                        config().openFor(
                                        trigger -> {
                                            throw new IllegalStateException("planned");
                                        }));

        assertThat(nonsense.fail(1).breaker.state()).isEqualTo(BreakerState.CLOSED);
        assertThat(broken.fail(1).breaker.state()).isEqualTo(BreakerState.CLOSED);
    }

    @Test
    void classifierOfYourOwn_mayAsk_andIsAskedOnceForEachFailure() {
        List<Object> asked = new ArrayList<>();
        Classifier own =
                new Classifier() {
                    @Override
                    public Classification ofThrowable(Throwable thrown) {
                        return Classification.FAILURE;
                    }

                    @Override
                    public @Nullable Duration openFor(@Nullable Object trigger) {
                        asked.add(String.valueOf(trigger));
                        return ASKED;
                    }
                };
        Caller caller = Caller.of(config().classifier(own).recordException(x -> true));

        caller.fail(1);

        assertThat(asked).hasSize(1);
        assertThat(caller.breaker.snapshot().untilProbe()).isEqualTo(ASKED);
    }

    // --- a rule of the user's own ---

    @Test
    void rule_opensOnTheCounts() {
        Caller caller = Caller.of(config().openWhen(c -> c.failures() >= 3 && c.calls() >= 10));

        caller.succeed(6).fail(3);
        assertThat(caller.breaker.state()).isEqualTo(BreakerState.CLOSED);
        caller.succeed(1);

        assertThat(caller.lastTransition().reason()).isEqualTo(Reason.RULE);
    }

    @Test
    void rule_seesFailuresInARow_withoutAnyWindow() {
        List<TripCounts> seen = new ArrayList<>();
        Caller caller =
                Caller.of(
                        config().window(SlidingWindow.none())
                                .consecutiveFailures(100)
                                .openWhen(
                                        counts -> {
                                            seen.add(counts);
                                            return counts.consecutiveFailures() == 2;
                                        }));

        caller.succeed(5).fail(2);

        assertThat(seen).containsExactly(new TripCounts(0, 0, 0, 1), new TripCounts(0, 0, 0, 2));
        assertThat(caller.breaker.state()).isEqualTo(BreakerState.OPEN);
    }

    @Test
    void ruleThatThrows_opensNothing_andChangesNoResult() {
        Caller caller =
                Caller.of(
                        config().openWhen(
                                        counts -> {
                                            throw new IllegalStateException("planned");
                                        }));

        caller.fail(1).succeed(1);

        assertThat(caller.breaker.state()).isEqualTo(BreakerState.CLOSED);
    }

    // --- grace ---

    @Test
    void nothingOpens_withinTheGraceOfStartAndClose_andWhatWasCountedStays() {
        Duration grace = Duration.ofSeconds(10);
        Caller caller =
                Caller.of(
                        config().window(SlidingWindow.lastCalls(20))
                                .minimumCalls(2)
                                .gracePeriod(grace));

        caller.fail(5).pass(grace.minusNanos(1)).fail(1);
        assertThat(caller.breaker.state()).isEqualTo(BreakerState.CLOSED);
        caller.pass(Duration.ofNanos(1)).fail(1);
        assertThat(caller.breaker.state()).isEqualTo(BreakerState.OPEN);

        caller.breaker.close();
        caller.fail(5);
        assertThat(caller.breaker.state()).isEqualTo(BreakerState.CLOSED);
        assertThat(caller.pass(grace).fail(1).breaker.state()).isEqualTo(BreakerState.OPEN);
    }

    @Test
    void grace_holdsBackNeitherARequestNorAnOperator() {
        Caller asked = Caller.of(asking().gracePeriod(Duration.ofHours(1)));
        Caller byHand = Caller.of(asking().gracePeriod(Duration.ofHours(1)));

        asked.breaker.acquire().failure(new TooMany());
        byHand.breaker.open();

        assertThat(asked.breaker.state()).isEqualTo(BreakerState.OPEN);
        assertThat(byHand.breaker.state()).isEqualTo(BreakerState.OPEN);
    }

    // --- the end of half-open ---

    @Test
    void halfOpenThatLastsTooLong_reopensOrCloses_asConfigured() {
        Duration longest = Duration.ofMinutes(1);
        for (HalfOpenEnd end : HalfOpenEnd.values()) {
            Caller caller = Caller.of(config().maxHalfOpenDuration(longest).halfOpenEnd(end));
            caller.breaker.halfOpen();
            caller.succeed(1).pass(longest);
            caller.breaker.poll();

            assertThat(caller.lastTransition().reason())
                    .isEqualTo(
                            end == HalfOpenEnd.CLOSE
                                    ? Reason.HALF_OPEN_ENDED
                                    : Reason.PROBE_TIMEOUT);
            assertThat(caller.breaker.state())
                    .isEqualTo(end == HalfOpenEnd.CLOSE ? BreakerState.CLOSED : BreakerState.OPEN);
        }
    }
}
