package org.acme.workshop.lane;

import org.jspecify.annotations.Nullable;

/**
 * What checkout experiences with a neighbour, over the last seconds. Calls that a breaker refused
 * were never made and aren't among them.
 *
 * @param service payment or inventory
 * @param perSecond calls that ended, by whatever end
 * @param failedPercent of them; null without calls
 * @param meanMillis how long they took; null without calls
 */
public record CallsSnapshot(
        Service service,
        double perSecond,
        @Nullable Double failedPercent,
        @Nullable Double meanMillis) {}
