package org.acme.breaker;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.acme.breaker.internal.FailureLog;

/**
 * Messages to listeners, delivered one after the other in the order in which they were added. A thread
 * that comes while another one delivers leaves its messages to that one and doesn't wait; so does a
 * listener that causes further messages. Thread-safe.
 */
final class OrderedNotices {

    private final FailureLog log;
    private final Queue<Runnable> undelivered = new ConcurrentLinkedQueue<>();
    private final AtomicInteger delivering = new AtomicInteger();

    /** @param log where it is said that a message could not be delivered */
    OrderedNotices(FailureLog log) {
        this.log = log;
    }

    /** Adds a message. Callers that add under a lock define the order by it. */
    void add(Runnable message) {
        undelivered.add(message);
    }

    /** Delivers what has been added, unless another thread is about to. Call it without any lock. */
    void deliver() {
        if (delivering.getAndIncrement() != 0) {
            return;
        }
        int missed = 1;
        do {
            for (Runnable next = undelivered.poll(); next != null; next = undelivered.poll()) {
                // Whatever is thrown, an OutOfMemoryError say: the next message must be delivered.
                try {
                    next.run();
                } catch (Throwable thrown) {
                    log.logAndContinue(thrown);
                }
            }
            missed = delivering.addAndGet(-missed);
        } while (missed != 0);
    }
}
