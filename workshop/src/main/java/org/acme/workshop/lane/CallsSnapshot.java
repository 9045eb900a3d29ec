package org.acme.workshop.lane;

import org.jspecify.annotations.Nullable;

/**
 * Checkout's calls to another service in the last seconds. Calls that a breaker rejected were not
 * made and are not included.
 *
 * @param service payment or inventory
 * @param perSecond calls that ended, with any result
 * @param failedPercent the share of failed calls; null without calls
 * @param meanMillis their mean duration; null without calls
 */
public record CallsSnapshot(
        Service service,
        double perSecond,
        @Nullable Double failedPercent,
        @Nullable Double meanMillis) {}
