package org.acme.workshop.scenario.judge;

import org.jspecify.annotations.Nullable;

/** The result of an expectation, and the measured value as text. */
public record ExpectationResult(State state, @Nullable String measured) {

    /** The state of an expectation. */
    public enum State {
        /** It can't be decided yet. */
        WAITING("waiting"),
        /** The expectation is met. */
        MET("met"),
        /** It is not met, and that decides the verdict. */
        MISSED("missed"),
        /** It is not met, but that is only a warning. */
        WARNED("warned"),
        /** It could not be measured, which is no success. */
        UNKNOWN("unknown");

        private final String label;

        State(String label) {
            this.label = label;
        }

        /** The name in JSON. */
        public String label() {
            return label;
        }
    }

    public static ExpectationResult waiting() {
        return new ExpectationResult(State.WAITING, null);
    }

    static ExpectationResult met(String measured) {
        return new ExpectationResult(State.MET, measured);
    }

    static ExpectationResult missed(String measured) {
        return new ExpectationResult(State.MISSED, measured);
    }

    /**
     * Creates the result of an expectation that cannot be evaluated in this environment; reported
     * as a warning.
     */
    static ExpectationResult warned(String why) {
        return new ExpectationResult(State.WARNED, why);
    }

    static ExpectationResult unknown(String why) {
        return new ExpectationResult(State.UNKNOWN, why);
    }

    /** Returns the result if there is no data: waiting during the run, unknown at its end. */
    static ExpectationResult nothingSeen(boolean atEnd, String why) {
        return atEnd ? unknown(why) : waiting();
    }
}
