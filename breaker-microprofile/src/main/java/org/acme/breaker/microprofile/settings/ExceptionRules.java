package org.acme.breaker.microprofile.settings;

import java.util.List;

/**
 * Selects the exceptions to which an annotation applies.
 *
 * @param on these and their subclasses
 * @param except but not these and their subclasses
 */
public record ExceptionRules(
        List<Class<? extends Throwable>> on, List<Class<? extends Throwable>> except) {

    /** Whether the annotation applies to {@code thrown}. */
    public boolean cover(Throwable thrown) {
        return !isOneOf(except, thrown) && isOneOf(on, thrown);
    }

    private static boolean isOneOf(List<Class<? extends Throwable>> types, Throwable thrown) {
        for (Class<? extends Throwable> type : types) {
            if (type.isInstance(thrown)) {
                return true;
            }
        }
        return false;
    }
}
