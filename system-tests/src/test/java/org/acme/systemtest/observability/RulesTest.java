package org.acme.systemtest.observability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.acme.systemtest.TestStage;
import org.acme.systemtest.observability.Rules.Rule;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every rule is tested, every alert says what to do. */
class RulesTest {

    private static final Path PROMETHEUS = TestStage.ROOT.resolve("prometheus");

    static List<Rule> alerts() throws IOException {
        return Rules.alerts(TestStage.ROOT);
    }

    static List<Rule> recordings() throws IOException {
        return Rules.all(TestStage.ROOT).stream().filter(rule -> !rule.alert()).toList();
    }

    @ParameterizedTest
    @MethodSource("alerts")
    void alert_saysWhatToDo(Rule alert) throws IOException {
        String anchor = alert.name().toLowerCase(Locale.ROOT);

        assertThat(alert.annotation("summary")).isNotBlank();
        assertThat(alert.annotation("todo")).isNotBlank();
        assertThat(alert.annotation("runbook")).isEqualTo("docs/runbook.md#" + anchor);
        assertThat(alert.label("severity")).isIn("info", "warning", "critical");
        assertThat(Files.readAllLines(TestStage.ROOT.resolve("docs/runbook.md")))
                .contains("## " + alert.name());
    }

    @ParameterizedTest
    @MethodSource("alerts")
    void alert_isTested_firingAndNotFiring(Rule alert) throws IOException {
        List<Boolean> firing = new ArrayList<>();
        for (Object test : tests("alerts.yml")) {
            for (Object check : Rules.list(Rules.map(test).get("alert_rule_test"))) {
                Map<?, ?> expected = Rules.map(check);
                if (alert.name().equals(expected.get("alertname"))) {
                    firing.add(!Rules.list(expected.get("exp_alerts")).isEmpty());
                }
            }
        }

        assertThat(firing).as("tests of %s: firing", alert.name()).contains(true, false);
    }

    @ParameterizedTest
    @MethodSource("recordings")
    void recording_isTested(Rule recording) throws IOException {
        assertThat(Files.readString(PROMETHEUS.resolve("tests/recording.yml")))
                .contains(recording.name());
    }

    @Test
    void promtool_findsNothingWrong() throws Exception {
        assumeThat(Daemon.isInstalled("promtool")).as("promtool is installed").isTrue();

        assertThat(promtool("check", "config", "prometheus.yml")).contains("SUCCESS");
        assertThat(promtool("test", "rules", "tests/alerts.yml", "tests/recording.yml"))
                .contains("SUCCESS");
    }

    private static String promtool(String... arguments) throws Exception {
        List<String> command = Stream.concat(Stream.of("promtool"), Stream.of(arguments)).toList();
        Process promtool =
                new ProcessBuilder(command)
                        .directory(PROMETHEUS.toFile())
                        .redirectErrorStream(true)
                        .start();
        String said = new String(promtool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(promtool.waitFor()).as(said).isZero();
        return said;
    }

    private static List<?> tests(String file) throws IOException {
        Object document = Rules.read(PROMETHEUS.resolve("tests").resolve(file));
        return Rules.list(Rules.map(document).get("tests"));
    }
}
