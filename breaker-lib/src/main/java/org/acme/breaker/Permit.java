package org.acme.breaker;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Objects;
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

    private final Calls calls;
    private final State admitted;
    private final long start;

    @SuppressWarnings("UnusedVariable") // swapped through TOKEN
    private volatile int token;

    Permit(Calls calls, State admitted, int token, long start) {
        this.calls = calls;
        this.admitted = admitted;
        this.token = token;
        this.start = start;
    }

    /** The call returned; what it returned doesn't matter. */
    public void success() {
        end(take(), Verdict.SUCCESS);
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
        end(take(), Verdict.FAILURE);
    }

    /** The call wasn't made, or says nothing about the dependency. Gives a probe's permit back. */
    public void ignore() {
        end(take(), Verdict.IGNORED);
    }

    /** Whether this permit has been ended. */
    public boolean isEnded() {
        return token == ENDED;
    }

    // For a stage and its canceller: that one of them comes second is nobody's mistake.

    void resultUnlessEnded(@Nullable Object result) {
        returned(claim(), result);
    }

    void failureUnlessEnded(Throwable thrown) {
        threw(claim(), thrown);
    }

    void ignoreUnlessEnded() {
        end(claim(), Verdict.IGNORED);
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

    private void end(int mine, Verdict verdict) {
        if (mine != ENDED) {
            calls.end(admitted, mine, verdict, true, start, null);
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
}
