package org.acme.breaker;

import org.jspecify.annotations.Nullable;

/**
 * A {@link CheckedCall} without a result.
 *
 * @param <E> the checked exception
 */
@FunctionalInterface
public interface CheckedRun<E extends Exception> extends CheckedCall<@Nullable Void, E> {

    /** Makes the call to the dependency. */
    void run() throws E;

    @Override
    @SuppressWarnings("NullAway") // knows nothing of nullable type arguments
    default @Nullable Void call() throws E {
        run();
        return null;
    }
}
