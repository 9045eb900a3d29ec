package org.acme.breaker.quarkus.admin;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.acme.breaker.BreakerState;
import org.acme.breaker.CircuitBreaker;
import org.acme.breaker.CircuitBreakerEvent.Transition;
import org.acme.breaker.Mode;
import org.acme.breaker.Reason;
import org.acme.breaker.Snapshot;
import org.acme.breaker.pipeline.Pipeline;
import org.acme.breaker.quarkus.Format;
import org.acme.breaker.quarkus.config.SettingsTable;
import org.jspecify.annotations.Nullable;

/**
 * The JSON document of a breaker. A number without a meaning in the current state is {@code null},
 * never absent.
 *
 * @param state {@code closed}, {@code open}, {@code half_open}, {@code forced_open}, {@code
 *     disabled} or {@code recovering}
 * @param mode {@code enforced} or {@code dry_run}
 * @param reason why it is in that state; {@code null} if it has never changed
 * @param why the reason with the counts, as a sentence
 * @param failurePercent failure rate of the window; while not closed, the rate that decided
 * @param nextProbeSeconds until a probe may be admitted; {@code null} unless open
 * @param consecutiveFailures failures in a row; 0 unless closed or recovering
 * @param consecutiveSuccesses successes in a row since the last failure; 0 likewise
 * @param probeSuccesses probes that succeeded; {@code null} unless half-open
 * @param probeFailures probes that failed; {@code null} unless half-open
 * @param lastFailureAt when a call failed last; {@code null} if none did
 * @param lateSuccesses successes that came after their generation had ended
 * @param lateFailures failures that came after their generation had ended
 * @param freeProbes how many probes could be admitted now; {@code null} unless half-open
 * @param settings the settings in effect, by their configuration keys
 * @param events the last ten transitions, oldest first
 */
@JsonInclude(Include.ALWAYS)
record BreakerDocument(
        String name,
        String state,
        String mode,
        Instant since,
        @Nullable String reason,
        @Nullable String why,
        double failurePercent,
        double slowCallPercent,
        long windowCalls,
        long windowFailures,
        long windowSlowCalls,
        @Nullable Double nextProbeSeconds,
        @Nullable Integer freeProbes,
        int admittedPercent,
        int openingsInARow,
        int consecutiveFailures,
        long consecutiveSuccesses,
        @Nullable Integer probeSuccesses,
        @Nullable Integer probeFailures,
        @Nullable Instant lastFailureAt,
        long rejected,
        long wouldReject,
        long lateSuccesses,
        long lateFailures,
        Map<String, Object> settings,
        List<BreakerEvent> events) {

    private static final int EVENTS = 10;

    static final String PASS_THROUGH = "breaker.enabled is false: all calls run without protection";

    static BreakerDocument of(
            CircuitBreaker breaker, @Nullable Pipeline pipeline, boolean passThrough) {
        Snapshot now = breaker.snapshot();
        Reason reason = now.reason();
        return new BreakerDocument(
                now.name(),
                now.state().label(),
                label(now.mode()),
                now.since(),
                reason == null ? null : reason.label(),
                passThrough
                        ? PASS_THROUGH
                        : reason == null ? null : Format.why(reason, now.counts()),
                percent(now.counts().failureRatio()),
                percent(now.counts().slowCallRatio()),
                now.counts().calls(),
                now.counts().failures(),
                now.counts().slowCalls(),
                now.state() == BreakerState.OPEN ? seconds(now.untilProbe()) : null,
                now.state() == BreakerState.HALF_OPEN ? now.freeProbes() : null,
                now.admittedPercent(),
                now.openings(),
                now.consecutiveFailures(),
                now.consecutiveSuccesses(),
                now.state() == BreakerState.HALF_OPEN ? now.probeSuccesses() : null,
                now.state() == BreakerState.HALF_OPEN ? now.probeFailures() : null,
                now.lastFailureAt(),
                now.rejected(),
                now.wouldReject(),
                now.lateSuccesses(),
                now.lateFailures(),
                pipeline == null
                        ? SettingsTable.shown(breaker.config())
                        : SettingsTable.shown(breaker.config(), pipeline),
                passThrough ? List.of() : lastEvents(breaker));
    }

    static String label(Mode mode) {
        return mode.name().toLowerCase(Locale.ROOT);
    }

    private static List<BreakerEvent> lastEvents(CircuitBreaker breaker) {
        List<Transition> history = breaker.history();
        return history.subList(Math.max(0, history.size() - EVENTS), history.size()).stream()
                .map(BreakerEvent::of)
                .toList();
    }

    /** Returns a percentage with one decimal. */
    private static double percent(double ratio) {
        return Math.round(ratio * 1_000) / 10.0;
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1_000.0;
    }
}
