package org.acme.workshop.scenario.file;

import java.util.List;

/** A scenario file that isn't understood, with everything that is wrong in it. */
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
