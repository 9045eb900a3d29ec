package org.acme.breaker.timeout;

import org.acme.breaker.NotRecorded;
import org.jspecify.annotations.Nullable;

/**
 * Thrown when the caller's deadline ends a call. That says nothing about the dependency, which may
 * have been called a moment before: breakers and retries inside the deadline ignore it.
 *
 * <p>Outside the pipeline, or the {@link Deadline#call}, that set the deadline it is a failure like
 * any other: a client that always fails by its own inner deadline opens the breaker around it.
 */
public final class DeadlineExceededException extends RuntimeException implements NotRecorded {

    private static final long serialVersionUID = 1L;

    private final transient @Nullable Deadline deadline;
    private volatile boolean uncounted = true;

    /** Creates the exception of the call named {@code name}. */
    public DeadlineExceededException(String name) {
        this(name, null);
    }

    /**
     * Creates the exception of the call named {@code name}.
     *
     * @param deadline the deadline that ended it; {@code null} if unknown
     */
    public DeadlineExceededException(String name, @Nullable Deadline deadline) {
        super(name + " did not end before the caller's deadline");
        this.deadline = deadline;
    }

    /** Returns {@code false} once it has left the work that its deadline was set for. */
    @Override
    public boolean isNotRecorded() {
        return uncounted;
    }

    void leaves(Deadline left) {
        if (deadline == left) {
            uncounted = false;
        }
    }
}
