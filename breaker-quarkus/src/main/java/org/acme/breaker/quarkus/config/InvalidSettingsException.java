package org.acme.breaker.quarkus.config;

import static java.util.stream.Collectors.joining;

import java.io.Serializable;
import java.util.List;

/** Settings under {@code breaker.} are wrong; the message names each with its value and what it may be. */
public final class InvalidSettingsException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    private final List<Complaint> complaints;

    /**
     * What is wrong with one setting.
     *
     * @param setting its key without {@code breaker.} and name, such as {@code minimum-calls}
     * @param message names the whole key, the value and what is allowed
     */
    public record Complaint(String setting, String message) implements Serializable {}

    /** One complaint for each wrong setting. */
    public InvalidSettingsException(List<Complaint> complaints) {
        super(complaints.stream().map(Complaint::message).collect(joining("; ")));
        this.complaints = List.copyOf(complaints);
    }

    /** What is wrong. */
    public List<Complaint> complaints() {
        return complaints;
    }
}
