package org.acme.workshop.audit;

import java.time.Instant;
import java.util.List;
import org.acme.workshop.lane.Lane;
import org.acme.workshop.traffic.Outcome;
import org.jspecify.annotations.Nullable;

/** What the services' books say, as far as they have been read. Thread-safe. */
public interface Books {

    /** What is said of a lane now. */
    LaneVerdict verdict(Lane lane);

    /**
     * Orders created from {@code from} to {@code to} that were not final by {@code deadline}, as
     * {@code order id (status)}.
     */
    List<String> stragglers(Lane lane, Instant from, Instant to, Instant deadline);

    /** How many orders that were created since {@code from}, and are remembered, have been judged. */
    long judgedOfThoseSince(Lane lane, Instant from);

    /**
     * What became of the orders that were created from {@code from} to {@code to}.
     *
     * @param told only those whose users were told this; null for all that are in the books
     */
    OrderTally tally(Lane lane, Instant from, Instant to, @Nullable Outcome told);
}
