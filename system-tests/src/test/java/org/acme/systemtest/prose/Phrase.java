package org.acme.systemtest.prose;

import java.util.List;
import java.util.regex.Pattern;

/**
 * A phrase that readers had to decode, and what to write instead.
 *
 * @param pattern matches the phrase in text whose white space is single blanks
 * @param better the plain words
 */
record Phrase(Pattern pattern, String better) {

    static final List<Phrase> REFUSED =
            List.of(
                    phrase(
                            "whoever",
                            "name the person or program: \"the caller\", \"a client that\""),
                    phrase("so many", "the number: \"n calls\", \"the given number of calls\""),
                    phrase("so long", "the time: \"for this time\", \"for at most 5 s\""),
                    phrase("by turns", "alternately"),
                    phrase("(gets?|got|getting) final", "reaches a final state, becomes final"),
                    phrase("(is|are|was|were|be) well(?=[.,:;!?)])", "healthy"),
                    phrase("(is|are|was|were|be) well (again|now|and)", "healthy, fault cleared"),
                    phrase("(is|are|was|were|be) ill", "failing"),
                    phrase("mend(s|ed|ing)?", "fix, repair"),
                    phrase("let(s|ting)?( \\w+){0,2} go(?! (on|to|out|up|back))", "release"),
                    phrase("from when on", "\"calls that take at least\", \"from … on\""),
                    phrase("from then on a", "\"afterwards\", with a subject and a verb"),
                    phrase("told once", "published once, reported once"),
                    phrase("nobody but", "only"),
                    phrase("by lot", "at random"),
                    phrase("who survived", "how each lane coped"),
                    phrase("who has only", "if you only have"),
                    phrase("when something is in the way", "troubleshooting"),
                    phrase("the house", "this repository, the modules"),
                    phrase("of his own|of her own", "its own, a separate"));

    private static Phrase phrase(String words, String better) {
        String bounded = "\\b(?:" + words.replace(" ", "\\s") + ")(?!\\w)";
        return new Phrase(Pattern.compile(bounded, Pattern.CASE_INSENSITIVE), better);
    }
}
