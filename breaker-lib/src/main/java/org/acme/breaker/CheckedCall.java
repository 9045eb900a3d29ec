package org.acme.breaker;

import org.jspecify.annotations.Nullable;

/**
 * A call that may throw: any lambda, {@code callable::call}, {@code supplier::get}. The compiler
 * infers {@code E} from the body, so a guarded call throws exactly what the unguarded one throws
 * and needs no {@code try} where the body throws nothing checked.
 *
 * @param <T> the result; may be {@code null}
 * @param <E> the checked exception
 */
@FunctionalInterface
public interface CheckedCall<T extends @Nullable Object, E extends Exception> {

    /** Makes the call to the dependency. */
    T call() throws E;
}
