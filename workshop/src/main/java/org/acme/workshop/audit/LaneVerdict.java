package org.acme.workshop.audit;

import java.time.Instant;
import java.util.List;
import org.acme.workshop.lane.Lane;
import org.jspecify.annotations.Nullable;

/**
 * The auditor's verdict on a lane.
 *
 * @param at when it was given
 * @param judgedUpTo orders that were final by then are judged
 * @param openOrders orders that are not final, or not for long enough
 * @param overdueOrders orders that are not final although they are older than {@code
 *     audit.final-within}
 * @param answeredKeys promises to users so far
 * @param unverifiedKeys promises that have not been found in the books yet
 * @param beyondMemory orders that were removed from memory, appeared again, and were read again
 * @param reason why the state is unknown, or what else is uncertain; otherwise null
 */
public record LaneVerdict(
        Lane lane,
        State state,
        Instant at,
        Instant judgedUpTo,
        long judgedOrders,
        long openOrders,
        long overdueOrders,
        long answeredKeys,
        long unverifiedKeys,
        long beyondMemory,
        @Nullable String reason,
        List<Judgement> invariants) {

    /** The number of counter-examples shown for each invariant. */
    static final int EXAMPLES = 10;

    /** Whether the books balance. */
    public enum State {
        /** All invariants hold, and everything to judge was read completely. */
        HOLD(0, "hold"),
        /** There is a counter-example. */
        BROKEN(1, "broken"),
        /** The books could not be read far enough to decide, or orders are overdue. */
        UNKNOWN(2, "unknown");

        private final int code;
        private final String label;

        State(int code, String label) {
            this.code = code;
            this.label = label;
        }

        /** Returns the value of the gauge; the numbers never change. */
        public int code() {
            return code;
        }

        /** Returns the name in JSON. */
        public String label() {
            return label;
        }
    }

    /** The result of one invariant, with a few counter-examples. */
    public record Judgement(Invariant invariant, long violations, List<String> examples) {}

    /** Returns the verdict before any line was read. */
    static LaneVerdict none(Lane lane) {
        return new LaneVerdict(
                lane,
                State.UNKNOWN,
                Instant.EPOCH,
                Instant.EPOCH,
                0,
                0,
                0,
                0,
                0,
                0,
                "the books have not been read yet",
                List.of());
    }

    /** Returns the number of violations of all invariants together. */
    public long violations() {
        return invariants.stream().mapToLong(Judgement::violations).sum();
    }
}
