package org.acme.breaker.quarkus.admin;

import java.util.concurrent.CompletionStage;

/**
 * Carries what an operator does to a breaker to every replica of this application. A module that
 * knows the other replicas has a bean of this type.
 */
public interface FleetActions {

    /** Whether this application is configured as part of a fleet. */
    boolean isActive();

    /**
     * Asks for an action on the breaker of this name in every replica, without waiting for them.
     *
     * @param action {@code reset}, {@code close}, {@code force-open} or {@code disable}
     * @return completes with the number of the action when the fleet has it; fails with a sentence
     *     for the operator if that cannot be confirmed
     */
    CompletionStage<Long> request(String breaker, String action);
}
