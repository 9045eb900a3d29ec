package org.acme.breaker.redis;

/**
 * How many replicas of this application run, for totals that they share: a rate of 60 a second,
 * divided by this, is what one of three replicas may use. Inject it; ask again for each use.
 */
@FunctionalInterface
public interface LivingReplicas {

    /**
     * At least 1. As counted by the store; while the store is away, the larger of the last count
     * and {@code breaker.fleet.replicas}, so that a fleet which loses its store does not exceed its
     * total.
     */
    int count();
}
