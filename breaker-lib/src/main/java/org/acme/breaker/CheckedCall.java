package org.acme.breaker;

import org.jspecify.annotations.Nullable;

/**
 * Something that can be called and may throw: any lambda, {@code callable::call}, {@code
 * supplier::get}. The compiler infers {@code E} from the body, so that a guarded call throws exactly
 * what the unguarded one does, and needs no {@code try} where the body throws nothing checked.
 *
 * @param <T> what it returns
 * @param <E> what it may throw
 */
@FunctionalInterface
public interface CheckedCall<T extends @Nullable Object, E extends Exception> {

    /** Does the work. */
    T call() throws E;
}
