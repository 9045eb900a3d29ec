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
 * The right to make one call, to be ended exactly once by {@link #success}, {@link #failure} or
 * {@link #ignore}, on any thread. A second end does nothing but count as misuse ({@link
 * Snapshot#misused}). A permit that is never ended costs a closed breaker nothing; a probe's is taken
 * back, as a failure, when its lease is over.
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

    /** The call returned; what it returned doesn't matter. */
    public void success() {
        end(take(), Classification.SUCCESS);
    }

    /** The call returned {@code result}: the classifier says what that counts as. */
    public void result(@Nullable Object result) {
        returned(take(), result);
    }

    /** The call threw {@code thrown}: the classifier says what that counts as. */
    public void failure(Throwable thrown) {
        Objects.requireNonNull(thrown, "thrown");
        threw(take(), thrown);
    }

    /** The call failed, for a reason that is no exception. */
    public void failure() {
        end(take(), Classification.FAILURE);
    }

    /** The call wasn't made, or says nothing about the dependency. Gives a probe's permit back. */
    public void ignore() {
        end(take(), Classification.IGNORED);
    }

    /** Whether this permit has been ended. */
    public boolean isEnded() {
        return token == ENDED;
    }

    /** Starts the work that this permit is for; its stage ends the permit. */
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

    /** Of work that ends its permit, or whose caller gives it up: that one comes second is no misuse. */
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
