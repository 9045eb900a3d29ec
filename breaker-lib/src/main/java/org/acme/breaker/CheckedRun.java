package org.acme.breaker;

import org.jspecify.annotations.Nullable;

/**
 * A {@link CheckedCall} without a result.
 *
 * @param <E> what it may throw
 */
@FunctionalInterface
public interface CheckedRun<E extends Exception> extends CheckedCall<@Nullable Void, E> {

    /** Does the work. */
    void run() throws E;

    @Override
    @SuppressWarnings("NullAway") // knows nothing of nullable type arguments
    default @Nullable Void call() throws E {
        run();
        return null;
    }
}
