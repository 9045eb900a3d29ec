package org.acme.breaker.timeout;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.acme.breaker.internal.Answer;
import org.acme.breaker.internal.FailureLog;
import org.jspecify.annotations.Nullable;

/**
 * The answer of asynchronous work whose time is limited, from the moment before it is started. When
 * time is up, the timer's thread claims the answer, and interrupts the supplier if that still runs.
 * Then, on another thread, the work is cancelled before the caller is told: a caller who starts the
 * work anew finds the place that it held free. Work that takes long to be cancelled holds the answer
 * up for {@value #PATIENCE_MILLIS} ms and no longer.
 */
final class TimedAnswer<T extends @Nullable Object> extends Answer<T> {

    private static final FailureLog LOG = new FailureLog("timeout");
    private static final long PATIENCE_MILLIS = 10;
    private static final Timer.Pending NOTHING = () -> {};

    private final Timer timer;
    private final Deadline outer;
    private final Deadline inner;
    private final Supplier<? extends RuntimeException> exceeded;

    /** Of the thread that runs the supplier. */
    private final Interruption starting = new Interruption(Thread.currentThread());

    private volatile Timer.Pending pending = NOTHING;
    private volatile Timer.Pending atTheLatest = NOTHING;

    /** Says that the work only waited for its turn: that is no failure of what would have been called. */
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

    /** Starts the work. Throws only if the timer takes nothing more; nothing is started then. */
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
                            this::tell, TimeUnit.MILLISECONDS.toNanos(PATIENCE_MILLIS));
        } catch (Throwable timerClosed) {
            // Then the work's cancellation has all the time it takes.
        }
        try {
            timer.handOver(this::cancelAndTell);
        } catch (Throwable refused) {
            tell();
        }
    }

    /** Nothing that throws after the claim may lose the answer. */
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

    /** The caller's thread has waited long enough. */
    @Override
    protected void cancelLate(Runnable cancellation) {
        timer.handOver(cancellation);
    }

    @Override
    protected void settle(@Nullable T result, @Nullable Throwable thrown, boolean givenUp) {
        pending.cancel();
    }
}
