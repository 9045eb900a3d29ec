package org.acme.fault.lease;

import java.util.BitSet;

/**
 * A path to match: literal, {@code *} for one segment, {@code **} for any rest. {@code /charges} is only itself,
 * {@code /charges/*} what lies one level below, {@code /charges**} both and everything deeper.
 *
 * <p>Each character of a path is looked at once, with all places of the pattern that may come next: no pattern can make
 * this try again and again while the event loop waits.
 */
public record PathPattern(String text) {

    public static PathPattern of(String text) {
        return new PathPattern(text);
    }

    boolean matches(String path) {
        int literal = text.indexOf('*');
        if (literal < 0) {
            return text.equals(path);
        }
        if (!path.regionMatches(0, text, 0, literal)) {
            return false;
        }
        BitSet places = new BitSet(text.length() + 1);
        reach(places, literal);
        for (int i = literal; i < path.length() && !places.isEmpty(); i++) {
            step(places, path.charAt(i));
        }
        return places.get(text.length());
    }

    /** From the last place to the first: what is reached on the way is for the next character. */
    private void step(BitSet places, char next) {
        for (int at = places.previousSetBit(text.length());
                at >= 0;
                at = places.previousSetBit(at - 1)) {
            places.clear(at);
            if (isStar(at)) {
                if (next != '/' || isStar(at + 1)) {
                    reach(places, at);
                }
            } else if (at < text.length() && text.charAt(at) == next) {
                reach(places, at + 1);
            }
        }
    }

    /** Stars may stand for nothing, so what follows them is reached with them. */
    private void reach(BitSet places, int at) {
        places.set(at);
        int behind = at;
        while (isStar(behind)) {
            behind++;
        }
        places.set(behind);
    }

    private boolean isStar(int at) {
        return at < text.length() && text.charAt(at) == '*';
    }
}
