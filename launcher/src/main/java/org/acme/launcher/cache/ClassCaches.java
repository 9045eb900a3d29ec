package org.acme.launcher.cache;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Finds and creates the class caches of the demo's programs, one file for each.
 *
 * <p>JDK 17 maps a cache into memory without reading it first, and crashes with SIGBUS if the file
 * is shorter than expected. So a cache is written under another name, forced to the disk, and then
 * renamed to a name that contains its length. A cache of another build, JVM or length is not used.
 * Thread-safe.
 */
public final class ClassCaches {

    private static final String UNFINISHED = ".tmp";

    private final Path folder;
    private final CacheKind kind;
    private final String jvm;

    private ClassCaches(Path folder, CacheKind kind, String jvm) {
        this.folder = folder;
        this.kind = kind;
        this.jvm = jvm;
    }

    /** Returns the caches of programs that run on the JVM of this process. */
    public static ClassCaches ofThisJvm(Path folder) {
        return of(
                folder,
                Runtime.version().feature(),
                System.getProperty("java.vm.version") + " " + System.getProperty("java.home"));
    }

    static ClassCaches of(Path folder, int featureRelease, String jvm) {
        return new ClassCaches(folder, CacheKind.of(featureRelease), jvm);
    }

    /** Whether each program has a cache that fits. */
    public boolean fit(List<CachedProgram> programs) {
        return programs.stream().allMatch(program -> find(program).isPresent());
    }

    /** Returns options to read the program's cache; none if it has no cache that fits. */
    public List<String> use(CachedProgram program) {
        return find(program).map(kind::use).orElse(List.of());
    }

    Optional<Path> find(CachedProgram program) {
        try {
            String start = start(program);
            for (Path file : files(start)) {
                String name = file.getFileName().toString();
                if (name.equals(start + Files.size(file) + "." + kind.ending())) {
                    return Optional.of(file);
                }
            }
        } catch (IOException unreadable) {
            // Returns caches that never find one.
        }
        return Optional.empty();
    }

    /** Prepares a training run: deletes what an earlier one has left. */
    public void prepareToRecord() throws IOException {
        Files.createDirectories(folder);
        deleteUnfinished();
    }

    /** Deletes an unfinished recording of a training run. */
    public void deleteUnfinished() throws IOException {
        for (Path file : files("")) {
            if (file.toString().endsWith(UNFINISHED)) {
                Files.delete(file);
            }
        }
    }

    /** Returns the options of a training run: its JVM records the data of a cache when it exits. */
    public List<String> recordOptions(CachedProgram program) {
        return kind.record(recorded(program));
    }

    /**
     * Returns the options of the process that assembles the cache from the recording, in addition
     * to the program's own; empty if the training run has written the cache itself.
     */
    public List<String> assembleOptions(CachedProgram program) {
        return kind.assemble(recorded(program), assembled(program));
    }

    /**
     * Puts the new cache in its place, and deletes older ones of the program.
     *
     * @throws IOException when the training run has left no cache, or the disk is full
     */
    public void keep(CachedProgram program) throws IOException {
        Path made = kind == CacheKind.CLASS_DATA ? recorded(program) : assembled(program);
        long length = Files.size(made);
        // JDK 17 writes a read-only file, which Windows would not delete.
        if (!Files.isWritable(made) && !made.toFile().setWritable(true)) {
            throw new AccessDeniedException(made.toString());
        }
        try (FileChannel file = FileChannel.open(made, StandardOpenOption.WRITE)) {
            file.force(true);
        }
        for (Path old : files(program.name() + "-")) {
            if (!old.equals(made)) {
                Files.delete(old);
            }
        }
        Path place = folder.resolve(start(program) + length + "." + kind.ending());
        Files.move(made, place, StandardCopyOption.ATOMIC_MOVE);
    }

    private String start(CachedProgram program) throws IOException {
        return program.name() + "-" + program.key(jvm) + "-";
    }

    private Path recorded(CachedProgram program) {
        return folder.resolve(program.name() + "-recorded" + UNFINISHED);
    }

    private Path assembled(CachedProgram program) {
        return folder.resolve(program.name() + "-assembled" + UNFINISHED);
    }

    private List<Path> files(String start) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (DirectoryStream<Path> files =
                Files.newDirectoryStream(
                        folder, file -> file.getFileName().toString().startsWith(start))) {
            List<Path> found = new ArrayList<>();
            files.forEach(found::add);
            return found;
        }
    }
}
