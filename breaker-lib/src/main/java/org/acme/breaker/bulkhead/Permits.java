package org.acme.breaker.bulkhead;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.acme.breaker.internal.FailureLog;

/**
 * The permits of a bulkhead, and the queue for them. The numbers of taken permits and waiting
 * callers share one word, so that they are always read and changed together: while no caller waits,
 * taking or releasing a permit is one compare-and-set. While callers wait, every change goes
 * through the lock, and a released permit goes to the first in the queue: a new caller never
 * overtakes.
 */
final class Permits {

    /** A waiting caller. Called without the lock; must not throw. */
    interface Waiter {

        /** Called when the waiter gets a permit, which it must release once. */
        void granted();
    }

    private static final FailureLog LOG = new FailureLog("bulkhead");
    private static final long ONE_WAITING = 1L << 32;

    private final int maxWaiting;
    private final AtomicLong word = new AtomicLong();

    /** Guards itself, and the word while callers wait. No user code runs under this lock. */
    private final Set<Waiter> queue = new LinkedHashSet<>();

    private volatile int max;

    Permits(int max, int maxWaiting) {
        this.max = max;
        this.maxWaiting = maxWaiting;
    }

    /** Takes a permit if one is free and no caller waits for it. */
    boolean tryTake() {
        long seen = word.get();
        while (waiting(seen) == 0 && taken(seen) < max) {
            if (word.compareAndSet(seen, seen + 1)) {
                return true;
            }
            seen = word.get();
        }
        return false;
    }

    void giveBack() {
        long seen = word.get();
        while (waiting(seen) == 0) {
            if (word.compareAndSet(seen, seen - 1)) {
                return;
            }
            seen = word.get();
        }
        List<Waiter> granted;
        synchronized (queue) {
            word.decrementAndGet();
            granted = grant();
        }
        tell(granted);
    }

    void resize(int newMax) {
        List<Waiter> granted;
        synchronized (queue) {
            max = newMax;
            granted = grant();
        }
        tell(granted);
    }

    /** A waiter that throws nevertheless must not keep the others from their permits. */
    private static void tell(List<Waiter> granted) {
        for (Waiter waiter : granted) {
            try {
                waiter.granted();
            } catch (Throwable thrown) {
                LOG.logAndContinue(thrown);
            }
        }
    }

    /**
     * Gives free permits to the first in the queue, and returns them to be notified without the
     * lock.
     */
    private List<Waiter> grant() {
        List<Waiter> granted = new ArrayList<>(1);
        Iterator<Waiter> first = queue.iterator();
        while (first.hasNext() && taken(word.get()) < max) {
            granted.add(first.next());
            first.remove();
            word.addAndGet(1 - ONE_WAITING);
        }
        return granted;
    }

    /** The result of entering the queue. */
    enum Entry {
        /** A permit was free and is the caller's; {@link Waiter#granted} is not called. */
        TAKEN,
        QUEUED,
        FULL
    }

    Entry takeOrQueue(Waiter waiter) {
        synchronized (queue) {
            while (true) {
                long seen = word.get();
                if (waiting(seen) == 0 && taken(seen) < max) {
                    if (word.compareAndSet(seen, seen + 1)) {
                        return Entry.TAKEN;
                    }
                } else if (waiting(seen) >= maxWaiting) {
                    return Entry.FULL;
                } else if (word.compareAndSet(seen, seen + ONE_WAITING)) {
                    queue.add(waiter);
                    return Entry.QUEUED;
                }
            }
        }
    }

    /** Leaves the queue; {@code false} if the waiter has a permit, or is not in the queue. */
    boolean leave(Waiter waiter) {
        synchronized (queue) {
            if (!queue.remove(waiter)) {
                return false;
            }
            word.addAndGet(-ONE_WAITING);
            return true;
        }
    }

    int max() {
        return max;
    }

    int taken() {
        return taken(word.get());
    }

    int waiting() {
        return waiting(word.get());
    }

    private static int taken(long seen) {
        return (int) seen;
    }

    private static int waiting(long seen) {
        return (int) (seen >>> 32);
    }
}
