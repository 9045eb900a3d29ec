package org.acme.launcher.child;

import java.util.List;

/** Thrown when a required process did not become ready; the message is for the user. */
public final class StartFailedException extends Exception {

    private static final long serialVersionUID = 1L;

    private final transient List<String> logLines;

    public StartFailedException(String message, List<String> logLines) {
        super(message);
        this.logLines = List.copyOf(logLines);
    }

    /** Returns the last lines that the process wrote. */
    public List<String> logLines() {
        return logLines;
    }
}
