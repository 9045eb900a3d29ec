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
    /** So many calls failed in a row. */
    CONSECUTIVE_FAILURES(true),
    /** A probe failed (or, where a rate decides, too many of them). */
    PROBE_FAILED(true),
    /** A probe's lease ended, or half-open lasted too long. */
    PROBE_TIMEOUT(true),
    /** The rate was bad again while the breaker was recovering. */
    RECOVERY_FAILED(true),
    /** Calls that are still running, and have been for too long, made the share of slow calls. */
    IN_FLIGHT_HANG(true),
    /** Somebody opened it by hand. */
    FORCED(true),
    /** Enough other members of the fleet are open. */
    FLEET_OPEN(true),
    /** The wait in open is over. */
    WAIT_ELAPSED(false),
    /** Enough probes succeeded. */
    PROBES_SUCCEEDED(false),
    /** The probes of another member of the fleet succeeded. */
    FLEET_CLOSED(false),
    /** The ramp reached its end. */
    RAMP_COMPLETED(false),
    /** Somebody closed it by hand. */
    MANUAL_CLOSE(false),
    /** Somebody reset it. */
    RESET(false),
    /** Somebody disabled it. */
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

    /** The name in metrics and JSON, such as {@code failure_rate}. */
    public String label() {
        return label;
    }

    /** All reasons to open: the values of the {@code reason} label of the opened counter. */
    public static List<Reason> opening() {
        return OPENING;
    }
}
