package org.acme.breaker;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.acme.breaker.CircuitBreakerEvent.Transition;
import org.acme.breaker.internal.ListenerList;
import org.jspecify.annotations.Nullable;

/** The listeners of a breaker, and the order in which events reach them. */
final class Listeners {

    private static final int HISTORY = 20;

    final ListenerList<CallListener> forCalls;
    final ListenerList<Consumer<? super CircuitBreakerEvent>> forEvents;

    /** Counts requests to publish; the thread that finds 0 publishes for all. */
    private final AtomicInteger publishing = new AtomicInteger();

    private volatile List<Transition> history = List.of();

    /** Touched only while publishing. */
    private @Nullable StateChange published;

    Listeners(String breaker) {
        this.forCalls = new ListenerList<>("breaker '" + breaker + "'");
        this.forEvents = new ListenerList<>("breaker '" + breaker + "'");
    }

    boolean wantCalls() {
        return !forCalls.isEmpty();
    }

    boolean wantEvents() {
        return !forEvents.isEmpty();
    }

    List<Transition> history() {
        return history;
    }

    /** Iterates by index, because an iterator would be an allocation. */
    void called(CallOutcome outcome, long durationNanos) {
        List<CallListener> now = forCalls.now();
        for (int i = 0; i < now.size(); i++) {
            try {
                now.get(i).onCall(outcome, durationNanos);
            } catch (Throwable thrown) {
                logAndContinue(thrown);
            }
        }
    }

    void rejected(RejectionReason reason, boolean enforced) {
        List<CallListener> now = forCalls.now();
        for (int i = 0; i < now.size(); i++) {
            try {
                now.get(i).onRejected(reason, enforced);
            } catch (Throwable thrown) {
                logAndContinue(thrown);
            }
        }
    }

    void tell(CircuitBreakerEvent event) {
        forEvents.tell(listener -> listener.accept(event));
    }

    /**
     * Publishes every change up to the latest, in order, each exactly once. A thread that comes
     * while another one publishes leaves the work to that one; therefore a listener that changes
     * the breaker itself does not recurse.
     */
    void publish(Supplier<StateChange> latest) {
        if (publishing.getAndIncrement() != 0) {
            return;
        }
        int missed = 1;
        do {
            // Even an OutOfMemoryError must not stop later events or reach the caller's call.
            try {
                publishUpTo(latest.get());
            } catch (Throwable thrown) {
                logAndContinue(thrown);
            }
            missed = publishing.addAndGet(-missed);
        } while (missed != 0);
    }

    private void publishUpTo(StateChange latest) {
        Deque<StateChange> fresh = new ArrayDeque<>();
        for (StateChange c = latest; c != null && c != published; c = c.previous) {
            fresh.push(c);
        }
        published = latest;
        for (StateChange change : fresh) {
            change.previous = null;
            if (change.callEvent != null) {
                tell(change.callEvent);
            }
            if (change.event != null) {
                remember(change.event);
                tell(change.event);
            }
        }
    }

    private void remember(CircuitBreakerEvent event) {
        if (event instanceof Transition transition) {
            Deque<Transition> last = new ArrayDeque<>(history);
            last.addLast(transition);
            if (last.size() > HISTORY) {
                last.removeFirst();
            }
            history = List.copyOf(last);
        }
    }

    void logAndContinue(Throwable thrown) {
        forEvents.log().logAndContinue(thrown);
    }

    /**
     * An event that came with a new state object. Each points to the one before it, so the events
     * have the order of the states, whichever thread publishes them.
     */
    static final class StateChange {

        /** Counts the state transitions so far. */
        final long sequence;

        /** The event of the call that caused the transition; published first. */
        final @Nullable CircuitBreakerEvent callEvent;

        final @Nullable CircuitBreakerEvent event;

        /**
         * Cleared by the publisher, so that old events can be collected. Only the publisher
         * accesses it.
         */
        @Nullable StateChange previous;

        StateChange(
                long sequence,
                @Nullable CircuitBreakerEvent event,
                @Nullable StateChange previous) {
            this(sequence, null, event, previous);
        }

        StateChange(
                long sequence,
                @Nullable CircuitBreakerEvent callEvent,
                @Nullable CircuitBreakerEvent event,
                @Nullable StateChange previous) {
            this.sequence = sequence;
            this.callEvent = callEvent;
            this.event = event;
            this.previous = previous;
        }
    }
}
