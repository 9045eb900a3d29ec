package org.acme.workshop.audit;

import java.time.Instant;
import java.util.List;
import org.acme.workshop.lane.Lane;
import org.acme.workshop.traffic.Outcome;
import org.jspecify.annotations.Nullable;

/** Gives access to the services' books as far as they have been read. Thread-safe. */
public interface Books {

    /** Returns the current verdict on a lane. */
    LaneVerdict verdict(Lane lane);

    /**
     * Returns the orders created from {@code from} to {@code to} that were not final by {@code
     * deadline}, as {@code order id (status)}.
     */
    List<String> stragglers(Lane lane, Instant from, Instant to, Instant deadline);

    /**
     * Returns how many orders created since {@code from}, and still in memory, have been judged.
     */
    long judgedOfThoseSince(Lane lane, Instant from);

    /**
     * Counts the results of the orders created from {@code from} to {@code to}.
     *
     * @param told only orders whose users got this answer; null for all orders in the books
     */
    OrderTally tally(Lane lane, Instant from, Instant to, @Nullable Outcome told);
}
