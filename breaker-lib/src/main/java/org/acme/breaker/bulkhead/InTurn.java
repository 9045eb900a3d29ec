package org.acme.breaker.bulkhead;

import java.util.ArrayDeque;
import java.util.Deque;
import org.acme.breaker.internal.FailureLog;
import org.jspecify.annotations.Nullable;

/**
 * Runs tasks on the calling thread. If a task causes another one on the same thread, that one runs
 * after it: so the stack does not grow with the number of tasks. Threads don't wait for each other.
 */
final class InTurn {

    private static final FailureLog LOG = new FailureLog("bulkhead");

    private final ThreadLocal<@Nullable Deque<Runnable>> later = new ThreadLocal<>();

    void run(Runnable task) {
        Deque<Runnable> outer = later.get();
        if (outer != null) {
            outer.add(task);
            return;
        }
        Deque<Runnable> own = new ArrayDeque<>();
        later.set(own);
        try {
            for (Runnable next = task; next != null; next = own.poll()) {
                try {
                    next.run();
                } catch (Throwable thrown) {
                    // The other tasks hold permits, and must run to give them back.
                    LOG.logAndContinue(thrown);
                }
            }
        } finally {
            later.remove();
        }
    }
}
