package org.acme.breaker.quarkus.admin;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

/** What {@code ?fleet=true} asks for, and the problems it can meet. */
@Singleton
final class FleetRequests {

    private final Instance<FleetActions> fleets;

    FleetRequests(@Any Instance<FleetActions> fleets) {
        this.fleets = fleets;
    }

    /** Whether the action is for every replica. Anything but true and false is refused. */
    boolean isWanted(@Nullable String written) {
        if (written == null || written.equals("false")) {
            return false;
        }
        if (!written.equals("true")) {
            throw new ProblemException(
                    Problem.of(
                            400,
                            "invalid-parameter",
                            "Invalid parameter",
                            "fleet must be true or false"));
        }
        if (fleets.stream().noneMatch(FleetActions::isActive)) {
            throw new ProblemException(
                    Problem.of(
                            409,
                            "no-fleet",
                            "No fleet",
                            "this application is in no fleet: breaker.fleet.enabled is not true"));
        }
        return true;
    }

    /** Completes when the fleet has the action. */
    Uni<Long> request(String breaker, String action) {
        FleetActions fleet =
                fleets.stream().filter(FleetActions::isActive).findFirst().orElseThrow();
        return Uni.createFrom()
                .completionStage(() -> fleet.request(breaker, action))
                .onFailure()
                .transform(
                        thrown ->
                                new ProblemException(
                                        Problem.of(
                                                503,
                                                "fleet-away",
                                                "The fleet is away",
                                                String.valueOf(thrown.getMessage()))));
    }
}
