package org.acme.breaker;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.acme.breaker.internal.Answer;
import org.acme.breaker.internal.Failures;
import org.acme.breaker.internal.Fields;
import org.jspecify.annotations.Nullable;

/**
 * The admission of one call, to be ended exactly once by {@link #success}, {@link #result}, {@link
 * #failure} or {@link #ignore}, on any thread.
 *
 * <p>Ending it again changes nothing and is counted as misuse ({@link Snapshot#misused}). A permit
 * that is never ended costs a closed breaker nothing; a probe that is never ended counts as failed
 * when its lease is over. Thread-safe.
 */
public final class Permit {

    private static final int ENDED = Integer.MIN_VALUE;
    private static final VarHandle TOKEN =
            Fields.handle(MethodHandles.lookup(), "token", int.class);

    private final CallRecorder calls;
    private final State admitted;
    private final long start;

    @SuppressWarnings("UnusedVariable") // swapped through TOKEN
    private volatile int token;

    Permit(CallRecorder calls, State admitted, int token, long start) {
        this.calls = calls;
        this.admitted = admitted;
        this.token = token;
        this.start = start;
    }

    /** Records a success, without classifying a result. */
    public void success() {
        end(take(), Classification.SUCCESS);
    }

    /** Records a returned result as the classifier decides. */
    public void result(@Nullable Object result) {
        returned(take(), result);
    }

    /** Records a thrown exception as the classifier decides. */
    public void failure(Throwable thrown) {
        Objects.requireNonNull(thrown, "thrown");
        threw(take(), thrown);
    }

    /** Records a failure for which there is no exception. */
    public void failure() {
        end(take(), Classification.FAILURE);
    }

    /**
     * Records nothing: the call was not made, or says nothing about the dependency. Gives back the
     * permit of a probe.
     */
    public void ignore() {
        end(take(), Classification.IGNORED);
    }

    /** Whether this permit has been ended. */
    public boolean isEnded() {
        return token == ENDED;
    }

    /** Starts the work of this permit; the end of its stage ends the permit. */
    <T extends @Nullable Object> CompletableFuture<T> endedBy(
            Supplier<? extends CompletionStage<T>> body) {
        return new StageAnswer<T>(this).begin(body);
    }

    private void returned(int mine, @Nullable Object result) {
        if (mine != ENDED) {
            calls.returned(admitted, mine, true, start, result);
        }
    }

    private void threw(int mine, Throwable thrown) {
        if (mine != ENDED) {
            calls.threw(admitted, mine, true, start, thrown);
        }
    }

    private void end(int mine, Classification classification) {
        if (mine != ENDED) {
            calls.end(admitted, mine, classification, true, start, null);
        }
    }

    private int take() {
        int mine = claim();
        if (mine == ENDED) {
            calls.misused.increment();
        }
        return mine;
    }

    private int claim() {
        return (int) TOKEN.getAndSet(this, ENDED);
    }

    /**
     * The future of asynchronous work. The end of the work and the caller's cancellation may both
     * end the permit: coming second is no misuse.
     */
    private static final class StageAnswer<T extends @Nullable Object> extends Answer<T> {

        private final Permit permit;

        StageAnswer(Permit permit) {
            this.permit = permit;
        }

        CompletableFuture<T> begin(Supplier<? extends CompletionStage<T>> body) {
            start(body);
            return this;
        }

        @Override
        protected @Nullable Throwable withdraw() {
            return withdrawWork();
        }

        @Override
        protected void settle(@Nullable T result, @Nullable Throwable thrown, boolean givenUp) {
            int mine = permit.claim();
            if (givenUp && (thrown == null || thrown instanceof CancellationException)) {
                permit.end(mine, Classification.IGNORED);
            } else if (thrown == null) {
                permit.returned(mine, result);
            } else {
                permit.threw(mine, Failures.ofStage(thrown));
            }
        }
    }
}
