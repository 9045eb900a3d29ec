package org.acme.systemtest.observability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.acme.systemtest.Http;
import org.acme.systemtest.TestStage;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who is told of an alert, and which alerts are not sent because they follow from another. */
class RoutesTest {

    private static final Path FOLDER = TestStage.ROOT.resolve("alertmanager");
    private static final String EXAMPLE = "receivers-example.yml";
    private static final String ALERTMANAGER = "prometheus-alertmanager"; // as Debian calls it
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @ParameterizedTest
    @ValueSource(strings = {"alertmanager.yml", EXAMPLE})
    void amtool_findsNothingWrong(String file) throws Exception {
        assertThat(amtool("check-config", file)).contains("SUCCESS");
    }

    @ParameterizedTest
    @CsvSource({"critical,pager", "warning,chat", "info,mail"})
    void example_callsSomebody_onlyWhenItIsCritical(String severity, String receiver)
            throws Exception {
        String told =
                amtool(
                        "config",
                        "routes",
                        "test",
                        "--config.file=" + EXAMPLE,
                        "severity=" + severity);

        assertThat(told.lines()).contains(receiver);
    }

    @Test
    void everyInhibition_namesAlertsThatExist() throws IOException {
        List<String> known = Rules.alerts(TestStage.ROOT).stream().map(Rules.Rule::name).toList();
        Map<?, ?> config = Rules.map(Rules.read(FOLDER.resolve("alertmanager.yml")));

        for (Object rule : Rules.list(config.get("inhibit_rules"))) {
            for (String side : List.of("source_matchers", "target_matchers")) {
                String names =
                        Rules.list(Rules.map(rule).get(side)).stream()
                                .map(String::valueOf)
                                .filter(matcher -> matcher.startsWith("alertname"))
                                .map(matcher -> matcher.replaceAll("^alertname *=~? *|\"", ""))
                                .collect(Collectors.joining());
                for (String name : names.split("\\|")) {
                    assertThat(known).anyMatch(alert -> alert.matches(name));
                }
            }
        }
    }

    @Tag("deep")
    @Test
    void gatewayThatIsDown_silencesWhatFollows_inItsLaneOnly(@TempDir Path folder)
            throws Exception {
        assumeThat(Daemon.isInstalled(ALERTMANAGER)).as("Alertmanager is installed").isTrue();
        try (Daemon alertmanager = start(folder)) {
            tell(
                    alertmanager.address(),
                    alert("TargetDown", "protected", "service", "payment"),
                    alert("BreakerNotClosed", "protected", "name", "payment"),
                    alert("BreakerNotClosed", "protected", "name", "inventory"),
                    alert("BreakerNotClosed", "unprotected", "name", "payment"),
                    alert("AuditorBlind", "protected", "severity", "warning"),
                    alert("UsersNotAnswered", "protected", "operation", "checkout"),
                    alert("BudgetBurnsFast", "unprotected", "severity", "critical"),
                    alert("BudgetBurnsSlowly", "unprotected", "severity", "warning"));

            await().atMost(PATIENCE)
                    .ignoreExceptions()
                    .untilAsserted(
                            () ->
                                    assertThat(silenced(alertmanager.address()))
                                            .containsExactlyInAnyOrder(
                                                    "AuditorBlind protected",
                                                    "BreakerNotClosed protected payment",
                                                    "BudgetBurnsSlowly unprotected"));
        }
    }

    private static Daemon start(Path folder) throws IOException {
        Files.writeString(
                folder.resolve("alertmanager.yml"),
                Files.readString(FOLDER.resolve("alertmanager.yml"))
                        .replace("workshop:8080", "127.0.0.1:9"));
        int port = Daemon.freePort();
        return Daemon.start(
                folder,
                port,
                List.of(
                        ALERTMANAGER,
                        "--config.file=alertmanager.yml",
                        "--storage.path=data",
                        "--cluster.listen-address=",
                        "--web.listen-address=127.0.0.1:" + port));
    }

    private static String alert(String name, String lane, String label, String value) {
        return "{\"labels\":{\"alertname\":\"%s\",\"lane\":\"%s\",\"%s\":\"%s\"}}"
                .formatted(name, lane, label, value);
    }

    private static void tell(URI alertmanager, String... alerts) throws Exception {
        HttpRequest request =
                HttpRequest.newBuilder(alertmanager.resolve("/api/v2/alerts"))
                        .header("Content-Type", "application/json")
                        .POST(
                                HttpRequest.BodyPublishers.ofString(
                                        "[" + String.join(",", alerts) + "]"))
                        .build();
        HttpResponse<String> answer =
                HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(HttpURLConnection.HTTP_OK);
    }

    private static List<String> silenced(URI alertmanager) throws Exception {
        List<String> names = new ArrayList<>();
        for (JsonNode alert : Http.get(alertmanager, "/api/v2/alerts").json()) {
            if (!alert.at("/status/inhibitedBy").isEmpty()) {
                Map<String, String> labels = new TreeMap<>();
                alert.path("labels")
                        .properties()
                        .forEach(label -> labels.put(label.getKey(), label.getValue().asText()));
                names.add(
                        Stream.of("alertname", "lane", "name")
                                .map(key -> labels.getOrDefault(key, ""))
                                .collect(Collectors.joining(" "))
                                .strip());
            }
        }
        return names;
    }

    private static String amtool(String... arguments) throws Exception {
        assumeThat(Daemon.isInstalled("amtool")).as("amtool is installed").isTrue();
        Process amtool =
                new ProcessBuilder(
                                Stream.concat(Stream.of("amtool"), Stream.of(arguments)).toList())
                        .directory(FOLDER.toFile())
                        .redirectErrorStream(true)
                        .start();
        String said = new String(amtool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(amtool.waitFor()).as(said).isZero();
        return said;
    }
}
