package org.acme.breaker.contract;

import static org.acme.breaker.contract.History.MILLI;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import java.util.stream.LongStream;
import org.acme.breaker.CallOutcome;
import org.acme.breaker.CheckedCall;
import org.acme.breaker.contract.History.Settings;
import org.acme.breaker.timeout.Deadline;
import org.acme.breaker.timeout.Timer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The checks can fail: each finds a library that is wrong in one way. */
class PlantedMistakesTest {

    private static final int HISTORIES = 3_000;

    private final Simulation simulation = new Simulation();

    @AfterEach
    void endThreads() {
        simulation.close();
    }

    /** What is planted, and what must be said about it. */
    enum Mistake {
        RELEASES_AFTER_COMPLETING("still holds a place", ReleasesAfterCompleting::new),
        NEVER_ANSWERS_WHERE_THE_FACTORY_THROWS("has 0 answers", ThrowingFactory::new),
        ANSWERS_LATE("is answered late", AnswersLate::new),
        COMPLETES_ON_THE_TIMER("user code on the timer's thread", CompletesOnTheTimer::new),
        INTERRUPTS_THE_COMPLETING_THREAD("event-loop is left interrupted", Interrupts::new),
        LENDS_ANOTHER_DEADLINE("sees a deadline", OtherDeadline::new),
        REPORTS_TWICE("outcomes of", ReportsTwice::new),
        KEEPS_A_PROBE("probes are free", KeepsAProbe::new),
        LEAVES_THE_WORK_RUNNING("work runs on", LeavesTheWork::new),
        WRAPS_FAILURES(
                "is answered null, java.util.concurrent.CompletionException", LeavesTheWork::new),
        LEAVES_A_TIMER("timers are left", LeavesATimer::new),
        NESTS_DEEPLY("deep stack", NestsDeeply::new),
        SWALLOWS_THE_INTERRUPT("interrupt is lost", SwallowsTheInterrupt::new),
        THROWS_INSTEAD_OF_FAILING(" threw ", ThrowsInstead::new);

        final String found;
        final BiFunction<Simulation, Settings, Parts> parts;

        Mistake(String found, BiFunction<Simulation, Settings, Parts> parts) {
            this.found = found;
            this.parts = parts;
        }
    }

    @ParameterizedTest
    @EnumSource
    void plantedMistake_isFound(Mistake mistake) {
        long first =
                LongStream.rangeClosed(1, HISTORIES)
                        .filter(seed -> finds(mistake, Histories.of(seed)))
                        .findFirst()
                        .orElse(0);

        assertThat(first).as("seed of the first history that finds it").isPositive();
    }

    private boolean finds(Mistake mistake, History history) {
        return new HistoryRun(simulation, history, mistake.parts)
                .play().stream().anyMatch(violation -> violation.contains(mistake.found));
    }

    private static class ReleasesAfterCompleting extends Parts {
        private int places;

        ReleasesAfterCompleting(Simulation simulation, Settings settings) {
            super(simulation, settings);
        }

        @Override
        CompletableFuture<@Nullable String> callAsync(
                Supplier<? extends CompletionStage<@Nullable String>> body) {
            places++;
            CompletableFuture<@Nullable String> answer = super.callAsync(body);
            answer.whenComplete((value, thrown) -> places--);
            return answer;
        }

        @Override
        int active() {
            return super.active() + places;
        }
    }

    /** A timeout of 10 ms around the pipeline, decided and carried out on the timer's thread. */
    private static class CompletesOnTheTimer extends Parts {
        CompletesOnTheTimer(Simulation simulation, Settings settings) {
            super(simulation, settings);
        }

        RuntimeException failure() {
            return new Planned();
        }

        @Override
        CompletableFuture<@Nullable String> callAsync(
                Supplier<? extends CompletionStage<@Nullable String>> body) {
            CompletableFuture<@Nullable String> answer = new CompletableFuture<>();
            AtomicBoolean decided = new AtomicBoolean();
            Timer.Pending pending =
                    simulation
                            .timer()
                            .schedule(
                                    () -> {
                                        decided.set(true);
                                        answer.completeExceptionally(failure());
                                    },
                                    10 * MILLI);
            super.callAsync(body)
                    .whenComplete(
                            (value, thrown) -> {
                                pending.cancel();
                                if (!decided.get()) {
                                    answer.complete(value);
                                }
                            });
            return answer;
        }
    }

    private static final class ThrowingFactory extends CompletesOnTheTimer {
        ThrowingFactory(Simulation simulation, Settings settings) {
            super(simulation, settings);
        }

