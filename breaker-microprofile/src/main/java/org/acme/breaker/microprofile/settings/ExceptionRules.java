package org.acme.breaker.microprofile.settings;

import java.util.List;

/**
 * Which exceptions something is done about.
 *
 * @param on these and their subclasses
 * @param except but not these and their subclasses
 */
public record ExceptionRules(
        List<Class<? extends Throwable>> on, List<Class<? extends Throwable>> except) {

    /** Whether it is done about {@code thrown}. */
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
