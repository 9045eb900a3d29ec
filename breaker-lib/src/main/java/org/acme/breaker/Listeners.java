package org.acme.breaker;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.acme.breaker.CircuitBreakerEvent.Transition;
import org.jspecify.annotations.Nullable;

/** Those who want to know, and the order in which they are told. */
final class Listeners {

    private static final Logger LOG = System.getLogger(CircuitBreaker.class.getName());
    private static final int HISTORY = 20;

    private final String breaker;
    private final List<Consumer<? super CircuitBreakerEvent>> forEvents =
            new CopyOnWriteArrayList<>();
    private final List<CallListener> forCalls = new CopyOnWriteArrayList<>();

    /** Counts those who want to publish; the one who finds 0 does it for all. */
    private final AtomicInteger publishing = new AtomicInteger();

    private volatile boolean callsWanted;
    private volatile boolean eventsWanted;
    private volatile List<Transition> history = List.of();

    /** Touched only while publishing. */
    private @Nullable Change published;

    Listeners(String breaker) {
        this.breaker = breaker;
    }

    synchronized Registration add(CallListener listener) {
        forCalls.add(listener);
        callsWanted = true;
        return () -> remove(listener);
    }

    private synchronized void remove(CallListener listener) {
        forCalls.remove(listener);
        callsWanted = !forCalls.isEmpty();
    }

    synchronized Registration add(Consumer<? super CircuitBreakerEvent> listener) {
        forEvents.add(listener);
        eventsWanted = true;
        return () -> remove(listener);
    }

    private synchronized void remove(Consumer<? super CircuitBreakerEvent> listener) {
        forEvents.remove(listener);
        eventsWanted = !forEvents.isEmpty();
    }

    boolean wantCalls() {
        return callsWanted;
    }

    boolean wantEvents() {
        return eventsWanted;
    }

    List<Transition> history() {
        return history;
    }

    void called(Outcome outcome, long durationNanos) {
        for (CallListener listener : forCalls) {
            try {
                listener.onCall(outcome, durationNanos);
            } catch (RuntimeException e) {
                complain(e);
            }
        }
    }

    void rejected(RejectionReason reason, boolean enforced) {
        for (CallListener listener : forCalls) {
            try {
                listener.onRejected(reason, enforced);
            } catch (RuntimeException e) {
                complain(e);
            }
        }
    }

    void tell(CircuitBreakerEvent event) {
        for (Consumer<? super CircuitBreakerEvent> listener : forEvents) {
            try {
                listener.accept(event);
            } catch (RuntimeException e) {
                complain(e);
            }
        }
    }

    /**
     * Tells of every change up to the latest, in their order, each exactly once. Whoever comes while
     * somebody else is at it leaves the work to that one; a listener that changes the breaker
     * itself therefore doesn't recurse.
     */
    void publish(Supplier<Change> latest) {
        if (publishing.getAndIncrement() != 0) {
            return;
        }
        int missed = 1;
        do {
            publishUpTo(latest.get());
            missed = publishing.addAndGet(-missed);
        } while (missed != 0);
    }

    private void publishUpTo(Change latest) {
        Deque<Change> fresh = new ArrayDeque<>();
        for (Change c = latest; c != null && c != published; c = c.previous) {
            fresh.push(c);
        }
        published = latest;
        for (Change change : fresh) {
            change.previous = null;
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

    void complain(Throwable thrown) {
        complain(breaker, thrown);
    }

    static void complain(String breaker, Throwable thrown) {
        LOG.log(Level.WARNING, "breaker '" + breaker + "': a listener or strategy threw", thrown);
    }
}
