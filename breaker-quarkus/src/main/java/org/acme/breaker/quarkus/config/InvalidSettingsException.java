package org.acme.breaker.quarkus.config;

import java.util.List;

/** Settings under {@code breaker.} are wrong; the message names each with its value and what it may be. */
public final class InvalidSettingsException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    private final List<String> complaints;

    /** One complaint for each wrong setting. */
    public InvalidSettingsException(List<String> complaints) {
        super(String.join("; ", complaints));
        this.complaints = List.copyOf(complaints);
    }

    /** What is wrong, one sentence for each setting. */
    public List<String> complaints() {
        return complaints;
    }
}
