package org.acme.workshop.audit;

import java.time.Instant;
import java.util.List;
import org.acme.workshop.lane.Lane;
import org.jspecify.annotations.Nullable;

/**
 * What the auditor says of a lane.
 *
 * @param at when this was said
 * @param judgedUpTo orders that were final by then are judged
 * @param openOrders orders that are not final, or not for long enough
 * @param overdueOrders orders that are not final although they are older than {@code
 *     audit.final-within}
 * @param answeredKeys promises to users so far
 * @param unverifiedKeys promises that are still looked for in the books
 * @param beyondMemory orders that were put away, came up again, and were looked up
 * @param reason why the state is unknown, or what else can't be said, else null
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

    /** How many counter-examples are shown for each invariant. */
    static final int EXAMPLES = 10;

    /** Whether the books balance. */
    public enum State {
        /** All invariants hold, and everything there was to judge was read completely. */
        HOLD(0, "hold"),
        /** There is a counter-example. */
        BROKEN(1, "broken"),
        /** The books could not be read far enough to tell, or orders are overdue. */
        UNKNOWN(2, "unknown");

        private final int code;
        private final String label;

        State(int code, String label) {
            this.code = code;
            this.label = label;
        }

        /** The value of the gauge; never renumbered. */
        public int code() {
            return code;
        }

        /** The name in JSON. */
        public String label() {
            return label;
        }
    }

    /** What is said of one invariant, with a few of the counter-examples. */
    public record Judgement(Invariant invariant, long violations, List<String> examples) {}

    /** Before anything was read. */
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

    /** Counter-examples to all invariants together. */
    public long violations() {
        return invariants.stream().mapToLong(Judgement::violations).sum();
    }
}
