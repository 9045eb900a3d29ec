package org.acme.workshop.traffic;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Holds the idempotency keys that a lane answered with an order, until the auditor collects them.
 * The auditor must find each of these orders in the books.
 *
 * <p>Bounded: if they are not collected for long, the oldest are dropped and counted, so that a
 * verdict can report them as not checked. Thread-safe.
 */
public final class AnsweredKeys {

    private final int capacity;
    private final ArrayDeque<AnsweredKey> waiting = new ArrayDeque<>();
    private long remembered;
    private long givenUp;

    /** @param capacity the largest number of keys that wait to be collected */
    public AnsweredKeys(int capacity) {
        this.capacity = capacity;
    }

    /**
     * A promise to a user: this key belongs to that order.
     *
     * @param at when the answer came
     */
    public record AnsweredKey(String key, String orderId, Instant at, Told told) {}

    /**
     * The contents of the answer about the order.
     *
     * @param outcome the meaning of its status; {@code ERROR} for an order in a response with
     *     another status
     * @param totalMinor the amount in minor units; null if the answer had none
     * @param currency the currency of the amount; null if the answer had none
     * @param cachedStock whether the goods were promised from a snapshot instead of live stock
     */
    public record Told(
            Outcome outcome,
            @Nullable Long totalMinor,
            @Nullable String currency,
            boolean cachedStock) {}

    /** Adds a promise to a user. */
    public synchronized void remember(AnsweredKey answered) {
        if (waiting.size() == capacity) {
            waiting.removeFirst();
            givenUp++;
        }
        waiting.addLast(answered);
        remembered++;
    }

    /** Returns the promises since the last call. */
    public synchronized List<AnsweredKey> collect() {
        List<AnsweredKey> collected = new ArrayList<>(waiting);
        waiting.clear();
        return collected;
    }

    /** Returns the number of promises since the start. */
    public synchronized long remembered() {
        return remembered;
    }

    /** Returns how many were dropped before they were collected. */
    public synchronized long givenUp() {
        return givenUp;
    }
}
