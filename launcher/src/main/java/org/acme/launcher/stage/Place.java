package org.acme.launcher.stage;

import java.nio.file.Path;
import java.util.Map;

/**
 * Where a start of {@code ./demo} puts things.
 *
 * @param work for logs, current folders and the lock
 * @param data for PostgreSQL's data; {@code work}, unless {@code DEMO_DATA} names another folder
 */
public record Place(Path work, Path data) {

    /** The variable that names another folder for the data. */
    public static final String VARIABLE = "DEMO_DATA";

    /** Two clones may share that folder: each has one of its own in it. */
    public static Place of(Path root, Map<String, String> environment) {
        Path work = root.resolve("target/demo");
        String wish = environment.getOrDefault(VARIABLE, "").strip();
        if (wish.isEmpty()) {
            return new Place(work, work);
        }
        String clone = Integer.toHexString(root.toString().hashCode());
        Path chosen = Path.of(wish).toAbsolutePath().normalize();
        return new Place(work, chosen.resolve("circuit-breaker-demo-" + clone));
    }

    /** Where PostgreSQL is unpacked. */
    public Path binaries() {
        return data.resolve("postgres-binaries");
    }

    /** Where PostgreSQL's data directory is. */
    public Path database() {
        return data.resolve("postgres");
    }
}
