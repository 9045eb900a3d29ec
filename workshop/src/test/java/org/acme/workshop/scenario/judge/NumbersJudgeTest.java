package org.acme.workshop.scenario.judge;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.acme.workshop.ManualTicker;
import org.acme.workshop.lane.Lane;
import org.acme.workshop.scenario.file.Bound;
import org.acme.workshop.scenario.file.Expectation.Compare;
import org.acme.workshop.scenario.file.Expectation.Comparison;
import org.acme.workshop.scenario.file.Measure;
import org.acme.workshop.scenario.file.Measure.Tally;
import org.acme.workshop.scenario.file.Span;
import org.acme.workshop.traffic.SampleLog;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NumbersJudgeTest {

    private static final Span EARLY =
            new Span.Between(Duration.ofSeconds(1), Duration.ofSeconds(5));
    private static final Span LATE = new Span.Between(Duration.ofSeconds(6), Duration.ofSeconds(9));

    private final RunClock clock = new RunClock(new ManualTicker(), Instant.EPOCH, Duration.ZERO);
    private final Axis axis = new Axis(clock, Duration.ofSeconds(10), Duration.ZERO);

    /** Three times nothing is nothing: a run in which nothing happened proves nothing. */
    @ParameterizedTest
    @CsvSource({
        "30, >=, 10, MET",
        "29, >=, 10, MISSED",
        "1, >=, 0, MET",
        "0, >=, 0, MISSED",
        "0, <=, 0, MET",
        "31, <=, 10, MISSED"
    })
    void multipleOfAnotherSpan(
            double early, String sign, double late, ExpectationResult.State expected) {
        NumbersJudge judge =
                new NumbersJudge(
                        axis,
                        new UsersMeter(
                                (lane, operation) -> new SampleLog(8, Duration.ofSeconds(1))),
                        (measure, stretch) ->
                                new Reading(
                                        stretch.equals(axis.stretch(EARLY)) ? early : late, "so"));
        Comparison comparison = sign.equals(">=") ? Comparison.AT_LEAST : Comparison.AT_MOST;

        assertThat(
                        judge.judge(
                                        new Compare(
                                                new Measure.Services(
                                                        Lane.PROTECTED, Tally.INVENTORY_FALLBACKS),
                                                comparison,
                                                new Bound.OfSpan(3, LATE),
                                                EARLY),
                                        true)
                                .state())
                .isEqualTo(expected);
    }
}
