package org.acme.simulation;

/**
 * Seeded bugs: what the protocol would be without one of its rules. The simulation must find each.
 */
enum Mutation {
    NONE,
    /** A refused reservation is released before the refusal is committed, as it once was. */
    RELEASE_BEFORE_THE_REFUSAL_IS_COMMITTED,
    /** A refusal is final without a release, as it once was when a customer was waiting. */
    REFUSAL_IS_FINAL_WITHOUT_A_RELEASE,
    /** A paid order whose stock is refused is voided before the refusal is committed. */
    VOID_BEFORE_THE_REFUSAL_IS_COMMITTED,
    /** An overdue order is released before giving it up is committed. */
    RELEASE_BEFORE_GIVING_UP_IS_COMMITTED,
    /** An order that is given up is FAILED before gateway and inventory have confirmed it. */
    GIVEN_UP_IS_FAILED_UNCONFIRMED,
    /** A charge leaves without PENDING being committed before. */
    CHARGE_IS_NOT_NOTED,
    /** A result is written whoever has claimed the order since. */
    NO_FENCE,
    GATEWAY_WITHOUT_TOMBSTONES,
    INVENTORY_WITHOUT_TOMBSTONES
}
