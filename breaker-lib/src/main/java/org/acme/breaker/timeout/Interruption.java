package org.acme.breaker.timeout;

import java.util.concurrent.atomic.AtomicInteger;
import org.acme.breaker.internal.FailureLog;

/** Interrupts a call's thread unless the call has ended, and never after it has. */
final class Interruption extends AtomicInteger implements Runnable {

    private static final long serialVersionUID = 1L;

    private static final FailureLog LOG = new FailureLog("timeout");

    private static final int RUNNING = 0;
    private static final int ENDED = 1;
    private static final int INTERRUPTING = 2;
    private static final int INTERRUPTED = 3;

    private final transient Thread thread;

    /** Whether another interrupt came before or during the call; that one is not cleared. */
    private volatile boolean interruptedBefore;

    Interruption(Thread thread) {
        this.thread = thread;
        this.interruptedBefore = thread.isInterrupted();
    }

    /**
     * Never throws, although {@link Thread#interrupt} may be overridden and closes the channel that
     * the thread reads.
     */
    @Override
    public void run() {
        if (compareAndSet(RUNNING, INTERRUPTING)) {
            try {
                interrupt();
            } catch (Throwable thrown) {
                LOG.logAndContinue(thrown);
            } finally {
                set(INTERRUPTED);
            }
        }
    }

    /**
     * Interrupts the thread, but not while an inner call clears its own interrupt: this one would
     * take that for a foreign interrupt and stay set.
     */
    private void interrupt() {
        synchronized (thread) {
            if (thread.isInterrupted()) {
                interruptedBefore = true;
            }
            thread.interrupt();
        }
    }

    private void takeBack() {
        synchronized (thread) {
            Thread.interrupted();
        }
    }

    /** Ends the call and returns whether that was too late; clears the interrupt in that case. */
    boolean end() {
        if (compareAndSet(RUNNING, ENDED)) {
            return false;
        }
        while (get() != INTERRUPTED) {
            Thread.onSpinWait();
        }
        if (!interruptedBefore) {
            takeBack();
        }
        return true;
    }
}
