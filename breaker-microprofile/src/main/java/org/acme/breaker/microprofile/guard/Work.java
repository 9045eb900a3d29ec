package org.acme.breaker.microprofile.guard;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.acme.breaker.bulkhead.BulkheadFullException;
import org.acme.breaker.bulkhead.QueueingBulkhead;
import org.acme.breaker.bulkhead.QueueingBulkhead.Ticket;
import org.jspecify.annotations.Nullable;

/**
 * One attempt: waits for its place, runs the method on a worker's thread, and ends when what the
 * method returned does. Cancelled, it leaves the line or interrupts the thread; but it keeps its place
 * until the method has really ended.
 */
final class Work extends CompletableFuture<@Nullable Object> {

    private final AsyncGuard guard;
    private final Invocation invocation;
    private final CallMetrics told;
    private final AtomicBoolean waiting = new AtomicBoolean();
    private final AtomicBoolean left = new AtomicBoolean();
    private long asked;
    private long entered;
    private volatile @Nullable Ticket ticket;
    private volatile @Nullable Runnable abandon;

    /** The thread inside of the method; guarded by this object, so that no other is interrupted. */
    private @Nullable Thread runner;

    private boolean interrupted;

    Work(AsyncGuard guard, Invocation invocation) {
        this.guard = guard;
        this.invocation = invocation;
        this.told = invocation.told();
    }

    Work enter() {
        QueueingBulkhead bulkhead = guard.bulkhead();
        if (bulkhead == null) {
            dispatch(null);
            return this;
        }
        asked = now();
        waiting.set(true);
        told.waits();
        try {
            ticket = bulkhead.enter(this::dispatch);
            told.accepted();
        } catch (BulkheadFullException e) {
            stopWaiting();
            told.refused();
            completeExceptionally(guard.parts().full());
        }
        return this;
    }

    private long now() {
        return told.isOn() ? System.nanoTime() : 0;
    }

    private void stopWaiting() {
        if (waiting.compareAndSet(true, false)) {
            told.waitsNoMore();
        }
    }

    private void dispatch(@Nullable Ticket place) {
        try {
            guard.worker().execute(() -> run(place));
        } catch (RejectedExecutionException e) {
            stopWaiting();
            giveBack(place);
            completeExceptionally(e);
        }
    }

    private void run(@Nullable Ticket place) {
        if (!begin()) {
            stopWaiting();
            giveBack(place);
            return;
        }
        if (place != null) {
            entered = now();
            stopWaiting();
            told.beginsAfter(entered - asked);
            told.enters();
        }
        Object returned;
        try {
            returned = guard.entry().proceed(invocation.call());
        } catch (Throwable thrown) {
            leaveThread();
            end(place, null, thrown);
            return;
        }
        leaveThread();
        if (isDone() && guard.shape().isLazy()) {
            leave(place);
            return;
        }
        follow(place, returned);
    }

    private void follow(@Nullable Ticket place, @Nullable Object returned) {
        Runnable ending =
                guard.shape().follow(returned, (result, thrown) -> end(place, result, thrown));
        if (ending != null) {
            abandon =
                    () -> {
                        ending.run();
                        leave(place);
                    };
            if (isCancelled()) {
                abandonReturned();
            }
        }
    }

    private synchronized boolean begin() {
        if (isDone()) {
            return false;
        }
        runner = Thread.currentThread();
        return true;
    }

    private synchronized void leaveThread() {
        runner = null;
        if (interrupted) {
            Thread.interrupted();
        }
    }

    /** First the place, so that whoever is told finds it free. */
    private void end(@Nullable Ticket place, @Nullable Object result, @Nullable Throwable thrown) {
        leave(place);
        if (thrown == null) {
            complete(result);
        } else {
            completeExceptionally(thrown);
        }
    }

    /** The work is really over. May be told twice: by its end, and by who gave it up. */
    private void leave(@Nullable Ticket place) {
        if (place != null && left.compareAndSet(false, true)) {
            told.leavesAfter(now() - entered);
            place.done();
        }
    }

    private static void giveBack(@Nullable Ticket place) {
        if (place != null) {
            place.done();
        }
    }

    @Override
    public boolean cancel(boolean mayInterrupt) {
        Ticket inLine = ticket;
        if (inLine != null && inLine.leave()) {
            stopWaiting();
        }
        boolean cancelled = super.cancel(mayInterrupt);
        interruptRunner();
        abandonReturned();
        return cancelled;
    }

    private synchronized void interruptRunner() {
        if (runner != null && invocation.interrupts()) {
            interrupted = true;
            runner.interrupt();
        }
    }

    private void abandonReturned() {
        Runnable ending = abandon;
        if (ending != null) {
            ending.run();
        }
    }
}
