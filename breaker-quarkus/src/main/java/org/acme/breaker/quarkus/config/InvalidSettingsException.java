package org.acme.breaker.quarkus.config;

import static java.util.stream.Collectors.joining;

import java.io.Serializable;
import java.util.List;

/**
 * Thrown for wrong settings under {@code breaker.}; the message names each with its value and what
 * is allowed.
 */
public final class InvalidSettingsException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    private final List<Complaint> complaints;

    /**
     * An error in one setting.
     *
     * @param setting its key without {@code breaker.} and name, such as {@code minimum-calls}
     * @param message names the whole key, the value and what is allowed
     */
    public record Complaint(String setting, String message) implements Serializable {}

    /** Creates the exception from one complaint for each wrong setting. */
    public InvalidSettingsException(List<Complaint> complaints) {
        super(complaints.stream().map(Complaint::message).collect(joining("; ")));
        this.complaints = List.copyOf(complaints);
    }

    /** Returns one complaint for each wrong setting. */
    public List<Complaint> complaints() {
        return complaints;
    }
}
