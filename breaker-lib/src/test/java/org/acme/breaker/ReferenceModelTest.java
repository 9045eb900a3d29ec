package org.acme.breaker;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;
import org.acme.breaker.ReferenceModel.Settings;
import org.acme.breaker.ReferenceModel.Ticket;
import org.acme.breaker.window.Counts;
import org.acme.breaker.window.SlidingWindow;

/** Random histories: the breaker and the plain model agree after every step. */
class ReferenceModelTest {

    enum Step {
        BEGIN,
        SUCCEED,
        FAIL,
        IGNORE,
        SECOND,
        SECONDS,
        LOOK,
        RESET,
        CLOSE,
        FORCE_OPEN,
        DISABLE,
        RECONFIGURE
    }

    private record InFlight(Permit permit, Ticket ticket, boolean whileDisabled) {}

    @Provide
    Arbitrary<List<Step>> histories() {
        return Arbitraries.frequency(
                        net.jqwik.api.Tuple.of(30, Step.BEGIN),
                        net.jqwik.api.Tuple.of(12, Step.SUCCEED),
                        net.jqwik.api.Tuple.of(12, Step.FAIL),
                        net.jqwik.api.Tuple.of(3, Step.IGNORE),
                        net.jqwik.api.Tuple.of(10, Step.SECOND),
                        net.jqwik.api.Tuple.of(4, Step.SECONDS),
                        net.jqwik.api.Tuple.of(4, Step.LOOK),
                        net.jqwik.api.Tuple.of(1, Step.RESET),
                        net.jqwik.api.Tuple.of(1, Step.CLOSE),
                        net.jqwik.api.Tuple.of(1, Step.FORCE_OPEN),
                        net.jqwik.api.Tuple.of(1, Step.DISABLE),
                        net.jqwik.api.Tuple.of(1, Step.RECONFIGURE))
                .list()
                .ofMinSize(20)
                .ofMaxSize(200);
    }

    @Provide
    Arbitrary<Settings> settings() {
        return Combinators.combine(
                        Arbitraries.integers().between(1, 8),
                        Arbitraries.integers().between(1, 8),
                        Arbitraries.integers().between(1, 100),
                        Arbitraries.integers().between(1, 100),
                        Arbitraries.integers().between(0, 4),
                        Arbitraries.integers().between(1, 3),
                        Arbitraries.integers().between(1, 4))
                .as(
                        (size, minimum, percent, slow, row, probes, needed) ->
                                new Settings(
                                        size,
                                        Math.min(minimum, size),
                                        percent,
                                        slow,
                                        row,
                                        probes,
                                        needed));
    }

    @Property(tries = 500)
    void breaker_isWhatTheModelSays(
            @ForAll("settings") Settings settings,
            @ForAll("settings") Settings others,
            @ForAll("histories") List<Step> history) {
        new Run(settings, others).play(history);
    }

    @Tag("deep")
    @Property(tries = 20_000)
    void breaker_isWhatTheModelSays_inManyMoreHistories(
            @ForAll("settings") Settings settings,
            @ForAll("settings") Settings others,
            @ForAll("histories") List<Step> history) {
        new Run(settings, others).play(history);
    }

    /** One history, played to both. */
    private static final class Run {
        private final ManualTicker ticker = new ManualTicker();
        private final ReferenceModel model;
        private final CircuitBreaker breaker;
        private final Settings others;
        private final List<InFlight> inFlight = new ArrayList<>();

        Run(Settings settings, Settings others) {
            this.model = new ReferenceModel(settings);
            this.breaker = CircuitBreaker.of("model", config(settings), ticker);
            this.others = others;
        }

        private static CircuitBreakerConfig config(Settings s) {
            return CircuitBreakerConfig.builder()
                    .window(SlidingWindow.lastCalls(s.size()))
                    .minimumCalls(s.minimum())
                    .failureRateThreshold(s.percent())
                    .slowCalls(Duration.ofSeconds(ReferenceModel.SLOW_FROM), s.slowPercent())
                    .consecutiveFailures(s.inARow())
                    .permittedCallsInHalfOpen(s.probes())
                    .successThreshold(s.needed())
                    .openWait(Duration.ofSeconds(ReferenceModel.WAIT))
                    .probeLease(Duration.ofSeconds(ReferenceModel.LEASE))
                    .build();
        }

        void play(List<Step> history) {
            for (Step step : history) {
                play(step);
                // A look is part of every check: it ends leases, and may end a half-open stay.
                model.look();
                assertThat(breaker.state()).as("after %s", step).isEqualTo(model.state);
                Snapshot snapshot = breaker.snapshot();
                assertThat(snapshot.late()).as("late").isEqualTo(model.late);
                assertThat(snapshot.rejected()).as("rejected").isEqualTo(model.rejected);
                if (model.state == BreakerState.CLOSED) {
                    Counts c = snapshot.counts();
                    assertThat(List.of(c.calls(), c.failures(), c.slowCalls()))
                            .isEqualTo(model.counts());
                }
            }
        }

        private void play(Step step) {
            switch (step) {
                case BEGIN -> begin();
                case SUCCEED -> end(Verdict.SUCCESS);
                case FAIL -> end(Verdict.FAILURE);
                case IGNORE -> end(Verdict.IGNORED);
                case SECOND -> pass(1);
                case SECONDS -> pass(4);
                case LOOK -> breaker.poll();
                case RESET -> {
                    breaker.reset();
                    model.go(BreakerState.CLOSED);
                }
                case CLOSE -> {
                    if (breaker.close()) {
                        model.go(BreakerState.CLOSED);
                    }
                }
                case FORCE_OPEN -> {
                    if (breaker.forceOpen()) {
                        model.go(BreakerState.FORCED_OPEN);
                    }
                }
                case DISABLE -> {
                    if (breaker.disable()) {
                        model.go(BreakerState.DISABLED);
                    }
                }
                case RECONFIGURE -> reconfigure();
            }
        }

        private void begin() {
            Ticket ticket = model.begin();
            Permit permit = breaker.tryAcquire();
            assertThat(permit == null).as("permitted").isEqualTo(ticket == null);
            if (permit != null && ticket != null) {
                inFlight.add(new InFlight(permit, ticket, model.state == BreakerState.DISABLED));
            }
        }

        private void end(Verdict verdict) {
            if (inFlight.isEmpty()) {
                return;
            }
            InFlight oldest = inFlight.remove(0);
            model.end(oldest.ticket(), verdict, oldest.whileDisabled());
            switch (verdict) {
                case SUCCESS -> oldest.permit().success();
                case FAILURE -> oldest.permit().failure();
                case IGNORED -> oldest.permit().ignore();
            }
        }

        private void pass(int seconds) {
            ticker.advance(Duration.ofSeconds(seconds));
            model.now += seconds;
        }

        /** Other thresholds over the same window: its size stays. */
        private void reconfigure() {
            int size = model.settings.size();
            Settings changed =
                    new Settings(
                            size,
                            Math.min(others.minimum(), size),
                            others.percent(),
                            others.slowPercent(),
                            others.inARow(),
                            model.settings.probes(),
                            others.needed());
            breaker.configure(config(changed));
            model.settings = changed;
        }
    }
}
