package org.acme.breaker.timeout;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.acme.breaker.internal.Answer;
import org.acme.breaker.internal.FailureLog;
import org.jspecify.annotations.Nullable;

/**
 * The future of asynchronous work with a limited time, which starts before the work. When time is
 * up, the timer's thread claims the answer, and interrupts the supplier if that is still running.
 * Then another thread cancels the work and completes the answer, in this order: a caller that
 * repeats the work finds its permit released. If cancelling takes long, the answer completes after
 * {@value #CANCEL_WAIT_MILLIS} ms.
 */
final class TimedAnswer<T extends @Nullable Object> extends Answer<T> {

    private static final FailureLog LOG = new FailureLog("timeout");
    private static final long CANCEL_WAIT_MILLIS = 10;
    private static final Timer.Pending NOTHING = () -> {};

    private final Timer timer;
    private final Deadline outer;
    private final Deadline inner;
    private final Supplier<? extends RuntimeException> exceeded;

    /** Interrupts the thread that runs the supplier. */
    private final Interruption starting = new Interruption(Thread.currentThread());

    private volatile Timer.Pending pending = NOTHING;
    private volatile Timer.Pending atTheLatest = NOTHING;

    /** The exception of work that never left a queue; that is no failure of the dependency. */
    private volatile @Nullable Throwable notStarted;

    /**
     * @param outer the deadline of the caller
     * @param inner the deadline that the work sees: the same, or the end of this timeout
     */
    TimedAnswer(
            Timer timer,
            Deadline outer,
            Deadline inner,
            Supplier<? extends RuntimeException> exceeded) {
        this.timer = timer;
        this.outer = outer;
        this.inner = inner;
        this.exceeded = exceeded;
    }

    /**
     * Starts the work with its timeout. Throws only if the timer rejects the task; nothing is
     * started then.
     */
    CompletableFuture<T> within(long nanos, Supplier<? extends CompletionStage<? extends T>> body) {
        pending = timer.schedule(this::expire, nanos);
        start(() -> started(body));
        return this;
    }

    private CompletionStage<? extends T> started(
            Supplier<? extends CompletionStage<? extends T>> body) {
        try {
            return body.get();
        } finally {
            starting.end();
        }
    }

    private void expire() {
        if (!claim()) {
            return;
        }
        starting.run();
        notStarted = withdrawnWork();
        try {
            atTheLatest =
                    timer.scheduleUsersCode(
                            this::tell, TimeUnit.MILLISECONDS.toNanos(CANCEL_WAIT_MILLIS));
        } catch (Throwable timerClosed) {
            // The answer then completes after the cancellation, however long that takes.
        }
        try {
            timer.handOver(this::cancelAndTell);
        } catch (Throwable refused) {
            tell();
        }
    }

    /** Withdraws work that never started. An exception here must not lose the claimed answer. */
    private @Nullable Throwable withdrawnWork() {
        try {
            return withdrawWork();
        } catch (Throwable thrown) {
            LOG.logAndContinue(thrown);
            return null;
        }
    }

    private void cancelAndTell() {
        cancelWork();
        tell();
    }

    private void tell() {
        try {
            atTheLatest.cancel();
        } catch (Throwable thrown) {
            LOG.logAndContinue(thrown);
        }
        Throwable withdrawn = notStarted;
        concludeBy(() -> withdrawn == null ? exceeded.get() : withdrawn);
    }

    @Override
    protected void workEnded(@Nullable T result, @Nullable Throwable thrown) {
        if (thrown != null && inner != outer) {
            inner.leftBy(thrown);
        }
        finish(result, thrown);
    }

    @Override
    protected @Nullable Throwable withdraw() {
        return withdrawWork();
    }

    /** Cancels on a timer's thread, because the caller's thread has waited long enough. */
    @Override
    protected void cancelLate(Runnable cancellation) {
        timer.handOver(cancellation);
    }

    @Override
    protected void settle(@Nullable T result, @Nullable Throwable thrown, boolean givenUp) {
        pending.cancel();
    }
}
