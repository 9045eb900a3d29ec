package org.acme.launcher.doctor;

/**
 * The result of one check.
 *
 * @param level how bad it is
 * @param topic a word or two
 * @param words what was found
 * @param remedy what to do about it; empty if nothing has to be done
 */
public record Finding(Level level, String topic, String words, String remedy) {

    /** How bad it is. */
    public enum Level {
        /** Everything is as it should be. */
        OK("ok"),
        /** The demo will run, with a restriction. */
        NOTE("note"),
        /** The demo won't run. */
        PROBLEM("PROBLEM");

        private final String word;

        Level(String word) {
            this.word = word;
        }

        String word() {
            return word;
        }
    }

    static Finding ok(String topic, String words) {
        return new Finding(Level.OK, topic, words, "");
    }

    static Finding note(String topic, String words, String remedy) {
        return new Finding(Level.NOTE, topic, words, remedy);
    }

    static Finding problem(String topic, String words, String remedy) {
        return new Finding(Level.PROBLEM, topic, words, remedy);
    }
}
