package org.acme.systemtest.abuse;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.acme.launcher.stage.Lane;
import org.acme.launcher.stage.Role;
import org.acme.systemtest.TestStage;
import org.jspecify.annotations.Nullable;

/**
 * Where the targets are: on a stage of their own, or, with {@code
 * -Dabuse.ports=checkout,payment,inventory,room}, wherever somebody has started them.
 */
final class Ground implements AutoCloseable {

    private static final String GIVEN = System.getProperty("abuse.ports", "");

    private final @Nullable TestStage stage;

    private Ground(@Nullable TestStage stage) {
        this.stage = stage;
    }

    static Ground open(String name, Map<String, String> settings) throws Exception {
        return open(name, settings, Map.of());
    }

    /** With settings for all programs, and further ones for the control room. */
    static Ground open(String name, Map<String, String> settings, Map<String, String> controlRoom)
            throws Exception {
        Map<String, String> all = new HashMap<>(settings);
        all.putAll(controlRoom);
        return new Ground(GIVEN.isEmpty() ? TestStage.open(name, settings, all) : null);
    }

    URI address(Target target) {
        TestStage own = stage;
        if (own == null) {
            List<String> ports = Arrays.asList(GIVEN.split(",", -1));
            return URI.create("http://127.0.0.1:" + ports.get(target.ordinal()));
        }
        return target == Target.CONTROL_ROOM
                ? own.stage().controlRoom()
                : own.stage().address(Role.valueOf(target.name()), Lane.PROTECTED);
    }

    /** How much the target has logged; where somebody else has started it, nobody knows. */
    long loggedLines(Target target) throws IOException {
        TestStage own = stage;
        if (own == null) {
            return 0;
        }
        String program =
                target == Target.CONTROL_ROOM
                        ? "control-room"
                        : Role.valueOf(target.name()).label() + "-" + Lane.PROTECTED.label();
        Path log = own.stage().logs().resolve(program + ".log");
        try (var lines = Files.lines(log)) {
            return lines.count();
        }
    }

    void assertCleanLogs() throws IOException {
        if (stage != null) {
            stage.assertCleanLogs();
        }
    }

    @Override
    public void close() {
        if (stage != null) {
            stage.close();
        }
    }
}
