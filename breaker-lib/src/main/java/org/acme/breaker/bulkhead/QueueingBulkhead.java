package org.acme.breaker.bulkhead;

import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import org.acme.breaker.InvalidConfigurationException;
import org.jspecify.annotations.Nullable;

/**
 * Lets so many pieces of asynchronous work be under way at once, and so many more wait in line: first
 * come, first served, and nobody's thread is held while it waits. Thread-safe.
 *
 * <pre>{@code
 * Ticket ticket = bulkhead.enter(place -> executor.execute(() -> { work(); place.done(); }));
 * }</pre>
 */
public final class QueueingBulkhead {

    private final String name;
    private final int maxConcurrent;
    private final int maxWaiting;
    private final LongAdder rejected = new LongAdder();

    /** Guards itself, {@link #active} and the stage of every ticket; nothing else runs inside. */
    private final Set<Ticket> line = new LinkedHashSet<>();

    private int active;

    private QueueingBulkhead(String name, int maxConcurrent, int maxWaiting) {
        InvalidConfigurationException.require(
                maxConcurrent >= 1, "bulkhead.maxConcurrent", "at least 1", maxConcurrent);
        InvalidConfigurationException.require(
                maxWaiting >= 0, "bulkhead.maxWaiting", "at least 0", maxWaiting);
        this.name = name;
        this.maxConcurrent = maxConcurrent;
        this.maxWaiting = maxWaiting;
    }

    /** A bulkhead of so many places, and a line of such a length. */
    public static QueueingBulkhead of(String name, int maxConcurrent, int maxWaiting) {
        return new QueueingBulkhead(name, maxConcurrent, maxWaiting);
    }

    /**
     * Begins now, on this thread, if there is a place; otherwise later, on the thread that gives one
     * back.
     *
     * @param begin starts the work and doesn't wait for it; must not throw
     * @throws BulkheadFullException if the line is full too
     */
    public Ticket enter(Consumer<? super Ticket> begin) {
        Ticket ticket = new Ticket(begin);
        synchronized (line) {
            if (active == maxConcurrent) {
                stand(ticket);
                return ticket;
            }
            active++;
            ticket.stage = Stage.INSIDE;
        }
        begin.accept(ticket);
        return ticket;
    }

    private void stand(Ticket ticket) {
        if (line.size() >= maxWaiting) {
            rejected.increment();
            throw new BulkheadFullException(name, maxConcurrent);
        }
        line.add(ticket);
    }

    private enum Stage {
        WAITING,
        INSIDE,
        GONE
    }

    /** One piece of work's right to a place. */
    public final class Ticket {

        private final Consumer<? super Ticket> begin;
        private Stage stage = Stage.WAITING;

        private Ticket(Consumer<? super Ticket> begin) {
            this.begin = begin;
        }

        /** Leaves the line; {@code false} if the work has begun, or has left before. */
        public boolean leave() {
            synchronized (line) {
                if (stage != Stage.WAITING) {
                    return false;
                }
                stage = Stage.GONE;
                return line.remove(this);
            }
        }

        /** The work has ended: whoever is first in line begins. Says nothing a second time. */
        public void done() {
            Ticket next;
            synchronized (line) {
                if (stage != Stage.INSIDE) {
                    return;
                }
                stage = Stage.GONE;
                next = first();
                if (next == null) {
                    active--;
                } else {
                    next.stage = Stage.INSIDE;
                }
            }
            if (next != null) {
                next.begin.accept(next);
            }
        }
    }

    private @Nullable Ticket first() {
        Iterator<Ticket> waiting = line.iterator();
        if (!waiting.hasNext()) {
            return null;
        }
        Ticket first = waiting.next();
        waiting.remove();
        return first;
    }

    /** What it is called. */
    public String name() {
        return name;
    }

    /** How much may be under way. */
    public int maxConcurrent() {
        return maxConcurrent;
    }

    /** How much may wait. */
    public int maxWaiting() {
        return maxWaiting;
    }

    /** How much is under way. */
    public int active() {
        synchronized (line) {
            return active;
        }
    }

    /** How much waits. */
    public int waiting() {
        synchronized (line) {
            return line.size();
        }
    }

    /** How much has been refused. */
    public long rejected() {
        return rejected.sum();
    }
}
