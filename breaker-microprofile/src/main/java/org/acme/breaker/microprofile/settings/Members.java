package org.acme.breaker.microprofile.settings;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.faulttolerance.exceptions.FaultToleranceDefinitionException;
import org.jspecify.annotations.Nullable;

/**
 * Reads the members of one annotation: from configuration for its place, from configuration for all
 * places, or from the annotation itself. Rejects values that make no sense.
 */
final class Members {

    private static final Duration LONGEST = Duration.ofDays(365);

    private final Config config;
    private final Written<?> written;
    private final String guarded;

    /**
     * @param guarded what complaints call the method
     */
    Members(Config config, Written<?> written, String guarded) {
        this.config = config;
        this.written = written;
        this.guarded = guarded;
    }

    <T> T get(String member, Class<T> type, T inCode) {
        T here = configured(written.place() + "/" + written.name() + "/" + member, type);
        if (here != null) {
            return here;
        }
        T everywhere = configured(written.name() + "/" + member, type);
        return everywhere == null ? inCode : everywhere;
    }

    private <T> @Nullable T configured(String key, Class<T> type) {
        try {
            return config.getOptionalValue(key, type).orElse(null);
        } catch (IllegalArgumentException e) {
            throw new FaultToleranceDefinitionException(key + " cannot be read", e);
        }
    }

    int number(String member, int inCode) {
        return get(member, Integer.class, inCode);
    }

    double ratio(String member, double inCode) {
        return get(member, Double.class, inCode);
    }

    /** Reads a duration from two members; longer ones are cut to a year. */
    Duration duration(String member, long inCode, String unitMember, ChronoUnit unitInCode) {
        long amount = get(member, Long.class, inCode);
        ChronoUnit unit = get(unitMember, ChronoUnit.class, unitInCode);
        require(amount >= 0, member, "at least 0", amount);
        boolean longer = amount > LONGEST.dividedBy(unit.getDuration());
        return longer ? LONGEST : unit.getDuration().multipliedBy(amount);
    }

    @SuppressWarnings("unchecked") // a class that is not a throwable matches nothing
    List<Class<? extends Throwable>> throwables(
            String member, Class<? extends Throwable>[] inCode) {
        Class<?>[] classes = get(member, Class[].class, inCode);
        return Arrays.<Class<?>>stream(classes)
                .<Class<? extends Throwable>>map(c -> (Class<? extends Throwable>) c)
                .toList();
    }

    ExceptionRules rules(
            String on,
            Class<? extends Throwable>[] onInCode,
            String except,
            Class<? extends Throwable>[] exceptInCode) {
        return new ExceptionRules(throwables(on, onInCode), throwables(except, exceptInCode));
    }

    void require(boolean holds, String member, String allowed, Object actual) {
        if (!holds) {
            throw complaint(member + " must be " + allowed + ", but is " + actual);
        }
    }

    FaultToleranceDefinitionException complaint(String what) {
        return new FaultToleranceDefinitionException(
                "@" + written.name() + " of " + guarded + ": " + what);
    }
}
