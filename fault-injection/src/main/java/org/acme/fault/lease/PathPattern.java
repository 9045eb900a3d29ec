package org.acme.fault.lease;

import java.util.BitSet;

/**
 * A pattern for paths: literal, {@code *} for one segment, {@code **} for any rest. {@code
 * /charges} matches only itself, {@code /charges/*} one level below, {@code /charges**} both and
 * everything deeper.
 *
 * <p>Each character of a path is read once, with all positions of the pattern that may come next:
 * no pattern can cause backtracking on the event loop.
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

    /**
     * Moves all positions by one character, from the last to the first, so that a new position
     * waits for the next character.
     */
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

    /** Adds a position, and those after stars, because stars may match nothing. */
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
