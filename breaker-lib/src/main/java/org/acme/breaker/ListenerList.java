package org.acme.breaker;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * Listeners that can't do harm: what they throw is logged. Reading the list allocates nothing.
 * Thread-safe.
 *
 * @param <L> what listens
 */
public final class ListenerList<L> {

    private static final Logger LOG = System.getLogger(CircuitBreaker.class.getName());

    private final String owner;
    private volatile List<L> listeners = List.of();

    /** @param owner named in the log, such as {@code breaker 'payment'} */
    public ListenerList(String owner) {
        this.owner = owner;
    }

    /** Adds one. */
    public synchronized Registration add(L listener) {
        List<L> more = new ArrayList<>(listeners);
        more.add(Objects.requireNonNull(listener, "listener"));
        listeners = List.copyOf(more);
        AtomicBoolean there = new AtomicBoolean(true);
        return () -> {
            if (there.compareAndSet(true, false)) {
                remove(listener);
            }
        };
    }

    private synchronized void remove(L listener) {
        List<L> fewer = new ArrayList<>(listeners);
        fewer.remove(listener);
        listeners = List.copyOf(fewer);
    }

    /** Whether there is nobody. */
    public boolean isEmpty() {
        return listeners.isEmpty();
    }

    /** Those who listen now; for loops that must not allocate. */
    public List<L> now() {
        return listeners;
    }

    /** Tells each, whatever the others throw. */
    public void tell(Consumer<? super L> message) {
        tell(listeners, message);
    }

    void tell(List<L> these, Consumer<? super L> message) {
        for (L listener : these) {
            try {
                message.accept(listener);
            } catch (Throwable thrown) {
                complain(thrown);
            }
        }
    }

    /**
     * Logs what a listener or a strategy threw. Throws nothing itself, not even where the log is
     * broken or the stack is used up: whoever complains is in the middle of something.
     */
    public void complain(Throwable thrown) {
        try {
            LOG.log(Level.WARNING, owner + ": a listener or strategy threw", thrown);
        } catch (Throwable alsoFailed) {
            // There is nobody left to tell.
        }
    }
}
