package org.acme.workshop.traffic;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The idempotency keys that a lane answered with an order, on their way to the auditor, who must
 * find each of those orders in the books.
 *
 * <p>Bounded: when nobody collects them for long, the oldest are given up and counted, so that a
 * verdict can say what it didn't see. Thread-safe.
 */
public final class AnsweredKeys {

    private final int capacity;
    private final ArrayDeque<AnsweredKey> waiting = new ArrayDeque<>();
    private long remembered;
    private long givenUp;

    /**
     * @param capacity the most keys that wait to be collected
     */
    public AnsweredKeys(int capacity) {
        this.capacity = capacity;
    }

    /**
     * A promise made to a user: this key is that order.
     *
     * @param at when the answer came
     */
    public record AnsweredKey(String key, String orderId, Instant at, Told told) {}

    /**
     * What the answer said about the order.
     *
     * @param outcome what its status means; {@code ERROR} for an order in an answer that means none
     * @param totalMinor the amount in minor units, or null when the answer named none
     * @param currency the currency of the amount, or null when the answer named none
     * @param cachedStock whether the goods were promised from a snapshot instead of live stock
     */
    public record Told(
            Outcome outcome,
            @Nullable Long totalMinor,
            @Nullable String currency,
            boolean cachedStock) {}

    /** Takes a promise. */
    public synchronized void remember(AnsweredKey answered) {
        if (waiting.size() == capacity) {
            waiting.removeFirst();
            givenUp++;
        }
        waiting.addLast(answered);
        remembered++;
    }

    /** Hands over what has come since the last time. */
    public synchronized List<AnsweredKey> collect() {
        List<AnsweredKey> collected = new ArrayList<>(waiting);
        waiting.clear();
        return collected;
    }

    /** How many there have been since the start. */
    public synchronized long remembered() {
        return remembered;
    }

    /** How many were lost before anybody collected them. */
    public synchronized long givenUp() {
        return givenUp;
    }
}
