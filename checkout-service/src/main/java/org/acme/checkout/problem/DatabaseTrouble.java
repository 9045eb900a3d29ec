package org.acme.checkout.problem;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Tells a database that can't be used now from a statement that is wrong. */
public final class DatabaseTrouble {

    private DatabaseTrouble() {}

    /** What is wrong with the database, in one line, or null when it isn't the database. */
    public static @Nullable String of(Throwable e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && unusable(sql.getSQLState())) {
                return "database: " + firstLine(sql.getMessage());
            }
        }
        return null;
    }

    /**
     * Connection exceptions (08), resources (53), operator and timeouts (57), rolled back (40), idle
     * for too long (25P03), a lock that didn't come in time (55P03). The pool reports an acquisition
     * that took too long without any state.
     */
    private static boolean unusable(@Nullable String state) {
        return state == null
                || state.startsWith("08")
                || state.startsWith("53")
                || state.startsWith("57")
                || state.startsWith("40")
                || state.equals("25P03")
                || state.equals("55P03");
    }

    private static String firstLine(@Nullable String message) {
        return message == null ? "unknown" : message.lines().findFirst().orElse("unknown");
    }
}
