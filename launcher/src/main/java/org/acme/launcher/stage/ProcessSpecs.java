package org.acme.launcher.stage;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.acme.launcher.cache.CachedProgram;
import org.acme.launcher.child.ChildSpec;
import org.acme.launcher.child.ReadyProbe;
import org.acme.launcher.parent.ParentWatch;
import org.acme.launcher.postgres.PostgresKeeper;

/**
 * Defines how each process of an environment is started: only this makes a lane protected or
 * unprotected.
 */
final class ProcessSpecs {

    static final String POSTGRES = "postgresql";
    static final String CONTROL_ROOM = "control-room";

    private static final String JAVA =
            Path.of(System.getProperty("java.home"), "bin", "java").toString();
    private static final String QUARKUS_PROGRAM = "target/quarkus-app/quarkus-run.jar";
    private static final int CONTROL_ROOM_HEAP = 256;

    /** Only unpacking the server for the first time needs so much. */
    private static final int POSTGRES_KEEPER_HEAP = 256;

    private final StageSetup setup;
    private final Path launcher;
    private final Function<CachedProgram, List<String>> cacheOptions;

    /**
     * Describes processes; nothing is started.
     *
     * @param cacheOptions what each process is told about its program's cache of classes; asked
     *     once for each process
     */
    ProcessSpecs(StageSetup setup, Function<CachedProgram, List<String>> cacheOptions) {
        this.setup = setup;
        this.launcher = setup.root().resolve("launcher/target/launcher.jar");
        this.cacheOptions = cacheOptions;
    }

    ChildSpec postgres() {
        List<String> command = new ArrayList<>(List.of(JAVA));
        command.addAll(options(POSTGRES_KEEPER_HEAP));
        command.addAll(List.of("-cp", classPath(), PostgresKeeper.class.getName()));
        command.add(Integer.toString(setup.ports().postgres()));
        command.add(setup.database().toString());
        command.add(setup.binaries().toString());
        ReadyProbe ready = new DatabaseReady(databaseUrl());
        return new ChildSpec(
                POSTGRES, command, Map.of(), setup.folder(POSTGRES), setup.log(POSTGRES), ready);
    }

    private String classPath() {
        return launcher + File.pathSeparator + launcher.resolveSibling("lib") + "/*";
    }

    ChildSpec controlRoom() {
        Map<String, String> variables = new HashMap<>();
        for (Lane lane : Lane.values()) {
            for (Role role : Role.values()) {
                variables.put("LANES_" + lane + "_" + role, address(role, lane));
            }
            variables.put("LINKS_" + lane + "_PORTS", ports(lane));
        }
        variables.put("SCENARIOS_DIRECTORY", setup.root().resolve("scenarios").toString());
        variables.putAll(setup.controlRoomSettings());
        return service(
                CONTROL_ROOM,
                "workshop",
                setup.ports().controlRoom(),
                CONTROL_ROOM_HEAP,
                variables);
    }

    /** Those of checkout, payment and inventory, for the links on the control room's page. */
    private String ports(Lane lane) {
        return Stream.of(Role.CHECKOUT, Role.PAYMENT, Role.INVENTORY)
                .map(role -> Integer.toString(setup.ports().of(role, lane)))
                .collect(Collectors.joining(","));
    }

    ChildSpec service(Role role, Lane lane) {
        Map<String, String> variables = new HashMap<>();
        variables.put("LANE", lane.label());
        variables.put("DB_URL", databaseUrl());
        variables.put("DB_USER", PostgresKeeper.DATABASE);
        variables.put("DB_PASSWORD", PostgresKeeper.DATABASE);
        variables.put("DB_SCHEMA", role.label() + "_" + lane.label());
        switch (role) {
            case CHECKOUT -> {
                variables.put("CHECKOUT_PROTECTION", lane == Lane.PROTECTED ? "on" : "off");
                variables.put("PAYMENT_URL", address(Role.PAYMENT, lane));
                variables.put("INVENTORY_URL", address(Role.INVENTORY, lane));
                variables.put("BREAKER_ADMIN_ENABLED", "true");
                variables.put("HABITS_ENABLED", "true");
            }
            case PAYMENT, INVENTORY -> variables.put("FAULTS_ENABLED", "true");
        }
        // Where OpenTelemetry and JSON logs are built in (profile "traces"), they are for who asks.
        variables.put("QUARKUS_OTEL_SDK_DISABLED", "true");
        variables.put("QUARKUS_LOG_CONSOLE_JSON_ENABLED", "false");
        variables.putAll(setup.settings());
        int port = setup.ports().of(role, lane);
        return service(name(role, lane), role.module(), port, role.heapMegabytes(), variables);
    }

    static String name(Role role, Lane lane) {
        return role.label() + "-" + lane.label();
    }

    private ChildSpec service(
            String name, String module, int port, int heap, Map<String, String> variables) {
        CachedProgram program = program(module, heap);
        Map<String, String> all = new HashMap<>(variables);
        all.put("QUARKUS_HTTP_PORT", Integer.toString(port));
        all.put("HTTP_HOST", "127.0.0.1");
        ReadyProbe ready = new HttpReady("http://127.0.0.1:" + port + "/q/health/ready");
        return new ChildSpec(
                name,
                program.command(cacheOptions.apply(program)),
                program.command(List.of()),
                all,
                setup.folder(name),
                setup.log(name),
                ready);
    }

    private CachedProgram program(String module, int heap) {
        Path jar = setup.root().resolve(module).resolve(QUARKUS_PROGRAM);
        List<String> main = List.of(ParentWatch.class.getName(), jar.toString());
        List<String> options = new ArrayList<>(options(heap));
        // What the jar's manifest says for "java -jar": JBoss Threads resets thread locals.
        options.add("--add-opens=java.base/java.lang=ALL-UNNAMED");
        return new CachedProgram(module, List.of(jar, launcher), options, main);
    }

    /**
     * Small and quick to start: nine processes share a laptop. The second compiler would only begin
     * to pay off when the demo is over.
     */
    private static List<String> options(int heapMegabytes) {
        return List.of(
                "-Xmx" + heapMegabytes + "m",
                // Whatever the user's language: numbers and letters are as everywhere.
                "-Duser.language=en",
                "-Duser.country=US",
                "-Xss512k",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:+ExitOnOutOfMemoryError");
    }

    private String address(Role role, Lane lane) {
        return "http://127.0.0.1:" + setup.ports().of(role, lane);
    }

    private String databaseUrl() {
        return "jdbc:postgresql://127.0.0.1:%d/%s"
                .formatted(setup.ports().postgres(), PostgresKeeper.DATABASE);
    }
}
