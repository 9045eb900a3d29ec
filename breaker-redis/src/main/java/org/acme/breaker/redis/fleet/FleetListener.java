package org.acme.breaker.redis.fleet;

/** Told when a replica finds its fleet and when it loses it; once each time, not for every tick. */
public interface FleetListener {

    /** The store answers. */
    void connected(int living);

    /** The store does not answer: the breakers of this replica are lone ones from now on. */
    void alone(String reason);
}
