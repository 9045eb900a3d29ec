package org.acme.launcher.stage;

import java.nio.file.Path;
import java.util.Map;

/**
 * The settings of an environment: all processes of one demo.
 *
 * @param root the repository's folder, where the built programs are
 * @param work where logs go; one demo at a time uses it
 * @param data where PostgreSQL keeps its data; {@code work} unless that disk doesn't suit it
 * @param ports the ports of all processes
 * @param keepOrders whether the data of the last demo is kept; otherwise it starts empty
 * @param settings variables that every service gets on top of those that make up its lane
 * @param controlRoomSettings variables that the control room gets on top of the lanes' addresses
 */
public record StageSetup(
        Path root,
        Path work,
        Path data,
        Ports ports,
        boolean keepOrders,
        Map<String, String> settings,
        Map<String, String> controlRoomSettings) {

    public StageSetup {
        settings = Map.copyOf(settings);
        controlRoomSettings = Map.copyOf(controlRoomSettings);
    }

    /** Returns the usual settings: empty data, no extra variables. */
    public static StageSetup of(Path root, Path work, Ports ports) {
        return new StageSetup(root, work, work, ports, false, Map.of(), Map.of());
    }

    Path database() {
        return data.resolve("postgres");
    }

    /** Shared by all stages of this repository, unless the data is somewhere else. */
    Path binaries() {
        return data.equals(work)
                ? root.resolve("target/demo/postgres-binaries")
                : data.resolve("postgres-binaries");
    }

    /** Caches of the programs' classes, shared by all stages of this repository. */
    Path classCaches() {
        return root.resolve("target/demo/class-caches");
    }

    /** The current folder of a process. */
    Path folder(String name) {
        return work.resolve("run").resolve(name);
    }

    Path logs() {
        return work.resolve("logs");
    }

    Path log(String name) {
        return logs().resolve(name + ".log");
    }
}
