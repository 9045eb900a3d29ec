package org.acme.breaker;

import static net.jqwik.api.Tuple.of;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;
import org.acme.breaker.ReferenceModel.Settings;
import org.acme.breaker.ReferenceModel.Window;
import org.acme.breaker.window.Counts;

/** Random histories: the breaker and the plain model agree after every step. */
class ReferenceModelTest {

    @Provide
    Arbitrary<List<Step>> histories() {
        return Arbitraries.frequency(
                        of(36, Step.BEGIN),
                        of(14, Step.SUCCEED),
                        of(14, Step.FAIL),
                        of(3, Step.IGNORE),
                        of(12, Step.SECOND),
                        of(5, Step.SECONDS),
                        of(1, Step.CLOCK_BACK),
                        of(1, Step.CLOCK_FAR_BACK),
                        of(4, Step.LOOK),
                        of(1, Step.RESET),
                        of(1, Step.CLOSE),
                        of(1, Step.OPEN),
                        of(1, Step.FORCE_OPEN),
                        of(1, Step.DISABLE),
                        of(1, Step.FLEET_OPEN),
                        of(1, Step.FLEET_CLOSE),
                        of(1, Step.HOLD_PROBES),
                        of(1, Step.RELEASE_PROBES),
                        of(2, Step.RECONFIGURE),
                        of(1, Step.CHANGE_WINDOW))
                .list()
                .ofMinSize(20)
                .ofMaxSize(200);
    }

    @Provide
    Arbitrary<Settings> settings() {
        Arbitrary<Window> windows =
                Combinators.combine(
                                Arbitraries.of(true, false),
                                Arbitraries.integers().between(1, 8),
                                Arbitraries.integers().between(1, 3))
                        .as(ReferenceModelTest::window);
        Arbitrary<boolean[]> switches =
                Arbitraries.of(true, false).array(boolean[].class).ofSize(3);
        return Combinators.combine(
                        windows,
                        Arbitraries.integers().between(1, 8),
                        Arbitraries.integers().between(1, 100),
                        Arbitraries.integers().between(1, 100),
                        Arbitraries.integers().between(0, 4),
                        Arbitraries.integers().between(1, 3),
                        Arbitraries.integers().between(1, 4),
                        switches)
                .as(ReferenceModelTest::settings);
    }

    private static Window window(boolean timed, int size, int sliceSeconds) {
        return new Window(timed, size, timed ? sliceSeconds : 1);
    }

    private static Settings settings(
            Window window,
            int minimum,
            int percent,
            int slowPercent,
            int inARow,
            int probes,
            int needed,
            boolean[] on) {
        int reachable = Math.min(minimum, window.size());
        return new Settings(
                window,
                reachable,
                percent,
                slowPercent,
                inARow,
                probes,
                needed,
                on[0],
                on[1],
                on[2] && on[0] != on[1]);
    }

    /** The same 500 histories in every build: what has been green stays green. */
    @Property(tries = 500, seed = "4711")
    void breaker_isWhatTheModelSays(
            @ForAll("settings") Settings settings,
            @ForAll("settings") Settings others,
            @ForAll("histories") List<Step> history) {
        play(new TwinRun(settings, others), history);
    }

    @Tag("deep")
    @Property(tries = 10_000)
    void breaker_isWhatTheModelSays_inManyMoreHistories(
            @ForAll("settings") Settings settings,
            @ForAll("settings") Settings others,
            @ForAll("histories") List<Step> history) {
        play(new TwinRun(settings, others), history);
    }

    private static void play(TwinRun run, List<Step> history) {
        for (Step step : history) {
            run.play(step);
            // A look is part of every check: it ends leases, and may end a half-open period.
            run.model.look();
            assertThat(run.breaker.state()).as("after %s", step).isEqualTo(run.model.state);
            assertSame(run.breaker, run.model);
        }
        run.assertTotalsConserve();
    }

    private static void assertSame(CircuitBreaker breaker, ReferenceModel model) {
        Snapshot snapshot = breaker.snapshot();
        assertThat(snapshot.lateSuccesses()).as("late").isEqualTo(model.lateSuccesses);
        assertThat(snapshot.lateFailures()).as("late failures").isEqualTo(model.lateFailures);
        assertThat(snapshot.rejected()).as("rejected").isEqualTo(model.rejected);
        assertThat(snapshot.wouldReject()).as("would reject").isEqualTo(model.wouldReject);
        assertThat(snapshot.misused()).isZero();
        int told = breaker.history().size();
        long sequence = told == 0 ? 0 : breaker.history().get(told - 1).sequence();
        assertThat(sequence).as("transitions").isEqualTo(model.transitions);
        if (model.state == BreakerState.CLOSED || model.state == BreakerState.RECOVERING) {
            Counts c = snapshot.counts();
            assertThat(List.of(c.calls(), c.failures(), c.slowCalls())).isEqualTo(model.counts());
        }
    }
}
