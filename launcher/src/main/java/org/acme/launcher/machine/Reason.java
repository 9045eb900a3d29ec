package org.acme.launcher.machine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;

/**
 * Describes a failure in a sentence: what, where, and what to do.
 *
 * <p>The messages of {@code java.nio.file} are often only a path.
 */
public final class Reason {

    private Reason() {}

    /** Returns the sentence for the user; never empty, never only a class name. */
    public static String of(Throwable failure) {
        Throwable cause = unwrapped(failure);
        if (cause instanceof FileSystemException file) {
            return ofFile(file);
        }
        String message = Objects.requireNonNullElse(cause.getMessage(), "").strip();
        if (cause instanceof IOException) {
            return isFull(message)
                    ? "The disk is full: free at least 1 GB and start again. (" + message + ")"
                    : ofProgram(message);
        }
        return "./demo failed because of a bug: " + cause + ". Please report it.";
    }

    private static Throwable unwrapped(Throwable failure) {
        Throwable current = failure;
        while (current.getCause() != null
                && (current instanceof UncheckedIOException
                        || current instanceof ExecutionException
                        || current instanceof CompletionException)) {
            current = current.getCause();
        }
        return current;
    }

    private static String ofFile(FileSystemException failure) {
        String file = Objects.requireNonNullElse(failure.getFile(), "a file");
        String reason = Objects.requireNonNullElse(failure.getReason(), "");
        if (isFull(reason)) {
            return "The disk of "
                    + file
                    + " is full: free at least 1 GB, or set DEMO_DATA to a folder on another disk.";
        }
        if (reason.toLowerCase(Locale.ROOT).contains("read-only")) {
            return file + " is on a read-only disk: clone the repository to a writable disk.";
        }
        if (failure instanceof AccessDeniedException) {
            return "You do not have permission for "
                    + file
                    + ": take ownership (sudo chown -R \"$(id -un)\" target), or clone"
                    + " the repository to a folder of your own.";
        }
        if (failure instanceof NoSuchFileException) {
            return file + " is missing: check with git status that the clone is complete.";
        }
        if (failure instanceof FileAlreadyExistsException
                || failure instanceof NotDirectoryException
                || reason.equals("Not a directory")) {
            return file + " is not a folder, but ./demo needs a folder there: delete or rename it.";
        }
        if (failure instanceof DirectoryNotEmptyException) {
            return file + " cannot be emptied: stop the program that writes to it.";
        }
        return file + " cannot be used" + (reason.isEmpty() ? "." : ": " + reason + ".");
    }

    /** Reads {@code Cannot run program "mvnw": error=13, Permission denied}. */
    private static String ofProgram(String message) {
        if (message.startsWith("Cannot run program")) {
            return message + ": install it, or make it executable (chmod +x).";
        }
        return message.isEmpty() ? "An I/O operation failed; the system gave no reason." : message;
    }

    private static boolean isFull(String words) {
        String lower = words.toLowerCase(Locale.ROOT);
        return lower.contains("no space left")
                || lower.contains("quota exceeded")
                || lower.contains("not enough space");
    }
}
