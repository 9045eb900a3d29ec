package org.acme.breaker.redis;

import jakarta.inject.Singleton;
import java.util.concurrent.CompletionStage;
import org.acme.breaker.quarkus.admin.FleetActions;
import org.acme.breaker.redis.fleet.FleetAction;

/** Carries what an operator does at one replica to all of them. */
@Singleton
final class FleetOperations implements FleetActions {

    private final Fleet fleet;

    FleetOperations(Fleet fleet) {
        this.fleet = fleet;
    }

    @Override
    public boolean isActive() {
        return fleet.replica().isPresent();
    }

    @Override
    public CompletionStage<Long> request(String breaker, String action) {
        return fleet.replica().orElseThrow().request(breaker, FleetAction.of(action));
    }
}
