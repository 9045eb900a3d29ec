package org.acme.fault.lease;

import java.time.Duration;
import org.acme.fault.kind.Fault;
import org.jspecify.annotations.Nullable;

/**
 * A fault as it was asked for.
 *
 * @param probability of striking a matched request, 0 to 1
 * @param duration after which the lease ends by itself
 * @param limit how many requests it is applied to at most; null is no limit
 * @param seed of the draw
 */
public record FaultSpec(
        Fault fault,
        RequestMatch match,
        double probability,
        Duration duration,
        @Nullable Long limit,
        long seed) {}
