package org.acme.workshop.traffic;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

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

    AnsweredKeys(int capacity) {
        this.capacity = capacity;
    }

    /**
     * A promise made to a user: this key is that order.
     *
     * @param at when the answer came
     */
    public record AnsweredKey(String key, String orderId, Instant at) {}

    synchronized void remember(AnsweredKey answered) {
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
