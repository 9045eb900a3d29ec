package org.acme.breaker.microprofile.guard;

import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.acme.breaker.bulkhead.Bulkhead;
import org.acme.breaker.timeout.Deadline;
import org.jspecify.annotations.Nullable;

/**
 * One attempt: waits for a permit, runs the method on a worker's thread, and ends when the method's
 * returned object ends. If it is cancelled, it leaves the queue or interrupts the thread, but it
 * keeps its permit until the method has ended.
 */
final class Work extends CompletableFuture<@Nullable Object> {

    private final AsyncGuard guard;
    private final Invocation invocation;
    private final CallMetrics told;
    private final AtomicBoolean waiting = new AtomicBoolean();
    private final AtomicBoolean left = new AtomicBoolean();

    /** The deadline of the attempt: the worker's thread has none of its own. */
    private final Deadline until = Deadline.current();

    private long asked;
    private long entered;

    /** Completes when the method has ended; until then it holds the permit. */
    private final CompletableFuture<@Nullable Object> over = new CompletableFuture<>();

    private volatile @Nullable Future<?> inBulkhead;
    private volatile @Nullable Runnable abandon;

    /**
     * The thread that runs the method; guarded by this object, so that no other thread is
     * interrupted.
     */
    private @Nullable Thread runner;

    private boolean interrupted;

    Work(AsyncGuard guard, Invocation invocation) {
        this.guard = guard;
        this.invocation = invocation;
        this.told = invocation.told();
    }

    Work enter() {
        Bulkhead bulkhead = guard.bulkhead();
        if (bulkhead == null) {
            dispatch();
            return this;
        }
        asked = now();
        waiting.set(true);
        told.waits();
        CompletableFuture<?> place = bulkhead.callAsync(this::dispatch);
        inBulkhead = place;
        if (place.isCompletedExceptionally() && !place.isCancelled()) {
            stopWaiting();
            told.refused();
            completeExceptionally(guard.parts().full());
        } else {
            told.accepted();
            place.whenComplete((nothing, thrown) -> waitEnded(thrown));
        }
        return this;
    }

    /** The queue ends a call when the surrounding deadline passes; that is a result as well. */
    private void waitEnded(@Nullable Throwable thrown) {
        if (thrown != null && !(thrown instanceof CancellationException)) {
            stopWaiting();
            completeExceptionally(guard.parts().full());
        }
    }

    private long now() {
        return told.isOn() ? System.nanoTime() : 0;
    }

    private void stopWaiting() {
        if (waiting.compareAndSet(true, false)) {
            told.waitsNoMore();
        }
    }

    /**
     * Starts the method and returns a stage that cannot be cancelled, so that a caller that gives
     * up does not free the permit.
     */
    private CompletionStage<@Nullable Object> dispatch() {
        try {
            guard.worker().execute(this::run);
        } catch (Throwable refused) {
            stopWaiting();
            over.complete(null);
            completeExceptionally(refused);
        }
        return over.minimalCompletionStage();
    }

    private void run() {
        if (!begin()) {
            stopWaiting();
            over.complete(null);
            return;
        }
        if (guard.bulkhead() != null) {
            entered = now();
            stopWaiting();
            told.beginsAfter(entered - asked);
            told.enters();
        }
        Object returned;
        try {
            returned = until.<Object, Exception>callInstead(this::proceed);
        } catch (Throwable thrown) {
            leaveThread();
            end(null, thrown);
            return;
        }
        leaveThread();
        if (isDone() && guard.shape().isLazy()) {
            leave();
            return;
        }
        follow(returned);
    }

    @SuppressWarnings("NullAway") // null is a result like any other
    private Object proceed() throws Exception {
        return guard.entry().proceed(invocation.call());
    }

    private void follow(@Nullable Object returned) {
        Runnable ending;
        try {
            ending = guard.shape().follow(returned, this::end);
        } catch (Throwable thrown) {
            end(null, thrown);
            return;
        }
        if (ending != null) {
            abandon =
                    () -> {
                        ending.run();
                        leave();
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

    /** Frees the permit first, so that it is free when the caller has the answer. */
    private void end(@Nullable Object result, @Nullable Throwable thrown) {
        leave();
        if (thrown == null) {
            complete(result);
        } else {
            completeExceptionally(thrown);
        }
    }

    /**
     * Frees the permit when the work has ended. Safe to call twice: by the work and by a caller
     * that gives up.
     */
    private void leave() {
        if (guard.bulkhead() != null && left.compareAndSet(false, true)) {
            told.leavesAfter(now() - entered);
            over.complete(null);
        }
    }

    @Override
    public boolean cancel(boolean mayInterrupt) {
        Future<?> place = inBulkhead;
        if (place != null) {
            place.cancel(mayInterrupt);
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
