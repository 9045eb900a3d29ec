package org.acme.breaker.quarkus;

import java.util.Locale;
import org.acme.breaker.Reason;
import org.acme.breaker.window.Counts;

/** Formats a breaker's decisions and counts for people. */
public final class Format {

    private Format() {}

    /** Returns the reason of a transition with the counts that led to it. */
    public static String why(Reason reason, Counts numbers) {
        return switch (reason) {
            case FAILURE_RATE -> "failure rate too high: " + of(numbers);
            case SLOW_CALL_RATE -> "too many slow calls: " + of(numbers);
            case CONSECUTIVE_FAILURES -> "too many failures in a row: " + of(numbers);
            case PROBE_FAILED -> "a probe failed";
            case PROBE_TIMEOUT -> "a probe timed out";
            case RECOVERY_FAILED -> "failing again while recovering: " + of(numbers);
            case IN_FLIGHT_HANG -> "too many hanging calls: " + of(numbers);
            case FORCED -> "opened manually";
            case REQUESTED -> "a failed call asked to open";
            case RULE -> "the rule of the configuration says so: " + of(numbers);
            case FLEET_OPEN -> "enough replicas of the fleet are open; here: " + of(numbers);
            case WAIT_ELAPSED -> "the open wait has ended";
            case PROBES_SUCCEEDED -> "enough probes succeeded";
            case FLEET_CLOSED -> "the probes of another replica succeeded";
            case HALF_OPEN_ENDED -> "half-open lasted as long as it may";
            case MANUAL_HALF_OPEN -> "made half-open manually";
            case CONFIGURED -> "set by the configuration";
            case RAMP_COMPLETED -> "the recovery is complete";
            case MANUAL_CLOSE -> "closed manually";
            case RESET -> "reset manually";
            case MANUAL_DISABLE -> "disabled manually";
        };
    }

    /** Formats counts, such as {@code 12 of 20 calls failed (60.0 %), 3 slow}. */
    public static String of(Counts numbers) {
        return String.format(
                Locale.ROOT,
                "%d of %d calls failed (%.1f %%), %d slow",
                numbers.failures(),
                numbers.calls(),
                100 * numbers.failureRatio(),
                numbers.slowCalls());
    }
}
