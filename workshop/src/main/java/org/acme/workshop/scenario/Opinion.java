package org.acme.workshop.scenario;

import org.jspecify.annotations.Nullable;

/** How an expectation stands, and what was measured, in words. */
record Opinion(State state, @Nullable String measured) {

    /** How an expectation stands. */
    enum State {
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
        String label() {
            return label;
        }
    }

    static Opinion waiting() {
        return new Opinion(State.WAITING, null);
    }

    static Opinion met(String measured) {
        return new Opinion(State.MET, measured);
    }

    static Opinion missed(String measured) {
        return new Opinion(State.MISSED, measured);
    }

    /** It can't come true here, by no fault of anybody's. */
    static Opinion warned(String why) {
        return new Opinion(State.WARNED, why);
    }

    static Opinion unknown(String why) {
        return new Opinion(State.UNKNOWN, why);
    }

    /** What holds if nothing more can be learned: waiting is over, and nothing was seen. */
    static Opinion nothingSeen(boolean atEnd, String why) {
        return atEnd ? unknown(why) : waiting();
    }
}
