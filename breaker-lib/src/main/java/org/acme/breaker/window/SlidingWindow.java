package org.acme.breaker.window;

import java.time.Duration;

/** Which calls a breaker judges by. */
public sealed interface SlidingWindow {

    /**
     * The last calls, exactly.
     *
     * @param size how many
     */
    record LastCalls(int size) implements SlidingWindow {
        /** The largest size. */
        public static final int LARGEST = 1_000_000;

        @Override
        public String toString() {
            return "the last " + size + " calls";
        }
    }

    /**
     * The calls of the last while, forgotten slice by slice.
     *
     * @param length how long
     * @param slices into how many slices it is cut: more forget more smoothly
     */
    record LastTime(Duration length, int slices) implements SlidingWindow {
        /** The most slices. */
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

    /** The last {@code size} calls. */
    static SlidingWindow lastCalls(int size) {
        return new LastCalls(size);
    }

    /** The calls of the last {@code length}, in ten slices. */
    static SlidingWindow lastTime(Duration length) {
        return new LastTime(length, 10);
    }

    /** The calls of the last {@code length}, in {@code slices} slices. */
    static SlidingWindow lastTime(Duration length, int slices) {
        return new LastTime(length, slices);
    }

    /** None. */
    static SlidingWindow none() {
        return new None();
    }
}
