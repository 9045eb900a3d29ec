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

    /** By somebody else, before the call or in it: an interrupt that is not taken back. */
    private volatile boolean interruptedBefore;

    Interruption(Thread thread) {
        this.thread = thread;
        this.interruptedBefore = thread.isInterrupted();
    }

    /**
     * Never throws: {@link Thread#interrupt} may be overridden, and closes the channel that the thread
     * reads.
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
     * Not while a call inside this one takes its own interrupt back: seen here as one of somebody
     * else and gone a moment later, it would let this one stay.
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

    /** The call has ended: whether that was too late. Takes the interrupt back in that case. */
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
