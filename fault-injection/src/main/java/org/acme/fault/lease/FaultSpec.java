package org.acme.fault.lease;

import java.time.Duration;
import org.acme.fault.kind.Fault;
import org.jspecify.annotations.Nullable;

/**
 * The specification of a fault, as requested.
 *
 * @param probability of applying the fault to a matched request, 0 to 1
 * @param duration after which the lease ends by itself
 * @param limit to how many requests it is applied at most; null is no limit
 * @param seed of the random draw
 */
public record FaultSpec(
        Fault fault,
        RequestMatch match,
        double probability,
        Duration duration,
        @Nullable Long limit,
        long seed) {}
