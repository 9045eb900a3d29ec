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
 * The caches of the demo's programs, a file for each: found when they fit, made by a training run.
 *
 * <p>JDK 17 maps a cache into memory without reading it first, and dies by SIGBUS if the file is
 * shorter than it was. So a cache is written under another name, forced to the disk, and then
 * renamed to a name that has its length in it. A cache of another build, another JVM or another
 * length is not used. Thread-safe.
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

    /** Those for programs that run on the JVM that runs this. */
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

    /** Options that let the program's JVM read its cache; none if it has no cache that fits. */
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
            // As if there were none.
        }
        return Optional.empty();
    }

    /** Makes room for a training run; what an earlier one has left is deleted. */
    public void prepareToRecord() throws IOException {
        Files.createDirectories(folder);
        deleteUnfinished();
    }

    /** Deletes what a training run has recorded but not finished. */
    public void deleteUnfinished() throws IOException {
        for (Path file : files("")) {
            if (file.toString().endsWith(UNFINISHED)) {
                Files.delete(file);
            }
        }
    }

    /** Options of a training run: its JVM records what is needed for a cache when it exits. */
    public List<String> recordOptions(CachedProgram program) {
        return kind.record(recorded(program));
    }

    /**
     * Options of the process that makes the cache of what a training run has recorded, on top of
     * the program's own; empty if the training run has made the cache itself.
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
        // JDK 17 writes a file that nobody may write to, and Windows would not delete it either.
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
