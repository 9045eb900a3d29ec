package org.acme.launcher.child;

import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Selects the user's variables that a child process inherits: those that programs need to find
 * their files, their user and a temporary folder.
 *
 * <p>No other variable is passed on. Quarkus reads any variable as a setting ({@code DB_URL},
 * {@code quarkus_http_port}), and the JVM reads options from three of them. A variable for a child
 * is given to it explicitly.
 */
public final class ChildEnvironment {

    private static final Set<String> INHERITED =
            Set.of(
                    // On all systems
                    "PATH",
                    "HOME",
                    "USER",
                    "LOGNAME",
                    "TMPDIR",
                    "TZ",
                    // The encoding of file names
                    "LANG",
                    "LC_ALL",
                    "LC_CTYPE",
                    // Shared libraries, on some systems
                    "LD_LIBRARY_PATH",
                    "NIX_LD",
                    "NIX_LD_LIBRARY_PATH",
                    // Windows
                    "APPDATA",
                    "COMSPEC",
                    "LOCALAPPDATA",
                    "NUMBER_OF_PROCESSORS",
                    "PATHEXT",
                    "PROCESSOR_ARCHITECTURE",
                    "PROGRAMDATA",
                    "PROGRAMFILES",
                    "SYSTEMDRIVE",
                    "SYSTEMROOT",
                    "TEMP",
                    "TMP",
                    "USERNAME",
                    "USERPROFILE",
                    "WINDIR");

    private ChildEnvironment() {}

    /** Removes all other variables from the environment of a process to be started. */
    public static void reduce(Map<String, String> environment) {
        environment.keySet().removeIf(name -> !isInherited(name));
    }

    /** Whether a variable of the launcher is passed on; names are compared as on Windows. */
    static boolean isInherited(String variable) {
        return INHERITED.contains(variable.toUpperCase(Locale.ROOT));
    }
}
