package org.acme.workshop.scenario.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.acme.workshop.lane.Lane;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StepReaderTest {

    private static final String HEAD =
            """
            title: A title
            teaches: Something
            say: Some words
            traffic: {arrivals: 50/s}
            warm-up: 10s
            duration: 1m
            expect:
              - no arrivals dropped
            steps:
            """;

    private static Step step(String text) throws InvalidScenarioException {
        return ScenarioReader.read("s.yaml", HEAD + "  - at: 5s\n    " + text).steps().get(0);
    }

    @Test
    void gateway_isChangedInBothLanes() throws Exception {
        Step.Change change =
                (Step.Change) step("gateway: {workers: 4, queue: 9, fastest: 40ms, slowest: 80ms}");

        assertThat(change.setting()).isEqualTo(Setting.GATEWAY);
        assertThat(change.lanes()).isEqualTo(Lane.all());
        assertThat(change.json())
                .contains("\"workers\":4", "\"queue\":9", "\"minMillis\":40", "\"maxMillis\":80");
        assertThat(change.words()).isEqualTo("the gateway processes 4 at once: 40 to 80 ms each");
    }

    @Test
    void habits_belongToTheLaneThatCanHaveThem() throws Exception {
        Step.Change hasty = (Step.Change) step("habits: {hasty-timeout: 250ms, hasty-retries: 4}");
        Step.Change shared = (Step.Change) step("habits: {one-breaker-for-all: true}");

        assertThat(hasty.lanes()).isEqualTo(List.of(Lane.UNPROTECTED));
        assertThat(hasty.json()).contains("\"hastyTimeoutMillis\":250", "\"hastyRetries\":4");
        assertThat(shared.lanes()).isEqualTo(List.of(Lane.PROTECTED));
        assertThat(shared.json()).contains("\"oneBreakerForAll\":true");
    }

    @Test
    void breaker_isTuned_andSaysSo() throws Exception {
        Step.Change change =
                (Step.Change) step("payment-breaker: {open-wait: 200ms, minimum-calls: 5}");

        assertThat(change.json()).contains("\"open-wait\":\"200ms\"", "\"minimum-calls\":5");
        assertThat(change.words()).isEqualTo("breaker payment: minimum calls 5, open wait 200ms");
    }

    @Test
    void note_staysWithItsStep() throws Exception {
        Step noted = step("reset: breakers\n    note: Look here");

        assertThat(noted.note()).isEqualTo("Look here");
        assertThat(noted.bare()).isInstanceOf(Step.ResetBreakers.class);
        assertThat(noted.words()).isEqualTo(noted.bare().words());
    }

    @Test
    void flappingFault_hasAnotherInIt() throws Exception {
        Step.Inject fault =
                (Step.Inject)
                        step(
                                "fault: {service: payment, kind: flapping, on: 2s, off: 1s,"
                                        + " fault: {kind: error, status: 500}, duration: 9s}");

        assertThat(fault.json())
                .contains("\"on\":\"2000ms\"", "\"fault\":{\"kind\":\"error\",\"status\":500}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "usual: weather|11: 'usual' is unknown; allowed: gateway, habits",
                "gateway: {workers: 4, queue: 9, fastest: 40ms}|11: 'slowest' is missing",
                "gateway: {worker: 4}|11: 'worker' is unknown; allowed here: lanes, workers",
                "habits: {}|11: must contain hasty-timeout",
                "habits: {no-fallback: perhaps}|11: 'no-fallback' must be true or false",
                "payment-breaker: {open-wait: soon}|11: 'open-wait' must be a time",
                "inventory-breaker: {colour: red}|11: 'colour' is unknown",
                "nothing: here|10: a step needs one of: fault, arrivals, gateway"
            })
    void mistakes_areToldWithTheirLine(String text, String mistake) {
        assertThatThrownBy(() -> step(text)).hasMessageContaining("s.yaml:" + mistake);
    }
}
