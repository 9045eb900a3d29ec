package org.acme.breaker;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/**
 * The right to make one call, to be ended exactly once by {@link #success}, {@link #failure} or
 * {@link #ignore}, on any thread. A second end does nothing but count as misuse ({@link
 * Snapshot#misused}). A permit that is never ended costs a closed breaker nothing; a probe's is taken
 * back, as a failure, when its lease is over.
 */
public final class Permit {

    private static final int ENDED = Integer.MIN_VALUE;
    private static final VarHandle TOKEN = tokenHandle();

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
        end(Verdict.SUCCESS, null);
    }

    /** The call returned {@code result}: the classifier says what that counts as. */
    public void result(@Nullable Object result) {
        int mine = take();
        if (mine != ENDED) {
            calls.returned(admitted, mine, true, start, result);
        }
    }

    /** The call threw {@code thrown}: the classifier says what that counts as. */
    public void failure(Throwable thrown) {
        int mine = take();
        if (mine != ENDED) {
            calls.threw(admitted, mine, true, start, thrown);
        }
    }

    /** The call failed, for a reason that is no exception. */
    public void failure() {
        end(Verdict.FAILURE, null);
    }

    /** The call wasn't made, or says nothing about the dependency. Gives a probe's permit back. */
    public void ignore() {
        end(Verdict.IGNORED, null);
    }

    /** Whether this permit has been ended. */
    public boolean isEnded() {
        return token == ENDED;
    }

    private void end(Verdict verdict, @Nullable Throwable cause) {
        int mine = take();
        if (mine != ENDED) {
            calls.end(admitted, mine, verdict, true, start, cause);
        }
    }

    private int take() {
        int mine = (int) TOKEN.getAndSet(this, ENDED);
        if (mine == ENDED) {
            calls.misused.increment();
        }
        return mine;
    }

    private static VarHandle tokenHandle() {
        try {
            return MethodHandles.lookup().findVarHandle(Permit.class, "token", int.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }
}
