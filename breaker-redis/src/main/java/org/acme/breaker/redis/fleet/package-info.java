/**
 * What replicas tell each other about their breakers, and what follows from it; without any
 * network.
 *
 * <p>Read in this order: {@link org.acme.breaker.redis.fleet.FleetReplica} (one replica and its
 * ticks), {@code FleetView} (one breaker in the eyes of the fleet), {@link
 * org.acme.breaker.redis.fleet.Opinion} (what a replica says) and {@link
 * org.acme.breaker.redis.fleet.Consensus} (what it hears).
 */
@NullMarked
package org.acme.breaker.redis.fleet;

import org.jspecify.annotations.NullMarked;
