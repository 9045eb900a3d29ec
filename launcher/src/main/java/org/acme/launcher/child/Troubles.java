package org.acme.launcher.child;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Recognizes from its output why a program does not start on a machine, and suggests a remedy. */
final class Troubles {

    private record Trouble(String words, String remedy) {}

    /** The first match wins; the words are in lower case. */
    private static final List<Trouble> KNOWN =
            List.of(
                    new Trouble(
                            "cannot be run as root",
                            "PostgreSQL refuses to run as root, and this machine has no user"
                                    + " namespaces: start ./demo as an ordinary user."),
                    new Trouble(
                            "unshare failed",
                            "PostgreSQL refuses to run as root, and this machine forbids user"
                                    + " namespaces: start ./demo as an ordinary user."),
                    new Trouble(
                            "no space left on device",
                            "The disk is full: free at least 1 GB, or set DEMO_DATA to a folder on"
                                    + " another disk."),
                    new Trouble(
                            "has invalid permissions",
                            "The disk has no file permissions, like /mnt/c of WSL, exFAT and"
                                    + " shared folders: set DEMO_DATA to a folder on another"
                                    + " disk."),
                    new Trouble(
                            "could not change permissions",
                            "The disk has no file permissions, like /mnt/c of WSL, exFAT and"
                                    + " shared folders: set DEMO_DATA to a folder on another"
                                    + " disk."),
                    new Trouble(
                            "operation not permitted",
                            "The disk or this machine forbids an operation of PostgreSQL: set"
                                    + " DEMO_DATA to a folder on another disk, and run ./demo doctor."),
                    new Trouble(
                            "permission denied",
                            "It is not allowed to start programs or write files there: set"
                                    + " DEMO_DATA to a folder on another disk, and run ./demo"
                                    + " doctor."),
                    new Trouble(
                            "invalid locale settings",
                            "This machine does not have the locale: run LC_ALL=C.UTF-8 ./demo."),
                    new Trouble(
                            "could not create shared memory segment",
                            "The system has no shared memory left: stop other databases."),
                    new Trouble(
                            "could not create semaphores",
                            "The system has no semaphores left: stop other databases."),
                    new Trouble(
                            "no such file or directory",
                            "Its programs are missing or cannot run here: delete"
                                    + " target/demo/postgres-binaries and start again; on Alpine or"
                                    + " NixOS see docs/development.md."),
                    new Trouble(
                            "address already in use",
                            "Another program has taken its port: ./demo doctor suggests a free"
                                    + " one."),
                    new Trouble(
                            "could not create the java virtual machine",
                            "There is not enough memory for Java: stop other programs."),
                    new Trouble(
                            "invalid or corrupt jarfile",
                            "A build was interrupted: delete all folders named target, then start"
                                    + " again."),
                    new Trouble(
                            "outofmemoryerror", "It has too little memory: stop other programs."),
                    new Trouble(
                            "unable to create native thread",
                            "The limit for processes is too low: raise it with ulimit -u."),
                    new Trouble(
                            "too many open files",
                            "The limit for open files is too low: raise it with ulimit -n 4096."));

    /** The exit code {@code STATUS_DLL_NOT_FOUND} of Windows. */
    private static final int WINDOWS_WITHOUT_RUNTIME = -1073741515;

    private static final int KILLED = 137;

    private Troubles() {}

    /** Returns the remedy for a known failure; otherwise empty. */
    static Optional<String> remedy(List<String> lastLines, int exitCode) {
        String words = String.join("\n", lastLines).toLowerCase(Locale.ROOT);
        if (exitCode == WINDOWS_WITHOUT_RUNTIME
                || words.contains(Integer.toString(WINDOWS_WITHOUT_RUNTIME))) {
            return Optional.of(
                    "PostgreSQL needs Microsoft's Visual C++ runtime: install vc_redist.x64.exe"
                            + " from microsoft.com.");
        }
        if (exitCode == KILLED) {
            return Optional.of("The system killed it because memory ran out: stop other programs.");
        }
        return KNOWN.stream()
                .filter(trouble -> words.contains(trouble.words()))
                .map(Trouble::remedy)
                .findFirst();
    }
}
