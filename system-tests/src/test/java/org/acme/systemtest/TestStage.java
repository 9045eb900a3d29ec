package org.acme.systemtest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.acme.launcher.child.ChildListener;
import org.acme.launcher.play.ControlRoom;
import org.acme.launcher.stage.Environment;
import org.acme.launcher.stage.Ports;
import org.acme.launcher.stage.StageSetup;

/** The whole system on ports of its own, with the scenarios of these tests. */
public final class TestStage implements AutoCloseable {

    /** The repository's folder. */
    public static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    private final Environment stage;
    private final Ports ports;

    private TestStage(Environment stage, Ports ports) {
        this.stage = stage;
        this.ports = ports;
    }

    /** Starts everything; the name is that of the folder under {@code target} that it uses. */
    public static TestStage open(String name, Map<String, String> controlRoomSettings)
            throws Exception {
        return open(name, Map.of(), controlRoomSettings);
    }

    /** Starts everything, the services with settings of their own. */
    public static TestStage open(
            String name, Map<String, String> settings, Map<String, String> controlRoomSettings)
            throws Exception {
        return open(name, ports -> settings, controlRoomSettings);
    }

    /** Starts everything, the services with settings that depend on who listens where. */
    public static TestStage open(
            String name,
            Function<Ports, Map<String, String>> settings,
            Map<String, String> controlRoomSettings)
            throws Exception {
        Path work = Path.of("target", "stages", name).toAbsolutePath();
        Ports ports = QuietPorts.find();
        StageSetup setup =
                new StageSetup(
                        ROOT,
                        work,
                        work,
                        ports,
                        false,
                        unhurried(settings.apply(ports)),
                        unhurried(controlRoomSettings));
        Environment stage = Environment.set(setup, new Narrator());
        stage.open();
        return new TestStage(stage, ports);
    }

    /** A machine that stands still for two seconds would be in the log as a blocked thread. */
    private static Map<String, String> unhurried(Map<String, String> settings) {
        Map<String, String> all = new HashMap<>(settings);
        all.putIfAbsent("QUARKUS_VERTX_MAX_EVENT_LOOP_EXECUTE_TIME", "60S");
        return all;
    }

    /** Settings of a control room that plays the scenarios of these tests. */
    public static Map<String, String> withOwnScenarios() {
        return Map.of(
                "SCENARIOS_DIRECTORY",
                Path.of("src/test/resources/scenarios").toAbsolutePath().toString());
    }

    /** Its processes and addresses. */
    public Environment stage() {
        return stage;
    }

    /** Where its PostgreSQL listens. */
    public int postgresPort() {
        return ports.postgres();
    }

    /** Its control room, as the launcher sees it. */
    public ControlRoom controlRoom() {
        return new ControlRoom(stage.controlRoom());
    }

    /**
     * Fails when a service wrote a stack trace or an error: users' input and faults are neither.
     */
    public void assertCleanLogs() throws IOException {
        try (Stream<Path> logs = Files.list(stage.logs())) {
            for (Path log : logs.toList()) {
                assertThat(suspicious(log)).as("suspicious lines of %s", log).isEmpty();
            }
        }
    }

    private static List<String> suspicious(Path log) throws IOException {
        return Files.readAllLines(log).stream()
                .filter(line -> line.startsWith("\tat ") || line.contains(" ERROR "))
                .limit(20)
                .toList();
    }

    @Override
    public void close() {
        stage.close();
    }

    private static final class Narrator implements ChildListener {
        @Override
        public void ready(String name, Duration after) {
            System.out.println(name + " ready after " + after.toMillis() + " ms");
        }

        @Override
        public void crashed(String name, int exitCode, Duration restartIn) {
            System.out.println(name + " ended with exit code " + exitCode);
        }
    }
}
