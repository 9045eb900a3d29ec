package org.acme.inventory.problem;

import java.sql.SQLException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Tells a database that is gone or overloaded from a statement that is wrong. */
final class DatabaseTrouble {

    /**
     * Classes of SQLSTATE: 08 connection, 53 out of resources, 57 stopped by an operator or a timeout, 40 a rollback that
     * a repetition cures, 25P03 idle too long, 55P03 lock not available.
     */
    private static final Set<String> CLASSES = Set.of("08", "53", "57", "40");

    private static final Set<String> STATES = Set.of("25P03", "55P03");

    private DatabaseTrouble() {}

    /** What is wrong with the database in a few words, or null if it is the statement. */
    static @Nullable String of(Throwable e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && isTrouble(sql.getSQLState())) {
                return "database: " + firstLine(sql.getMessage());
            }
        }
        return null;
    }

    /** The pool's own exceptions (no connection within the acquisition timeout) carry no state. */
    private static boolean isTrouble(@Nullable String state) {
        return state == null
                || STATES.contains(state)
                || (state.length() >= 2 && CLASSES.contains(state.substring(0, 2)));
    }

    private static String firstLine(@Nullable String message) {
        return message == null ? "no message" : message.lines().findFirst().orElse("no message");
    }
}