        @Override
        RuntimeException failure() {
            throw new Planned();
        }
    }

    private static final class AnswersLate extends Parts {
        AnswersLate(Simulation simulation, Settings settings) {
            super(simulation, settings);
        }

        @Override
        CompletableFuture<@Nullable String> callAsync(
                Supplier<? extends CompletionStage<@Nullable String>> body) {
            CompletableFuture<@Nullable String> late = new CompletableFuture<>();
            super.callAsync(body)
                    .whenComplete(
                            (value, thrown) ->
                                    simulation.after(
                                            300 * MILLI,
                                            () ->
                                                    simulation.loop.hand(
                                                            () -> pass(late, value, thrown))));
            return late;
        }

        private static void pass(
                CompletableFuture<@Nullable String> answer,
                @Nullable String value,
                @Nullable Throwable thrown) {
            if (thrown == null) {
                answer.complete(value);
            } else {
                answer.completeExceptionally(thrown);
            }
        }
    }

    private static final class Interrupts extends Parts {
        Interrupts(Simulation simulation, Settings settings) {
            super(simulation, settings);
        }

        @Override
        CompletableFuture<@Nullable String> callAsync(
                Supplier<? extends CompletionStage<@Nullable String>> body) {
            CompletableFuture<@Nullable String> answer = super.callAsync(body);
            answer.whenComplete((value, thrown) -> Thread.currentThread().interrupt());
            return answer;
        }
    }

    private static final class OtherDeadline extends Parts {
        OtherDeadline(Simulation simulation, Settings settings) {
            super(simulation, settings);
        }

        @Override
        CompletableFuture<@Nullable String> callAsync(
                Supplier<? extends CompletionStage<@Nullable String>> body) {
            Deadline others = Deadline.after(Duration.ofMillis(1), simulation.ticker());
            return super.callAsync(() -> others.call(body::get));
        }
    }

    private static final class ReportsTwice extends Parts {
        ReportsTwice(Simulation simulation, Settings settings) {
            super(simulation, settings);
        }

        @Override
        CompletableFuture<@Nullable String> callAsync(
                Supplier<? extends CompletionStage<@Nullable String>> body) {
            reports.outcomes.add(CallOutcome.SUCCESS);
            return super.callAsync(body);
        }
    }

    private static final class KeepsAProbe extends Parts {
        KeepsAProbe(Simulation simulation, Settings settings) {
            super(simulation, settings);
            if (breaker != null) {
                breaker.tryAcquire();
            }
        }
    }

    private static final class LeavesTheWork extends Parts {
        LeavesTheWork(Simulation simulation, Settings settings) {
            super(simulation, settings);
        }

        @Override
        CompletableFuture<@Nullable String> callAsync(
                Supplier<? extends CompletionStage<@Nullable String>> body) {
            return super.callAsync(body).thenApply(value -> value);
        }
    }

    private static final class LeavesATimer extends Parts {
        LeavesATimer(Simulation simulation, Settings settings) {
            super(simulation, settings);
            simulation.timer().schedule(() -> {}, Long.MAX_VALUE);
        }
    }

    private static final class NestsDeeply extends Parts {
        NestsDeeply(Simulation simulation, Settings settings) {
            super(simulation, settings);
        }

        @Override
        CompletableFuture<@Nullable String> callAsync(
                Supplier<? extends CompletionStage<@Nullable String>> body) {
            return super.callAsync(() -> nested(body, 500));
        }

        private CompletionStage<@Nullable String> nested(
                Supplier<? extends CompletionStage<@Nullable String>> body, int depth) {
            return depth == 0 ? body.get() : nested(body, depth - 1);
        }
    }

    private static final class SwallowsTheInterrupt extends Parts {
        SwallowsTheInterrupt(Simulation simulation, Settings settings) {
            super(simulation, settings);
        }

        @Override
        @Nullable String call(CheckedCall<@Nullable String, Exception> body) throws Exception {
            try {
                return super.call(body);
            } catch (InterruptedException swallowed) {
                return null;
            } finally {
                Thread.interrupted();
            }
        }
    }

    private static final class ThrowsInstead extends Parts {
        ThrowsInstead(Simulation simulation, Settings settings) {
            super(simulation, settings);
        }

        @Override
        CompletableFuture<@Nullable String> callAsync(
                Supplier<? extends CompletionStage<@Nullable String>> body) {
            CompletableFuture<@Nullable String> answer = super.callAsync(body);
            if (answer.isCompletedExceptionally()) {
                throw new Planned();
            }
            return answer;
        }
    }
}
