package org.acme.breaker;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Why a breaker went from one state to another. */
public enum Reason {
    /** The share of failed calls reached its threshold. */
    FAILURE_RATE(true),
    /** The share of slow calls reached its threshold. */
    SLOW_CALL_RATE(true),
    /** The configured number of calls failed in a row. */
    CONSECUTIVE_FAILURES(true),
    /** A probe failed (or, where a rate decides, too many of them). */
    PROBE_FAILED(true),
    /** A probe's lease ended, or half-open lasted too long. */
    PROBE_TIMEOUT(true),
    /** The failure or slow-call rate reached its threshold while the breaker was recovering. */
    RECOVERY_FAILED(true),
    /** Hanging calls brought the rate of slow calls to its threshold. */
    IN_FLIGHT_HANG(true),
    /** Someone opened the breaker by hand. */
    FORCED(true),
    /**
     * The end of a call asked for it: a ban, maintenance, a rate limit with {@code Retry-After}.
     */
    REQUESTED(true),
    /** The configuration's own rule says so. */
    RULE(true),
    /** Enough other members of the fleet have opened their breakers. */
    FLEET_OPEN(true),
    /** The wait in open is over. */
    WAIT_ELAPSED(false),
    /** Enough probes have succeeded. */
    PROBES_SUCCEEDED(false),
    /** The probes of another member of the fleet have succeeded. */
    FLEET_CLOSED(false),
    /** Half-open lasted as long as it may, and no probe had failed. */
    HALF_OPEN_ENDED(false),
    /** Somebody asked for probes. */
    MANUAL_HALF_OPEN(false),
    /** The configuration holds the breaker in the state, or does so no longer. */
    CONFIGURED(false),
    /** The ramp reached its end. */
    RAMP_COMPLETED(false),
    /** Someone closed the breaker by hand. */
    MANUAL_CLOSE(false),
    /** Someone reset the breaker. */
    RESET(false),
    /** Someone disabled the breaker. */
    MANUAL_DISABLE(false);

    private static final List<Reason> OPENING =
            Arrays.stream(values()).filter(Reason::opens).toList();

    private final boolean opens;
    private final String label;

    Reason(boolean opens) {
        this.opens = opens;
        this.label = name().toLowerCase(Locale.ROOT);
    }

    /** Whether this is a reason to open. */
    public boolean opens() {
        return opens;
    }

    /** Returns the name in metrics and JSON, such as {@code failure_rate}. */
    public String label() {
        return label;
    }

    /**
     * Returns all reasons to open: the values of the label {@code reason} of the counter of
     * openings.
     */
    public static List<Reason> opening() {
        return OPENING;
    }
}
