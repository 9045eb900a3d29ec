package org.acme.gateway.problem;

/** Text from outside, short and on one line, so that it can't fill a log or an answer. */
final class OneLine {

    private static final int LONGEST = 100;

    private OneLine() {}

    static String of(String text) {
        String start = text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
        return start.replaceAll("\\p{Cntrl}+", " ");
    }
}
