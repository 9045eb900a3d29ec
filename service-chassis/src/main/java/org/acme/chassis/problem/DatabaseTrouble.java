package org.acme.chassis.problem;

import java.sql.SQLException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Distinguishes an unusable database from a wrong statement. */
public final class DatabaseTrouble {

    /** Connection (08), resources (53), operator and timeouts (57), rolled back (40). */
    private static final Set<String> CLASSES = Set.of("08", "53", "57", "40");

    /** Idle for too long, a lock that did not come in time. */
    private static final Set<String> STATES = Set.of("25P03", "55P03");

    private DatabaseTrouble() {}

    /**
     * Describes what is wrong with the database in one line; null if the database is not the cause.
     */
    public static @Nullable String of(Throwable e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && isUnusable(sql.getSQLState())) {
                return "database: " + firstLine(sql.getMessage());
            }
        }
        return null;
    }

    /** The pool reports an acquisition that took too long without any state. */
    private static boolean isUnusable(@Nullable String state) {
        return state == null
                || STATES.contains(state)
                || (state.length() >= 2 && CLASSES.contains(state.substring(0, 2)));
    }

    private static String firstLine(@Nullable String message) {
        return message == null ? "unknown" : message.lines().findFirst().orElse("unknown");
    }
}
