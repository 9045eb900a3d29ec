package org.acme.launcher.child;

import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Says which of the user's variables a child process inherits: those with which programs find
 * themselves, their user and a place for temporary files.
 *
 * <p>Everything else stays outside. Quarkus takes any variable for a setting ({@code DB_URL},
 * {@code quarkus_http_port}), and the JVM takes options from three of them. What is meant for a
 * child is given to it by name.
 */
public final class ChildEnvironment {

    private static final Set<String> INHERITED =
            Set.of(
                    // Everywhere
                    "PATH",
                    "HOME",
                    "USER",
                    "LOGNAME",
                    "TMPDIR",
                    "TZ",
                    // How the names of files are written
                    "LANG",
                    "LC_ALL",
                    "LC_CTYPE",
                    // Where some systems keep shared libraries
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

    /** Removes all other variables from those of a process that is to be started. */
    public static void reduce(Map<String, String> environment) {
        environment.keySet().removeIf(name -> !isInherited(name));
    }

    /** Whether a variable of the launcher's environment is passed on; names as Windows has them. */
    static boolean isInherited(String variable) {
        return INHERITED.contains(variable.toUpperCase(Locale.ROOT));
    }
}
