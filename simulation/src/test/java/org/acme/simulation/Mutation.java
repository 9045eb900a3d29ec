package org.acme.simulation;

/** The seeded bugs: each removes one rule of the protocol, and the simulation must find each. */
enum Mutation {
    NONE,
    /**
     * Releases a refused reservation before the refusal is committed, as an earlier version did.
     */
    RELEASE_BEFORE_THE_REFUSAL_IS_COMMITTED,
    /**
     * Makes a refusal final without a release, as an earlier version did while a customer waited.
     */
    REFUSAL_IS_FINAL_WITHOUT_A_RELEASE,
    /** Voids a paid order whose stock is refused before the refusal is committed. */
    VOID_BEFORE_THE_REFUSAL_IS_COMMITTED,
    /** Releases an overdue order before giving it up is committed. */
    RELEASE_BEFORE_GIVING_UP_IS_COMMITTED,
    /** Makes an order that is given up FAILED before gateway and inventory have confirmed it. */
    GIVEN_UP_IS_FAILED_UNCONFIRMED,
    /** Sends a charge before PENDING is committed. */
    CHARGE_IS_NOT_NOTED,
    /** Writes a result even if another process has claimed the order since. */
    NO_FENCE,
    GATEWAY_WITHOUT_TOMBSTONES,
    INVENTORY_WITHOUT_TOMBSTONES
}
