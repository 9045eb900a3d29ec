package org.acme.launcher.figures;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FiguresTest {

    private static final String RUN =
            """
            {"machine":{"cores":2,"load":1.25,"java":25,"os":"Linux"},
             "run":{"id":"r-1","scenario":"%s","title":"A title","startedAt":"%s",
              "expectations":[
               {"text":"a >= 1","decides":true,"state":"met","measured":"%s","line":3},
               {"text":"b < 2","decides":true,"state":"missed","measured":null,"line":4},
               {"text":"c <= 3","decides":false,"state":"warned","measured":"4","line":5}],
              "verdict":{"passed":false,"words":"","numbers":[
                {"lane":"protected","operation":"checkout","arrivals":10,"answeredPercent":99.97,
                 "outcomes":{},"p50Millis":1.0,"p99Millis":2.0,"maxMillis":3.0},
                {"lane":"protected","operation":"products","arrivals":10,"answeredPercent":100.0,
                 "outcomes":{},"p50Millis":1.0,"p99Millis":21.4,"maxMillis":3.0},
                {"lane":"unprotected","operation":"products","arrivals":10,"answeredPercent":2.8,
                 "outcomes":{},"p50Millis":1.0,"p99Millis":5000.0,"maxMillis":3.0}],
               "breakers":[
                {"lane":"protected","name":"payment","t":16.84,"state":"open","why":null},
                {"lane":"protected","name":"payment","t":22.0,"state":"half_open","why":null},
                {"lane":"protected","name":"payment","t":23.0,"state":"open","why":null},
                {"lane":"protected","name":"inventory","t":9.0,"state":"open","why":null}],
               "audit":null}}}\
            """;

    @TempDir private Path root = Path.of("");

    @BeforeEach
    void repository() throws IOException {
        Files.createDirectories(root.resolve("docs"));
        Files.createDirectories(root.resolve("target/reports"));
        Files.createDirectories(root.resolve("scenarios"));
        Files.writeString(
                root.resolve("docs/scenarios.md"),
                "# Scenarios\n\n## What was measured\n\n| `old` | by hand |\n");
    }

    private void scenario(String name) throws IOException {
        Files.writeString(root.resolve("scenarios/" + name + ".yaml"), "title: x\n");
    }

    private void run(String file, String scenario, String startedAt, String measured)
            throws IOException {
        Files.writeString(
                root.resolve("target/reports/" + file + ".json"),
                RUN.formatted(scenario, startedAt, measured));
    }

    private String page(String name) throws IOException {
        return Files.readString(root.resolve("docs/" + name));
    }

    @Test
    void row_tellsTheNewestRun_roundedDown_withDateAndMachine() throws IOException {
        scenario("flapping");
        run("flapping-r-1", "flapping", "2026-11-30T10:00:00Z", "newer");
        run("flapping-r-2", "flapping", "2026-11-29T10:00:00Z", "older");

        new Figures(root).renew();

        assertThat(page("scenarios.md"))
                .startsWith("# Scenarios\n\n## What was measured\n\n| scenario | met |")
                .contains(
                        "| `flapping` | 1 of 2 | 99.9 % / – | 100.0 % / 2.8 % | 21 ms / 5.0 s"
                                + " | opened 2 times, first at 16.8 s"
                                + " | 2026-11-30, 2 cores, load 1.3, JDK 25 |\n")
                .doesNotContain("by hand");
        assertThat(page("measured.md")).contains("| met | `a >= 1` | newer |");
    }

    @Test
    void scenarioNotPlayedAgain_keepsItsRow_andOneThatIsGoneLosesIt() throws IOException {
        scenario("one");
        scenario("two");
        run("one-r-1", "one", "2026-11-28T10:00:00Z", "first of one");
        run("two-r-1", "two", "2026-11-28T10:00:00Z", "first of two");
        new Figures(root).renew();
        Files.delete(root.resolve("target/reports/one-r-1.json"));
        Files.delete(root.resolve("scenarios/two.yaml"));
        scenario("three");
        run("three-r-1", "three", "2026-11-30T10:00:00Z", "first of three");

        new Figures(root).renew();

        assertThat(page("scenarios.md")).contains("`one`", "`three`").doesNotContain("`two`");
        assertThat(page("measured.md"))
                .contains("first of one", "first of three")
                .doesNotContain("first of two");
    }

    @Test
    void stoppedRun_isNotTold() throws IOException {
        scenario("one");
        Files.writeString(
                root.resolve("target/reports/one-r-1.json"),
                """
                {"machine":{"cores":2,"load":1,"java":25,"os":"Linux"},
                 "run":{"scenario":"one","title":"A","startedAt":"2026-11-30T10:00:00Z",
                  "expectations":[],"verdict":{"passed":false,"words":"stopped","numbers":[],
                  "breakers":[],"audit":null}}}\
                """);

        assertThat(new Figures(root).renew()).isEmpty();
        assertThat(page("scenarios.md")).contains("by hand");
    }
}
