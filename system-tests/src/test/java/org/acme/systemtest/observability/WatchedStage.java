package org.acme.systemtest.observability;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.acme.launcher.stage.Lane;
import org.acme.launcher.stage.Role;
import org.acme.systemtest.Http;
import org.acme.systemtest.TestStage;
import org.jspecify.annotations.Nullable;

/** The whole system with a real Prometheus and, where there is one, a real Alertmanager. */
final class WatchedStage implements AutoCloseable {

    private static final String ALERTMANAGER = "prometheus-alertmanager"; // as Debian calls it
    private static final Duration START = Duration.ofMinutes(2);
    private static final int PROGRAMS = 7;

    private final TestStage stage;
    private final PrometheusServer prometheus;
    private final @Nullable Daemon alertmanager;

    private WatchedStage(
            TestStage stage, PrometheusServer prometheus, @Nullable Daemon alertmanager) {
        this.stage = stage;
        this.prometheus = prometheus;
        this.alertmanager = alertmanager;
    }

    static boolean isPossible() {
        return Daemon.isInstalled("prometheus");
    }

    /** Starts all of it, and waits until Prometheus has seen every program. */
    static WatchedStage open(String name) throws Exception {
        Map<String, String> room = new HashMap<>(TestStage.withOwnScenarios());
        room.put("ALERTS_ALERTMANAGER", Boolean.toString(Daemon.isInstalled(ALERTMANAGER)));
        TestStage stage = TestStage.open(name, room);
        try {
            WatchedStage watched = watch(stage, Path.of("target", "stages", name).toAbsolutePath());
            await().atMost(START)
                    .ignoreExceptions()
                    .until(() -> watched.prometheus.number("count(up == 1)") == PROGRAMS);
            return watched;
        } catch (Exception | Error failure) {
            stage.close();
            throw failure;
        }
    }

    private static WatchedStage watch(TestStage stage, Path work) throws IOException {
        Daemon alertmanager =
                Daemon.isInstalled(ALERTMANAGER)
                        ? alertmanager(work.resolve("alertmanager"), stage)
                        : null;
        Map<String, String> places = new LinkedHashMap<>(targets(stage));
        places.put(
                "alertmanager:9093",
                alertmanager == null ? "127.0.0.1:9" : alertmanager.address().getAuthority());
        return new WatchedStage(
                stage, PrometheusServer.start(work.resolve("prometheus"), places), alertmanager);
    }

    private static Map<String, String> targets(TestStage stage) {
        Map<String, String> targets = new LinkedHashMap<>();
        for (Role role : Role.values()) {
            for (Lane lane : Lane.values()) {
                targets.put(
                        role.label() + "-" + lane.label() + ":8080",
                        stage.stage().address(role, lane).getAuthority());
            }
        }
        targets.put("workshop:8080", stage.stage().controlRoom().getAuthority());
        return targets;
    }

    private static Daemon alertmanager(Path folder, TestStage stage) throws IOException {
        String config =
                Files.readString(TestStage.ROOT.resolve("alertmanager/alertmanager.yml"))
                        .replace("workshop:8080", stage.stage().controlRoom().getAuthority());
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("alertmanager.yml"), config);
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

    PrometheusServer prometheus() {
        return prometheus;
    }

    boolean hasAlertmanager() {
        return alertmanager != null;
    }

    URI controlRoom() {
        return stage.stage().controlRoom();
    }

    URI service(Role role, Lane lane) {
        return stage.stage().address(role, lane);
    }

    /** What each program answers to a scrape now. */
    Map<String, String> scrapes() throws IOException, InterruptedException {
        Map<String, String> bodies = new TreeMap<>();
        for (Role role : Role.values()) {
            for (Lane lane : Lane.values()) {
                bodies.put(
                        role.label() + " " + lane.label(),
                        Http.get(service(role, lane), "/metrics").body());
            }
        }
        bodies.put("workshop", Http.get(controlRoom(), "/metrics").body());
        return bodies;
    }

    JsonNode ask(String path) throws IOException, InterruptedException {
        return Http.get(controlRoom(), path).json();
    }

    /** When a run's t was 0, from one look at it. */
    Instant start(String run) throws IOException, InterruptedException {
        Instant asked = Instant.now();
        return asked.minusMillis((long) (ask("/api/runs/" + run).path("t").asDouble() * 1000));
    }

    @Override
    public void close() throws InterruptedException {
        prometheus.close();
        if (alertmanager != null) {
            alertmanager.close();
        }
        stage.close();
    }
}
