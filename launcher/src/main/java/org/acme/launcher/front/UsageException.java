package org.acme.launcher.front;

/** The command line can't be understood; the message is meant for the user. */
public final class UsageException extends Exception {

    private static final long serialVersionUID = 1L;

    UsageException(String message) {
        super(message);
    }
}
