package org.acme.breaker;

import org.jspecify.annotations.Nullable;

/**
 * An event that came with a new state object. Since each points back at the one before, the order of
 * the states is the order of the events, whoever gets to publish them.
 */
final class Change {

    /** Transitions so far. */
    final long sequence;

    /** The event of the call that caused it, told first. */
    final @Nullable CircuitBreakerEvent callEvent;

    final @Nullable CircuitBreakerEvent event;

    /** Cut by the publisher, so that the past can be collected. Only ever read and written by it. */
    @Nullable Change previous;

    Change(long sequence, @Nullable CircuitBreakerEvent event, @Nullable Change previous) {
        this(sequence, null, event, previous);
    }

    Change(
            long sequence,
            @Nullable CircuitBreakerEvent callEvent,
            @Nullable CircuitBreakerEvent event,
            @Nullable Change previous) {
        this.sequence = sequence;
        this.callEvent = callEvent;
        this.event = event;
        this.previous = previous;
    }
}
