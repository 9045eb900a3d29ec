package org.acme.breaker.internal;

import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/** Unwraps exceptions of futures, and attaches earlier failures to later ones. Stateless. */
public final class Failures {

    private static final int DEEPEST = 16;
    private static final int MOST_ATTACHED = 8;

    private Failures() {}

    /**
     * Returns the exception that a failure is judged by: without the {@link CompletionException}
     * and {@link ExecutionException} that futures wrap around it, however often; {@code thrown}
     * itself if it wraps nothing.
     */
    public static Throwable unwrap(Throwable thrown) {
        return without(thrown, true);
    }

    /**
     * Returns the exception that a future of this library fails with: without the {@link
     * CompletionException} that stages wrap around the failures of the stages before them.
     */
    public static Throwable ofStage(Throwable thrown) {
        return without(thrown, false);
    }

    private static Throwable without(Throwable thrown, boolean executions) {
        Throwable inner = thrown;
        for (int depth = 0; depth < DEEPEST; depth++) {
            boolean wraps =
                    inner instanceof CompletionException
                            || (executions && inner instanceof ExecutionException);
            Throwable cause = wraps ? inner.getCause() : null;
            if (cause == null) {
                return inner;
            }
            inner = cause;
        }
        return inner;
    }

    /**
     * Attaches an earlier failure to a later one as suppressed, once. An exception object that is
     * thrown repeatedly keeps at most eight.
     *
     * @param earlier {@code null} if there is none
     * @return {@code later}
     */
    public static <X extends Throwable> X attach(X later, @Nullable Throwable earlier) {
        if (earlier == null || earlier == later || later.getCause() == earlier) {
            return later;
        }
        Throwable[] attached = later.getSuppressed();
        for (Throwable one : attached) {
            if (one == earlier) {
                return later;
            }
        }
        if (attached.length < MOST_ATTACHED) {
            later.addSuppressed(earlier);
        }
        return later;
    }
}
