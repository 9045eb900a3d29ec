package org.acme.launcher.front;

/** Thrown when the command line is not understood; the message is for the user. */
public final class UsageException extends Exception {

    private static final long serialVersionUID = 1L;

    UsageException(String message) {
        super(message);
    }
}
