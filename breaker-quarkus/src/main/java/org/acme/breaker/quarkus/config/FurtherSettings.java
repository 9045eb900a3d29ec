package org.acme.breaker.quarkus.config;

import java.util.SortedSet;

/**
 * Settings under {@code breaker.} that another module reads. Its bean of this type keeps the check
 * for unknown keys from refusing them.
 */
@FunctionalInterface
public interface FurtherSettings {

    /**
     * The keys without {@code breaker.}, such as {@code fleet.enabled}; {@link ConfigKeys#below}.
     */
    SortedSet<String> keys();
}
