package org.acme.workshop.scenario.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.acme.workshop.lane.Lane;
import org.acme.workshop.lane.Service;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ScenarioReaderTest {

    private static final String GOOD =
            """
            title: A title
            teaches: Something
            say: Some words
            traffic: {arrivals: 50/s, checkouts: 40%}
            warm-up: 10s
            duration: 1m
            steps:
              - at: 30s
                arrivals: 80/s
              - at: 15s
                fault:
                  service: inventory
                  lanes: unprotected
                  kind: latency
                  delay: 3s
                  probability: 0.5
                  match: {method: GET, path: /products}
                  duration: 20s
              - at: 45s
                end: faults
              - at: 50s
                reset: breakers
            expect:
              - protected.checkout.answered >= 99.9%
            """;

    @ParameterizedTest
    @MethodSource("files")
    void everyScenarioOfTheHouse_isUnderstood(Path file) throws Exception {
        String name = String.valueOf(file.getFileName());

        Scenario scenario = ScenarioReader.read(name, Files.readString(file));

        assertThat(scenario.name() + ".yaml").isEqualTo(name);
        assertThat(scenario.expectations())
                .extracting(line -> line.expectation().getClass().getSimpleName())
                .contains("InvariantsHold", "NothingDropped");
    }

    static Stream<Path> files() throws IOException {
        List<Path> files;
        try (Stream<Path> found = Files.list(Path.of("..", "scenarios"))) {
            files = found.filter(path -> path.toString().endsWith(".yaml")).sorted().toList();
        }
        assertThat(files).hasSizeGreaterThanOrEqualTo(3);
        return files.stream();
    }

    @Test
    void good_isRead_stepsInOrder() throws Exception {
        Scenario scenario = ScenarioReader.read("good.yaml", GOOD);

        assertThat(scenario.name()).isEqualTo("good");
        assertThat(scenario.arrivalsPerSecond()).isEqualTo(50);
        assertThat(scenario.checkoutShare()).isEqualTo(0.4);
        assertThat(scenario.duration()).isEqualTo(Duration.ofMinutes(1));
        assertThat(scenario.steps())
                .extracting(Step::at)
                .extracting(Duration::toSeconds)
                .containsExactly(15L, 30L, 45L, 50L);
        assertThat(scenario.expectations().get(0).number()).isEqualTo(24);
        assertThat(scenario.steps().get(0))
                .asInstanceOf(type(Step.Inject.class))
                .satisfies(
                        fault -> {
                            assertThat(fault.service()).isEqualTo(Service.INVENTORY);
                            assertThat(fault.lanes()).containsExactly(Lane.UNPROTECTED);
                            assertThat(fault.json())
                                    .isEqualTo(
                                            "{\"kind\":\"latency\",\"delay\":\"3000ms\","
                                                    + "\"duration\":\"20000ms\",\"probability\":0.5,"
                                                    + "\"match\":{\"method\":\"GET\","
                                                    + "\"path\":\"/products\"}}");
                        });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "title: A title|titel: A title|bad.yaml:1: 'titel' is unknown; allowed here: title",
                "title: A title|titel: A title|bad.yaml:1: 'title' is missing",
                "50/s, checkouts|50/m, checkouts|bad.yaml:4: 'arrivals' must be a rate such as",
                "50/s, checkouts|5000/s, checkouts|bad.yaml:4: 'arrivals' must be a rate such as",
                "40%|140%|bad.yaml:4: 'checkouts' must be a share from 0% to 100%",
                "warm-up: 10s|warm-up: 10|bad.yaml:5: 'warm-up' must be a time such as",
                "duration: 1m|duration: 1h|bad.yaml:6: 'duration' must be a time such as",
                "kind: latency|kind: lateness|bad.yaml:14: 'kind' is unknown; allowed: hang, latency",
                "service: inventory|service: checkout|bad.yaml:12: 'service' is unknown",
                "lanes: unprotected|lanes: left|bad.yaml:13: 'lanes' is unknown; allowed: both",
                "delay: 3s|dely: 3s|bad.yaml:15: 'dely' is unknown; allowed here: service",
                "delay: 3s|jitter: 3s|bad.yaml:12: 'delay' is missing",
                "delay: 3s|status: 503|bad.yaml:15: 'status' is unknown; allowed here: service",
                "delay: 3s|limit: 1.5|bad.yaml:15: 'limit' must be a whole number",
                "probability: 0.5|probability: 50|bad.yaml:16: 'probability' must be a number from",
                "method: GET|method: LOOK|bad.yaml:17: 'method' is unknown",
                "end: faults|end: all|bad.yaml:20: 'end' must be 'faults'",
                "at: 45s|at: 90s|bad.yaml:19: 'at' is after the end of the run",
                "answered >= 99.9%|answered >= lots|bad.yaml:24: 'lots' must be a percentage",
                "say: Some words|say: [|bad.yaml:",
            })
    void refused_withLineAndReason(String part, String mistake, String reason) {
        String bad = GOOD.replace(part, mistake);
        assertThat(bad).isNotEqualTo(GOOD);

        assertThatThrownBy(() -> ScenarioReader.read("bad.yaml", bad))
                .isInstanceOf(InvalidScenarioException.class)
                .hasMessageContaining(reason);
    }

    @Test
    void severalMistakes_areToldAtOnce() {
        String bad = GOOD.replace("title: A", "titel: A").replace("kind: latency", "kind: bad");

        assertThatThrownBy(() -> ScenarioReader.read("bad.yaml", bad))
                .hasMessageContaining("'titel'")
                .hasMessageContaining("'kind'");
    }

    @Test
    void speakingOfAFaultThatNoStepInjects_isRefused() {
        String bad =
                """
                title: A
                teaches: B
                say: C
                traffic: {arrivals: 50/s}
                warm-up: 1s
                duration: 10s
                expect:
                  - protected.breaker.payment opened within 3s of the fault
                """;

        assertThatThrownBy(() -> ScenarioReader.read("bad.yaml", bad))
                .hasMessageContaining("bad.yaml:8: refers to the fault, but no step injects one");
    }

    @ParameterizedTest
    @CsvSource({"''", "just a word", "'- a list'", "'a: {b: [c'"})
    void somethingElse_isRefused(String content) {
        assertThatThrownBy(() -> ScenarioReader.read("bad.yaml", content))
                .isInstanceOf(InvalidScenarioException.class);
    }
}
