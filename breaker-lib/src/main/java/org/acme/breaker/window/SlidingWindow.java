package org.acme.breaker.window;

import java.time.Duration;

/** Which calls a breaker judges: the last N, those of the last seconds, or none. */
public sealed interface SlidingWindow {

    /**
     * The last calls, counted exactly.
     *
     * @param size how many calls, from 1 to {@value #LARGEST}
     */
    record LastCalls(int size) implements SlidingWindow {
        /** The largest allowed size. */
        public static final int LARGEST = 1_000_000;

        @Override
        public String toString() {
            return "the last " + size + " calls";
        }
    }

    /**
     * The calls of the last seconds. The window moves in slices: when a new slice begins, the
     * oldest one is forgotten.
     *
     * @param length the time that the window covers
     * @param slices how many slices it has, from 1 to {@value #MOST_SLICES}: more slices, smaller
     *     steps
     */
    record LastTime(Duration length, int slices) implements SlidingWindow {
        /** The largest allowed number of slices. */
        public static final int MOST_SLICES = 100;

        @Override
        public String toString() {
            return "the calls of the last " + length + ", in " + slices + " slices";
        }
    }

    /** No window: only failures in a row can open the breaker. */
    record None() implements SlidingWindow {
        @Override
        public String toString() {
            return "none";
        }
    }

    /** Returns a window over the last {@code size} calls. */
    static SlidingWindow lastCalls(int size) {
        return new LastCalls(size);
    }

    /** Returns a window over the last {@code length}, in ten slices. */
    static SlidingWindow lastTime(Duration length) {
        return new LastTime(length, 10);
    }

    /** Returns a window over the last {@code length}, in {@code slices} slices. */
    static SlidingWindow lastTime(Duration length, int slices) {
        return new LastTime(length, slices);
    }

    /** Returns the setting without a window: only failures in a row can open the breaker. */
    static SlidingWindow none() {
        return new None();
    }
}
