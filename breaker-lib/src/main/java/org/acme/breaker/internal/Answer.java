package org.acme.breaker.internal;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The future that a part (breaker, timeout, retry, fallback, bulkhead) returns to its caller.
 *
 * <p>It ends exactly once, in three steps that never change their order:
 *
 * <ol>
 *   <li><b>claim</b>: one compare-and-set decides who ends it: the work, the part (a timeout), or
 *       the caller, who may cancel, complete or obtrude it, or use {@code orTimeout} and {@code
 *       completeOnTimeout}. All others come too late and change nothing.
 *   <li><b>{@link #settle settle}</b>: the part releases its permit and records the result. If the
 *       caller ended the answer early, the work is cancelled after that.
 *   <li><b>complete</b>: the caller's dependents run. They find every permit released and every
 *       result recorded.
 * </ol>
 *
 * <p><b>The work is not trusted.</b> A stage may be {@code null}, support nothing but {@link
 * CompletionStage#whenComplete}, throw from it, call back twice, or call back on the calling
 * thread. The supplier may throw. {@link #workEnded} is called exactly once for each stage that is
 * followed; if it throws, the answer fails with that exception. So every answer that was started
 * ends, with two exceptions: the work never ends; or the caller ends the answer early and
 * cancelling the work never returns, because the caller's {@code cancel} or {@code orTimeout} waits
 * for that without a limit. Only a timeout of this library limits that wait.
 *
 * <p>Between claim and completion, {@code cancel} and {@code complete} return {@code false}
 * although {@code isDone()} is not {@code true} yet. This class blocks no thread and starts none:
 * every step runs on the thread that caused it. Thread-safe.
 *
 * @param <T> the result; may be {@code null}
 */
public abstract class Answer<T extends @Nullable Object> extends CompletableFuture<T> {

    private static final FailureLog LOG = new FailureLog("asynchronous call");

    private static final int OPEN = 0;
    private static final int CLAIMED = 1;
    private static final int CONCLUDED = 2;
    private static final VarHandle STEP = Fields.handle(MethodHandles.lookup(), "step", int.class);

    @SuppressWarnings("UnusedVariable") // swapped through STEP
    private volatile int step = OPEN;

    private volatile @Nullable Work<T> work;

    // --- overridden by parts ---

    /**
     * Releases the permit and records the result; called once, before the caller's stage completes.
     * Exceptions are logged.
     *
     * @param thrown the failure of the answer; {@code null} if it succeeds with {@code result}
     * @param givenUp whether the caller ended the answer, and neither the work nor the part
     */
    protected void settle(@Nullable T result, @Nullable Throwable thrown, boolean givenUp) {}

    /**
     * Called when a {@linkplain #follow followed} stage ends: once for each stage, on the thread
     * that ended it. Ends the answer in the same way unless overridden.
     *
     * @param thrown the failure without its {@code CompletionException}; {@code null} if there is a
     *     {@code result}
     */
    protected void workEnded(@Nullable T result, @Nullable Throwable thrown) {
        finish(result, thrown);
    }

    /**
     * Withdraws the work if it has not been started; then it never will be. Called by an outer part
     * whose time is up. Runs no user code.
     *
     * @return the exception for the caller; {@code null} if the work has been started
     */
    protected @Nullable Throwable withdraw() {
        return null;
    }

    // --- called by parts ---

    /** {@linkplain #withdraw Withdraws} the current work if it is an answer of this library. */
    protected final @Nullable Throwable withdrawWork() {
        Work<T> last = work;
        return last != null && last.stage instanceof Answer<?> inner ? inner.withdraw() : null;
    }

    /** Starts work and follows its stage. If the supplier throws, the work has failed. */
    protected final void start(Supplier<? extends CompletionStage<? extends T>> body) {
        CompletionStage<? extends T> stage;
        try {
            stage = body.get();
        } catch (Throwable thrown) {
            failed(thrown);
            return;
        }
        follow(stage);
    }

    /**
     * Follows {@code stage}, which becomes the current work: it is cancelled if the caller ends the
     * answer early. If the answer has ended already, the stage is {@linkplain #cancelLate
     * cancelled} now.
     */
    protected final void follow(@Nullable CompletionStage<? extends T> stage) {
        if (stage == null) {
            failed(
                    new NullPointerException(
                            "the asynchronous call returned null instead of a stage"));
            return;
        }
        Work<T> next = new Work<>(this, stage);
        work = next;
        if (isClaimed()) {
            cancelLate(next::cancel);
        }
        try {
            stage.whenComplete(next);
        } catch (Throwable thrown) {
            next.accept(null, thrown);
        }
    }

    /** Ends the answer with the failure to start the work. */
    protected final void failed(Throwable thrown) {
        tellEnd(null, Failures.ofStage(thrown));
    }

    /**
     * Cancels work whose stage arrived after the answer had ended. Runs user code, on the thread
     * that started the work unless overridden.
     */
    protected void cancelLate(Runnable cancellation) {
        cancellation.run();
    }

    /** Ends the answer unless it has ended; returns whether it did. */
    protected final boolean finish(@Nullable T result, @Nullable Throwable thrown) {
        return claim() && conclude(result, thrown);
    }

    /**
     * Claims the right to end the answer; a caller that gets {@code true} must {@link #conclude}
     * it. Runs no user code: the timer's thread may call it.
     */
    protected final boolean claim() {
        return STEP.compareAndSet(this, OPEN, CLAIMED);
    }

    /** Settles and completes the answer that this part has claimed, once. */
    protected final boolean conclude(@Nullable T result, @Nullable Throwable thrown) {
        if (!STEP.compareAndSet(this, CLAIMED, CONCLUDED)) {
            return false;
        }
        settled(result, thrown, false);
        return thrown == null ? super.complete(result) : super.completeExceptionally(thrown);
    }

    /** Does the same as {@link #conclude}, with a failure that is created only if it is needed. */
    protected final void concludeBy(Supplier<? extends Throwable> failure) {
        if (!STEP.compareAndSet(this, CLAIMED, CONCLUDED)) {
            return;
        }
        Throwable thrown;
        try {
            thrown = failure.get();
        } catch (Throwable factoryFailed) {
            thrown = factoryFailed;
        }
        settled(null, thrown, false);
        super.completeExceptionally(thrown);
    }

    /** Whether the way the answer ends has been decided; it may complete a moment later. */
    protected final boolean isClaimed() {
        return step != OPEN;
    }

    /** Cancels the current work, if it can be cancelled. Runs user code. */
    protected final void cancelWork() {
        Work<T> last = work;
        if (last != null) {
            last.cancel();
        }
    }

    private void tellEnd(@Nullable T result, @Nullable Throwable thrown) {
        try {
            workEnded(result, thrown);
        } catch (Throwable alsoFailed) {
            finish(null, Failures.attach(alsoFailed, thrown));
        }
    }

    private void settled(@Nullable T result, @Nullable Throwable thrown, boolean givenUp) {
        try {
            settle(result, thrown, givenUp);
        } catch (Throwable failed) {
            LOG.logAndContinue(failed);
        }
    }

    // --- called by the caller ---

    /** Ends the answer for the caller: settles it and cancels the work before it completes. */
    private boolean giveUp(@Nullable T result, @Nullable Throwable thrown) {
        if (!STEP.compareAndSet(this, OPEN, CONCLUDED)) {
            return false;
        }
        settled(result, thrown, true);
        cancelWork();
        return true;
    }

    @Override
    public final boolean complete(T value) {
        return giveUp(value, null) && super.complete(value);
    }

    @Override
    public final boolean completeExceptionally(Throwable thrown) {
        return giveUp(null, Objects.requireNonNull(thrown, "thrown"))
                && super.completeExceptionally(thrown);
    }

    @Override
    public final boolean cancel(boolean mayInterruptIfRunning) {
        giveUpCancelled();
        return isCancelled();
    }

    private void giveUpCancelled() {
        if (giveUp(null, new CancellationException())) {
            super.cancel(true);
        }
    }

    @Override
    public final void obtrudeValue(T value) {
        giveUp(value, null);
        super.obtrudeValue(value);
    }

    @Override
    public final void obtrudeException(Throwable thrown) {
        giveUp(null, Objects.requireNonNull(thrown, "thrown"));
        super.obtrudeException(thrown);
    }

    /** Overridden because the JDK's version would bypass {@link #complete}. */
    @Override
    public final CompletableFuture<T> completeAsync(
            Supplier<? extends T> supplier, Executor executor) {
        Objects.requireNonNull(supplier, "supplier");
        executor.execute(() -> completeFrom(supplier));
        return this;
    }

    private void completeFrom(Supplier<? extends T> supplier) {
        if (isClaimed()) {
            return;
        }
        try {
            complete(supplier.get());
        } catch (Throwable thrown) {
            completeExceptionally(thrown);
        }
    }

    /** A followed stage; {@code true} once it has called back. */
    private static final class Work<T extends @Nullable Object> extends AtomicBoolean
            implements BiConsumer<T, @Nullable Throwable> {

        private static final long serialVersionUID = 1L;

        private final transient Answer<T> answer;
        private final transient CompletionStage<? extends T> stage;

        Work(Answer<T> answer, CompletionStage<? extends T> stage) {
            this.answer = answer;
            this.stage = stage;
        }

        @Override
        public void accept(@Nullable T result, @Nullable Throwable thrown) {
            if (compareAndSet(false, true)) {
                answer.tellEnd(result, thrown == null ? null : Failures.ofStage(thrown));
            }
        }

        void cancel() {
            if (get()) {
                return;
            }
            try {
                if (stage instanceof Future<?> future) {
                    future.cancel(true);
                } else {
                    stage.toCompletableFuture().cancel(true);
                }
            } catch (UnsupportedOperationException notAFuture) {
                // CompletionStage allows that: the work goes on, and its result is late.
            } catch (Throwable thrown) {
                LOG.logAndContinue(thrown);
            }
        }
    }
}
