package org.acme.breaker.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.acme.breaker.Registration;

/**
 * Holds listeners and logs their exceptions. Reading the list allocates nothing. Thread-safe.
 *
 * @param <L> the type of the listeners
 */
public final class ListenerList<L> {

    private final FailureLog log;
    private volatile List<L> listeners = List.of();

    /** @param owner named in the log, such as {@code breaker 'payment'} */
    public ListenerList(String owner) {
        this.log = new FailureLog(owner);
    }

    /** Adds a listener; the registration removes it. */
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

    /** Whether there is no listener. */
    public boolean isEmpty() {
        return listeners.isEmpty();
    }

    /** Returns the log for exceptions of listeners. */
    public FailureLog log() {
        return log;
    }

    /** Returns the current listeners; for loops that must not allocate. */
    public List<L> now() {
        return listeners;
    }

    /** Calls each listener, even if others throw. */
    public void tell(Consumer<? super L> message) {
        tell(listeners, message);
    }

    /** Calls each of {@code these}, which were {@linkplain #now read} from this list. */
    public void tell(List<L> these, Consumer<? super L> message) {
        for (L listener : these) {
            try {
                message.accept(listener);
            } catch (Throwable thrown) {
                log.logAndContinue(thrown);
            }
        }
    }
}
