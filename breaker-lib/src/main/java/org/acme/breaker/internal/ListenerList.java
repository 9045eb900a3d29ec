package org.acme.breaker.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.acme.breaker.Registration;

/**
 * Listeners that can't do harm: what they throw is logged. Reading the list allocates nothing.
 * Thread-safe.
 *
 * @param <L> what listens
 */
public final class ListenerList<L> {

    private final FailureLog log;
    private volatile List<L> listeners = List.of();

    /** @param owner named in the log, such as {@code breaker 'payment'} */
    public ListenerList(String owner) {
        this.log = new FailureLog(owner);
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

    /** Logs what listeners throw. */
    public FailureLog log() {
        return log;
    }

    /** Those who listen now; for loops that must not allocate. */
    public List<L> now() {
        return listeners;
    }

    /** Tells each, whatever the others throw. */
    public void tell(Consumer<? super L> message) {
        tell(listeners, message);
    }

    /** Tells each of {@code these}, which were {@linkplain #now read} from here. */
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
