package org.acme.checkout.settlement;

import java.time.Duration;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.acme.checkout.order.NextStep;

/**
 * Remembers which dependencies may be called. A rejection by a breaker closes the gate of its
 * dependency for the wait that the breaker reports, within limits; orders that need the other
 * dependency go on.
 */
final class Gates {

    private static final Duration SHORTEST = Duration.ofMillis(100);

    /** The longest time a gate is closed, because an operator may close the breaker early. */
    private static final Duration LONGEST = Duration.ofSeconds(1);

    private record Shut(long since, long nanos) {}

    private final LongSupplier nanos;
    private final Map<Dependency, Shut> shut = new ConcurrentHashMap<>();

    Gates(LongSupplier nanos) {
        this.nanos = nanos;
    }

    /** Returns the steps that may be tried now. */
    Set<NextStep> open() {
        Set<NextStep> steps = EnumSet.noneOf(NextStep.class);
        for (Dependency dependency : Dependency.values()) {
            Shut gate = shut.get(dependency);
            if (gate == null || nanos.getAsLong() - gate.since() >= gate.nanos()) {
                steps.addAll(dependency.steps());
            }
        }
        return steps;
    }

    /** Closes the gate of a dependency for the breaker's wait, at least 100 ms and at most 1 s. */
    void close(Dependency dependency, Duration wait) {
        Duration atLeast = wait.compareTo(SHORTEST) < 0 ? SHORTEST : wait;
        Duration pause = atLeast.compareTo(LONGEST) > 0 ? LONGEST : atLeast;
        shut.put(dependency, new Shut(nanos.getAsLong(), pause.toNanos()));
    }
}
