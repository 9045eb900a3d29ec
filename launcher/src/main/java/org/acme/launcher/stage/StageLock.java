package org.acme.launcher.stage;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.acme.launcher.child.StartFailedException;
import org.jspecify.annotations.Nullable;

/** Keeps two stages from using the same folder at once. It ends with the process that holds it. */
final class StageLock {

    private final Path file;
    private @Nullable FileChannel channel;

    StageLock(Path file) {
        this.file = file;
    }

    /**
     * Takes the lock.
     *
     * @throws StartFailedException when another stage holds it
     */
    synchronized void take() throws IOException, StartFailedException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (tryLock(channel) == null) {
            release();
            throw new StartFailedException(
                    "Another ./demo runs from this folder (%s); end it first."
                            .formatted(file.getParent()),
                    List.of());
        }
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }

    synchronized void release() {
        try {
            if (channel != null) {
                channel.close();
            }
        } catch (IOException e) {
            // The operating system lets go of it at the latest when this process ends.
        }
        channel = null;
    }
}
