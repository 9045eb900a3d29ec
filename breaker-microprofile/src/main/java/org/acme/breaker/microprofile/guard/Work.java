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
 * One attempt: waits for its place, runs the method on a worker's thread, and ends when what the
 * method returned does. Cancelled, it leaves the line or interrupts the thread; but it keeps its
 * place until the method has really ended.
 */
final class Work extends CompletableFuture<@Nullable Object> {

    private final AsyncGuard guard;
    private final Invocation invocation;
    private final CallMetrics told;
    private final AtomicBoolean waiting = new AtomicBoolean();
    private final AtomicBoolean left = new AtomicBoolean();

    /** That of the attempt: the method runs on another thread, which has none. */
    private final Deadline until = Deadline.current();

    private long asked;
    private long entered;

    /** Completes when the method has really ended: until then the permit is taken. */
    private final CompletableFuture<@Nullable Object> over = new CompletableFuture<>();

    private volatile @Nullable Future<?> inBulkhead;
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

    /** The queue gives a call up when the deadline around it passes: that is an answer, too. */
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

    /** Answers a stage that can't be cancelled: who gives up doesn't take the permit along. */
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

    /** Frees the place first, so that the caller finds it free. */
    private void end(@Nullable Object result, @Nullable Throwable thrown) {
        leave();
        if (thrown == null) {
            complete(result);
        } else {
            completeExceptionally(thrown);
        }
    }

    /** The work is really over. May be told twice: by its end, and by who gave it up. */
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
