package org.acme.workshop.scenario.judge;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.acme.workshop.ManualTicker;
import org.acme.workshop.audit.Books;
import org.acme.workshop.audit.LaneVerdict;
import org.acme.workshop.audit.OrderTally;
import org.acme.workshop.lane.Lane;
import org.acme.workshop.scenario.file.Expectation;
import org.acme.workshop.scenario.file.InvalidScenarioException;
import org.acme.workshop.scenario.file.Measure;
import org.acme.workshop.scenario.file.Scenario;
import org.acme.workshop.scenario.file.ScenarioReader;
import org.acme.workshop.scenario.file.Step;
import org.acme.workshop.traffic.Operation;
import org.acme.workshop.traffic.Outcome;
import org.acme.workshop.traffic.SampleLog;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every scenario in {@code scenarios/} fails when the protected lane doesn't do what the scenario
 * promises, although every buyer is answered. The judges are the real ones; what they judge is a
 * run second by second, with the lane's answers replaced.
 */
class MutatedDemoTest {

    private static final Path SCENARIOS = Path.of("..", "scenarios");
    private static final int BUYERS_A_SECOND = 25;

    /** What the protected lane does instead of its promise. */
    enum Mutation {
        NONE(null, false, 980),
        REFUSES_EVERY_BUYER(Outcome.CONFLICT, false, 980),
        REFUSES_BUYERS_DURING_FAULTS(Outcome.CONFLICT, true, 980),
        DECLINES_EVERY_CARD(Outcome.DECLINED, false, 980),
        DECLINES_CARDS_DURING_FAULTS(Outcome.DECLINED, true, 980),
        ACCEPTS_EVERYBODY_LATER(Outcome.PENDING, false, 980),
        GIVES_PENDING_ORDERS_UP(null, false, 0);

        /** What buyers are told; null where only the books are wrong. */
        private final @Nullable Outcome answer;

        /** Whether buyers are told the truth while no fault lasts. */
        private final boolean duringFaults;

        /** Of a thousand orders, those that are CONFIRMED in the end. */
        private final long confirmedInTheEnd;

        Mutation(@Nullable Outcome answer, boolean duringFaults, long confirmedInTheEnd) {
            this.answer = answer;
            this.duringFaults = duringFaults;
            this.confirmedInTheEnd = confirmedInTheEnd;
        }

        /** Too few buyers come during a crash, and retry-storm has no fault. */
        boolean happensIn(Scenario scenario) {
            Duration faults = Duration.ZERO;
            for (Step step : scenario.steps()) {
                if (step.bare() instanceof Step.Inject fault) {
                    faults = faults.plus(fault.lasts());
                }
            }
            return !duringFaults || faults.multipliedBy(10).compareTo(scenario.duration()) > 0;
        }
    }

    static Stream<Scenario> scenarios() throws IOException {
        List<Scenario> all = new ArrayList<>();
        try (Stream<Path> files = Files.list(SCENARIOS)) {
            for (Path file : files.sorted().toList()) {
                String name = file.getFileName().toString();
                if (name.endsWith(".yaml")) {
                    all.add(
                            ScenarioReader.read(
                                    name.substring(0, name.length() - ".yaml".length()),
                                    Files.readString(file)));
                }
            }
        } catch (InvalidScenarioException invalid) {
            throw new IllegalStateException(String.join("\n", invalid.mistakes()), invalid);
        }
        return all.stream();
    }

    /**
     * How many of a hundred buyers a healthy protected lane answers with "pending" while each fault
     * lasts, as measured; 100 unless it is here. Below 0: they get an error.
     */
    private static final Map<String, List<Integer>> PENDING =
            Map.of(
                    "inventory-down", List.of(0),
                    "lost-response", List.of(9),
                    "flapping", List.of(60),
                    "lesson-threshold-too-low", List.of(95, 2),
                    "lesson-no-minimum-volume", List.of(84, 3),
                    "ladder", List.of(-1, -1, -1, -1, -1, 100),
                    "lesson-no-fallback", List.of(-1, 100));

    @ParameterizedTest
    @MethodSource("scenarios")
    void mutations_areMissed_byBoundsThatAHealthyRunMeets(Scenario scenario) {
        assertThat(missed(scenario, Mutation.NONE)).as(scenario.name()).isEmpty();
        for (Mutation mutation : Mutation.values()) {
            if (mutation != Mutation.NONE && mutation.happensIn(scenario)) {
                assertThat(missed(scenario, mutation))
                        .as("%s: %s", scenario.name(), mutation)
                        .isNotEmpty();
            }
        }
    }

