package org.acme.checkout.settlement;

import java.time.Duration;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.acme.checkout.order.NextStep;

/**
 * Which dependencies are worth asking. A rejection by a breaker closes its gate until the breaker
 * said it may be probed, or for a moment; orders that need the other one go on meanwhile.
 */
final class Gates {

    private static final Duration SHORTEST = Duration.ofMillis(100);

    /** An operator may close the breaker early, so we never stay away for longer. */
    private static final Duration LONGEST = Duration.ofSeconds(1);

    private record Shut(long since, long nanos) {}

    private final LongSupplier nanos;
    private final Map<Dependency, Shut> shut = new ConcurrentHashMap<>();

    Gates(LongSupplier nanos) {
        this.nanos = nanos;
    }

    /** The steps that may be tried now. */
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

    /** Stays away from a dependency for as long as its breaker said, within reason. */
    void close(Dependency dependency, Duration wait) {
        Duration atLeast = wait.compareTo(SHORTEST) < 0 ? SHORTEST : wait;
        Duration pause = atLeast.compareTo(LONGEST) > 0 ? LONGEST : atLeast;
        shut.put(dependency, new Shut(nanos.getAsLong(), pause.toNanos()));
    }
}
