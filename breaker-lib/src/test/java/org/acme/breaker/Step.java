package org.acme.breaker;

/** What can happen next in a random history. */
enum Step {
    BEGIN,
    SUCCEED,
    FAIL,
    IGNORE,
    SECOND,
    SECONDS,
    CLOCK_BACK,
    CLOCK_FAR_BACK,
    LOOK,
    RESET,
    CLOSE,
    OPEN,
    FORCE_OPEN,
    DISABLE,
    FLEET_OPEN,
    FLEET_CLOSE,
    HOLD_PROBES,
    RELEASE_PROBES,
    RECONFIGURE,
    CHANGE_WINDOW
}
