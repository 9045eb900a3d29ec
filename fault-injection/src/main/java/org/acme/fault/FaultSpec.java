package org.acme.fault;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A fault as it was asked for.
 *
 * @param probability of striking a matched request, 0 to 1
 * @param duration after which the lease ends by itself
 * @param limit how many requests it is applied to at most; null is no limit
 * @param seed of the draw
 */
record FaultSpec(
        Fault fault,
        RequestMatch match,
        double probability,
        Duration duration,
        @Nullable Long limit,
        long seed) {}
