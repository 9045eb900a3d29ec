package org.acme.breaker.bulkhead;

import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.acme.breaker.internal.Answer;
import org.acme.breaker.timeout.Deadline;
import org.acme.breaker.timeout.Timer;
import org.jspecify.annotations.Nullable;

/**
 * The future of asynchronous work that holds a permit while it runs, and may have to wait for it.
 * The permit is released when the work's stage ends, before this future completes. A caller that
 * cancels it leaves the queue, or cancels the work, which keeps the permit until it has ended.
 */
final class QueuedCall<T extends @Nullable Object> extends Answer<T> implements Permits.Waiter {

    private static final Timer.Pending NOTHING = () -> {};

    private final Bulkhead bulkhead;
    private final Permits permits;
    private final InTurn turns;
    private final Timer timer;
    private final Supplier<? extends CompletionStage<T>> body;
    private final Deadline deadline = Deadline.current();

    /** Set once, by whichever comes first: the work begins, or it is withdrawn. */
    private final AtomicBoolean decided = new AtomicBoolean();

    private volatile Timer.Pending tooLate = NOTHING;
    private volatile boolean waitIsOver;

    /** Written before the work starts, read after it has ended. */
    private long begin;

    QueuedCall(
            Bulkhead bulkhead,
            Permits permits,
            InTurn turns,
            Timer timer,
            Supplier<? extends CompletionStage<T>> body) {
        this.bulkhead = bulkhead;
        this.permits = permits;
        this.turns = turns;
        this.timer = timer;
        this.body = body;
    }

    /** Waits in the queue for up to {@code nanos}; {@code false} if the queue is full. */
    boolean enqueue(long nanos) {
        switch (permits.takeOrQueue(this)) {
            case TAKEN -> begin();
            case QUEUED -> expireAfter(nanos);
            case FULL -> {
                return false;
            }
        }
        return true;
    }

    private void expireAfter(long nanos) {
        if (nanos == Bulkhead.ENDLESS) {
            return;
        }
        try {
            tooLate = timer.schedule(this::expire, nanos);
        } catch (Throwable timerRefused) {
            if (permits.leave(this)) {
                finish(null, timerRefused);
            }
        }
        if (waitIsOver) {
            tooLate.cancel();
        }
    }

    /** Runs on the timer's thread, which runs no user code. */
    private void expire() {
        if (permits.leave(this) && claim()) {
            BulkheadFullException full = bulkhead.reject();
            handOver(() -> conclude(null, bulkhead.told(full)));
        }
    }

    @Override
    protected @Nullable Throwable withdraw() {
        if (!decided.compareAndSet(false, true)) {
            return null;
        }
        leave();
        return isClaimed() ? bulkhead.full() : bulkhead.reject();
    }

    /** Called by the thread that released the permit; its own caller must be answered first. */
    @Override
    public void granted() {
        handOver(() -> turns.run(this::begin));
        endWait();
    }

    /** Runs on the timer, or on this thread if the timer refuses; never twice. */
    private void handOver(Runnable usersCode) {
        AtomicBoolean begun = new AtomicBoolean();
        Runnable once =
                () -> {
                    if (begun.compareAndSet(false, true)) {
                        usersCode.run();
                    }
                };
        try {
            timer.handOver(once);
        } catch (Throwable refused) {
            once.run();
        }
    }

    private void endWait() {
        waitIsOver = true;
        tooLate.cancel();
    }

    /** Starts the work; this call holds a permit. */
    void begin() {
        if (!decided.compareAndSet(false, true)) {
            return;
        }
        if (isClaimed()) {
            permits.giveBack();
            return;
        }
        begin = bulkhead.workBegins();
        start(() -> deadline.callInstead(body::get));
    }

    @Override
    protected void workEnded(@Nullable T result, @Nullable Throwable thrown) {
        bulkhead.workEnded(begin, thrown != null);
        finish(result, thrown);
    }

    @Override
    protected void settle(@Nullable T result, @Nullable Throwable thrown, boolean givenUp) {
        if (givenUp && decided.compareAndSet(false, true)) {
            leave();
        }
    }

    /** Leaves the queue, or releases the permit that was granted and is not used yet. */
    private void leave() {
        if (!permits.leave(this)) {
            permits.giveBack();
        }
        endWait();
    }
}
