package org.acme.breaker.bulkhead;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.acme.breaker.internal.FailureLog;

/**
 * Permits and the queue for them. How many are taken and how many callers wait is one word, so that
 * both are always read and changed together: as long as nobody waits, a permit is taken and given back by
 * one compare-and-set. With somebody waiting, every change goes through the lock, and a permit that is
 * given back goes to the first in the queue: a newcomer never overtakes.
 */
final class Permits {

    /** Who waits. Called outside of the lock; must not throw. */
    interface Waiter {

        /** A permit is yours: to be given back once. */
        void granted();
    }

    private static final FailureLog LOG = new FailureLog("bulkhead");
    private static final long ONE_WAITING = 1L << 32;

    private final int maxWaiting;
    private final AtomicLong word = new AtomicLong();

    /** Guards itself, and the word while anybody waits. No code of users runs inside. */
    private final Set<Waiter> queue = new LinkedHashSet<>();

    private volatile int max;

    Permits(int max, int maxWaiting) {
        this.max = max;
        this.maxWaiting = maxWaiting;
    }

    /** Takes a permit if one is free and nobody waits for it. */
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

    /** One that throws all the same keeps nobody else from what is theirs. */
    private static void tell(List<Waiter> granted) {
        for (Waiter waiter : granted) {
            try {
                waiter.granted();
            } catch (Throwable thrown) {
                LOG.logAndContinue(thrown);
            }
        }
    }

    /** Gives free permits to the first in the queue; these are to be told outside of the lock. */
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

    /** What became of a caller who wants to wait. */
    enum Entry {
        /** A permit was free: it is the caller's, who isn't told of it again. */
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

    /** Leaves the queue; {@code false}: the waiter has a permit, or isn't in the queue. */
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
