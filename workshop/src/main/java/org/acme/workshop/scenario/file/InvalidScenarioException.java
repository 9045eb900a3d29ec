package org.acme.workshop.scenario.file;

import java.util.List;

/** Thrown for an invalid scenario file; contains all mistakes. */
public final class InvalidScenarioException extends Exception {

    private static final long serialVersionUID = 1L;

    private final List<String> mistakes;

    /**
     * @param mistakes each as {@code file:line: reason}
     */
    InvalidScenarioException(List<String> mistakes) {
        super(String.join("\n", mistakes));
        this.mistakes = List.copyOf(mistakes);
    }

    public List<String> mistakes() {
        return mistakes;
    }
}
