package org.acme.breaker.contract;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.acme.breaker.timeout.Deadline;
import org.jspecify.annotations.Nullable;

/**
 * A real thread that runs only while the simulation gives it the turn: one thread runs at a time,
 * so a history always plays in the same order. It is real because interrupts, thread locals and
 * context class loaders are.
 */
final class SimulatedThread extends Thread {

    private static final long STUCK_SECONDS = 60;

    private final Simulation simulation;
    private final ClassLoader loader = SimulatedThread.class.getClassLoader();
    private final Semaphore turn = new Semaphore(0);
    private final Semaphore back = new Semaphore(0);
    private final Deque<Runnable> tasks = new ArrayDeque<>();

    /** When the time is up of the bodies on this thread's stack, the innermost one first. */
    private final Deque<Long> bodies = new ArrayDeque<>();

    private boolean busy;
    private boolean closed;
    private boolean listening;
    private boolean interruptedInPause;
    private int sleeps;

    /** Whether a user's own code has left this thread interrupted, as it may. */
    boolean mayBeInterrupted;

    SimulatedThread(Simulation simulation, String name) {
        super(name);
        this.simulation = simulation;
        setDaemon(true);
        setContextClassLoader(loader);
        start();
    }

    boolean isBusy() {
        return busy;
    }

    /** Runs a task now, or after the ones it has. Called by the simulation only. */
    void hand(Runnable task) {
        tasks.add(task);
        if (!busy) {
            giveTurn();
        }
    }

    /** Ends the thread once it has nothing to do. */
    void close() {
        closed = true;
        turn.release();
    }

    @Override
    public void run() {
        turn.acquireUninterruptibly();
        while (!closed) {
            Runnable task = tasks.poll();
            if (task == null) {
                busy = false;
                giveBack();
            } else {
                runAndCheck(task);
            }
        }
    }

    private void runAndCheck(Runnable task) {
        try {
            task.run();
        } catch (Throwable thrown) {
            simulation.violation(getName() + ": a task ended with " + thrown);
        }
        if (Thread.interrupted() && !mayBeInterrupted) {
            simulation.violation(getName() + " is left interrupted");
        }
        mayBeInterrupted = false;
        if (!Deadline.current().isNone()) {
            simulation.violation(getName() + " keeps a deadline");
        }
        if (getContextClassLoader() != loader) {
            simulation.violation(getName() + " keeps a context class loader");
            setContextClassLoader(loader);
        }
    }

    void bodyBegins(long timeIsUpAt) {
        bodies.push(timeIsUpAt);
    }

    void bodyEnds() {
        bodies.pop();
    }

    /**
     * Whether a body on this thread's stack has outlived its time, and so is rightly interrupted.
     * All that it calls sees that, such as the callbacks of another call whose work it ends.
     */
    boolean isInsideLateBody(long now) {
        return bodies.stream().anyMatch(timeIsUpAt -> timeIsUpAt <= now);
    }

    /** Sleeps until the time has passed or somebody interrupts. Called on this thread. */
    void block(long nanos) throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException("before the sleep");
        }
        listening = true;
        pause(nanos);
        listening = false;
        if (Thread.interrupted()) {
            throw new InterruptedException("in the sleep");
        }
    }

    /** Blocks until the time has passed; an interrupt does not end it and its flag stays set. */
    void blockUninterruptibly(long nanos) {
        pause(nanos);
    }

    private void pause(long nanos) {
        int mine = ++sleeps;
        interruptedInPause = super.isInterrupted();
        simulation.after(nanos, () -> wake(mine));
        giveBack();
        interruptedInPause = false;
    }

    private void wake(int sleep) {
        if (sleep == sleeps) {
            sleeps++;
            giveTurn();
        }
    }

    /** While it is paused, the semaphore that pauses it has taken the flag away. */
    @Override
    public boolean isInterrupted() {
        return super.isInterrupted() || interruptedInPause;
    }

    @Override
    public void interrupt() {
        super.interrupt();
        interruptedInPause = currentThread() != this;
        if (listening) {
            listening = false;
            int mine = sleeps;
            simulation.after(0, () -> wake(mine));
        }
    }

    private void giveBack() {
        back.release();
        turn.acquireUninterruptibly();
    }

    private void giveTurn() {
        busy = true;
        turn.release();
        boolean returned;
        try {
            returned = back.tryAcquire(STUCK_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        if (!returned) {
            throw new IllegalStateException(
                    getName() + " blocks in real time:" + trace(getStackTrace()));
        }
    }

    private static String trace(StackTraceElement[] frames) {
        StringBuilder text = new StringBuilder();
        for (StackTraceElement frame : frames) {
            text.append("\n    at ").append(frame);
        }
        return text.toString();
    }

    /** The simulated thread that runs this code. */
    static SimulatedThread current() {
        SimulatedThread here = currentOrNull();
        if (here == null) {
            throw new IllegalStateException("not on a simulated thread");
        }
        return here;
    }

    static @Nullable SimulatedThread currentOrNull() {
        return Thread.currentThread() instanceof SimulatedThread thread ? thread : null;
    }
}
