package org.acme.breaker.redis.fleet;

import java.util.concurrent.CompletionStage;

/** Where replicas meet. */
@FunctionalInterface
public interface FleetStore {

    /**
     * Delivers a report and brings the answer, on any thread. Failing, answering late or never is
     * allowed: the replica's breakers then decide for themselves.
     *
     * @return fails with {@link FleetRefusedException} where the fleet belongs to somebody else
     */
    CompletionStage<Answer> exchange(Report report);
}