    /** The expectations about the protected lane's buyers and orders that a run misses. */
    private static List<String> missed(Scenario scenario, Mutation mutation) {
        RecordedRun run = new RecordedRun(scenario, mutation);
        List<String> missed = new ArrayList<>();
        for (Scenario.Line line : scenario.expectations()) {
            ExpectationResult result = run.result(line.expectation());
            if (result != null && result.state() == ExpectationResult.State.MISSED) {
                missed.add(line.text());
            }
        }
        return missed;
    }

    /** A run as traffic and auditor remember it; nothing is known of breakers and services. */
    private static final class RecordedRun {

        private final SampleLog buyers;
        private final NumbersJudge numbers;
        private final BooksJudge books;

        RecordedRun(Scenario scenario, Mutation mutation) {
            ManualTicker ticker = new ManualTicker();
            RunClock clock = new RunClock(ticker, Instant.EPOCH, Duration.ZERO);
            List<Window> faults = new ArrayList<>();
            for (Step step : scenario.steps()) {
                if (step.bare() instanceof Step.Inject fault) {
                    Window window = window(clock, scenario.name(), fault, faults.size());
                    clock.faultBegan(window.from(), window.to());
                    faults.add(window);
                }
            }
            buyers = buyers(clock, scenario, faults, mutation);
            Axis axis = new Axis(clock, scenario.duration(), Duration.ofSeconds(5));
            numbers =
                    new NumbersJudge(axis, new UsersMeter(this::samples), (measure, span) -> null);
            books = new BooksJudge(axis, scenario.warmUp(), new RecordedBooks(mutation));
        }

        /** While a fault lasts, so many of a hundred buyers are told "pending". */
        private record Window(long from, long to, int pending) {

            Outcome answer(long buyer) {
                if (pending < 0) {
                    return Outcome.ERROR;
                }
                return buyer % 100 < pending ? Outcome.PENDING : healthy(buyer);
            }
        }

        private static Window window(RunClock clock, String name, Step.Inject fault, int number) {
            List<Integer> pending = PENDING.getOrDefault(name, List.of(100, 100));
            long from = clock.at(fault.at());
            return new Window(from, from + fault.lasts().toNanos(), pending.get(number));
        }

        private static Outcome healthy(long buyer) {
            return buyer % 50 == 49 ? Outcome.DECLINED : Outcome.CONFIRMED;
        }

        private SampleLog samples(Lane lane, Operation operation) {
            return buyers;
        }

        private static SampleLog buyers(
                RunClock clock, Scenario scenario, List<Window> faults, Mutation mutation) {
            SampleLog log = new SampleLog(1 << 13, Duration.ofSeconds(5));
            long step = Duration.ofSeconds(1).toNanos() / BUYERS_A_SECOND;
            long end = clock.at(scenario.duration());
            for (long at = clock.at(Duration.ZERO); at < end; at += step) {
                long number = log.arrived(at);
                log.concluded(number, answer(mutation, faults, at, number), 1_000_000);
            }
            return log;
        }

        private static Outcome answer(Mutation mutation, List<Window> faults, long at, long buyer) {
            for (Window fault : faults) {
                if (at >= fault.from() && at < fault.to()) {
                    return mutation.answer == null ? fault.answer(buyer) : mutation.answer;
                }
            }
            return mutation.answer == null || mutation.duringFaults
                    ? healthy(buyer)
                    : mutation.answer;
        }

        @Nullable ExpectationResult result(Expectation expectation) {
            if (expectation instanceof Expectation.Compare compare
                    && compare.measure() instanceof Measure.Users users
                    && users.operation() == Operation.CHECKOUT
                    && users.lane() == Lane.PROTECTED) {
                return numbers.judge(compare, true);
            }
            return expectation instanceof Expectation.SettledAsConfirmed settled
                            && settled.lane() == Lane.PROTECTED
                    ? books.settledAsConfirmed(settled)
                    : null;
        }
    }

    /** Books in which everything is final. */
    private record RecordedBooks(Mutation mutation) implements Books {

        @Override
        public LaneVerdict verdict(Lane lane) {
            return new LaneVerdict(
                    lane,
                    LaneVerdict.State.HOLD,
                    Instant.MAX,
                    Instant.MAX,
                    1000,
                    0,
                    0,
                    1000,
                    0,
                    0,
                    null,
                    List.of());
        }

        @Override
        public List<String> stragglers(Lane lane, Instant from, Instant to, Instant deadline) {
            return List.of();
        }

        @Override
        public long judgedOfThoseSince(Lane lane, Instant from) {
            return 1;
        }

        @Override
        public OrderTally tally(Lane lane, Instant from, Instant to, @Nullable Outcome told) {
            return new OrderTally(1000, mutation.confirmedInTheEnd, 0, true);
        }
    }
}
