package org.acme.systemtest;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.acme.launcher.play.ControlRoom;
import org.acme.launcher.play.RunView;
import org.acme.launcher.play.SavedRuns;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * Every scenario of the house keeps what it promises, on real processes: one stage, one after the
 * other. All of them take half an hour, so it plays only on request: {@code -Dscenarios=all}, or by
 * name, {@code -Dscenarios=flapping,retry-storm}.
 */
@Tag("deep")
@EnabledIfSystemProperty(named = "scenarios", matches = ".+")
class ScenariosTest {

    private static final Duration TIMEOUT = Duration.ofMinutes(6);
    private static final Set<String> AS_IT_SHOULD = Set.of("met", "warned");
    private static final Path FOLDER = TestStage.ROOT.resolve("scenarios");
    private static final Path REPORTS = TestStage.ROOT.resolve("target/reports");
    private static final List<String> ONLY =
            Stream.of(System.getProperty("scenarios", "").split(","))
                    .filter(name -> !name.isBlank() && !name.equals("all"))
                    .toList();

    private static TestStage stage;

    @BeforeAll
    static void open() throws Exception {
        stage = TestStage.open("scenarios", Map.of());
    }

    @AfterAll
    static void close() {
        stage.close();
    }

    @TestFactory
    Stream<DynamicTest> everyScenario() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files
                    .map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".yaml"))
                    .map(name -> name.replace(".yaml", ""))
                    .filter(name -> ONLY.isEmpty() || ONLY.contains(name))
                    .sorted()
                    .map(name -> DynamicTest.dynamicTest(name, () -> play(name)))
                    .toList()
                    .stream();
        }
    }

    private static void play(String name) throws Exception {
        ControlRoom controlRoom = stage.controlRoom();
        String id = controlRoom.start(name).id();
        await().atMost(TIMEOUT)
                .pollInterval(Duration.ofSeconds(1))
                .until(() -> controlRoom.run(id).isFinished());
        RunView run = controlRoom.run(id);
        new SavedRuns(REPORTS).save(controlRoom, run);

        RunView.VerdictView verdict = requireNonNull(run.verdict());
        assertThat(run.expectations())
                .as("%s: %s", name, verdict.words())
                .filteredOn(expectation -> !AS_IT_SHOULD.contains(expectation.state()))
                .isEmpty();
        assertThat(verdict.passed()).as(verdict.words()).isTrue();
    }
}
