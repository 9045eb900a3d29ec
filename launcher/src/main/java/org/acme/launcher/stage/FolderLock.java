package org.acme.launcher.stage;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import org.acme.launcher.child.StartFailedException;

/**
 * Prevents two demos, or a demo and a build, from using the same folder at once. The lock ends with
 * the process that holds it. Thread-safe.
 */
public final class FolderLock {

    private final Path file;
    private Optional<FileChannel> channel = Optional.empty();

    private FolderLock(Path file) {
        this.file = file;
    }

    /** Returns the lock of a folder such as {@code target/demo}, without taking it. */
    public static FolderLock in(Path work) {
        return new FolderLock(work.resolve("lock"));
    }

    /**
     * Takes the lock of a folder.
     *
     * @throws StartFailedException when another process holds it
     */
    public synchronized void take() throws IOException, StartFailedException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        FileChannel opened =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        channel = Optional.of(opened);
        if (!isLocked(opened)) {
            release();
            throw new StartFailedException(
                    "Another ./demo is running or building in this folder (%s): stop it first."
                            .formatted(file.getParent()),
                    List.of());
        }
    }

    /** The lock is given back when the channel is closed. */
    private static boolean isLocked(FileChannel channel) throws IOException {
        try {
            FileLock lock = channel.tryLock();
            return lock != null && lock.isValid();
        } catch (OverlappingFileLockException heldByThisProcess) {
            return false;
        }
    }

    /** Gives the lock back; does nothing if it isn't held. */
    public synchronized void release() {
        try {
            if (channel.isPresent()) {
                channel.get().close();
            }
        } catch (IOException e) {
            // The operating system gives it back at the latest when this process ends.
        }
        channel = Optional.empty();
    }
}
