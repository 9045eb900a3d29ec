package org.acme.workshop.scenario.judge;

import org.jspecify.annotations.Nullable;

/** How an expectation stands, and what was measured, in words. */
public record ExpectationResult(State state, @Nullable String measured) {

    /** How an expectation stands. */
    public enum State {
        /** It can't be told yet. */
        WAITING("waiting"),
        /** It is true. */
        MET("met"),
        /** It is not, and that decides the verdict. */
        MISSED("missed"),
        /** It is not, but it only warns. */
        WARNED("warned"),
        /** It could not be measured; nobody may call that a success. */
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

    /** It can't come true here, by no fault of anybody's. */
    static ExpectationResult warned(String why) {
        return new ExpectationResult(State.WARNED, why);
    }

    static ExpectationResult unknown(String why) {
        return new ExpectationResult(State.UNKNOWN, why);
    }

    /** What holds if nothing more can be learned: waiting is over, and nothing was seen. */
    static ExpectationResult nothingSeen(boolean atEnd, String why) {
        return atEnd ? unknown(why) : waiting();
    }
}
