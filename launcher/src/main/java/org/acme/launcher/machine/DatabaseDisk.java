package org.acme.launcher.machine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * Checks that a disk has what PostgreSQL needs: folders that only their owner may enter, symbolic
 * links, and executable files. {@code /mnt/c} of WSL, exFAT, folders shared with a virtual machine,
 * and disks mounted with {@code noexec} lack one of these.
 */
public final class DatabaseDisk {

    private static final Set<PosixFilePermission> OWNER_ONLY =
            PosixFilePermissions.fromString("rwx------");

    private DatabaseDisk() {}

    /** Returns what is missing below the existing folder; empty if nothing, or on Windows. */
    public static Optional<String> trouble(Path folder) {
        if (!folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            return Optional.empty();
        }
        try {
            Path trial = Files.createTempDirectory(folder, ".look");
            try {
                return tried(trial);
            } finally {
                Trees.delete(trial);
            }
        } catch (IOException e) {
            return Optional.of(Reason.of(e));
        }
    }

    private static Optional<String> tried(Path trial) throws IOException {
        try {
            Files.setPosixFilePermissions(trial, OWNER_ONLY);
        } catch (IOException e) {
            return Optional.of("it has no file permissions for one user only");
        }
        if (!Files.getPosixFilePermissions(trial).equals(OWNER_ONLY)) {
            return Optional.of("it has no file permissions for one user only");
        }
        Path program = Files.writeString(trial.resolve("program"), "#!/bin/sh\nexit 0\n");
        Files.setPosixFilePermissions(program, OWNER_ONLY);
        try {
            Files.createSymbolicLink(trial.resolve("link"), program.getFileName());
        } catch (IOException | UnsupportedOperationException e) {
            return Optional.of("it does not support symbolic links");
        }
        return starts(program) ? Optional.empty() : Optional.of("programs on it cannot be started");
    }

    private static boolean starts(Path program) {
        try {
            Process process = new ProcessBuilder(program.toString()).start();
            return process.waitFor(2, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
