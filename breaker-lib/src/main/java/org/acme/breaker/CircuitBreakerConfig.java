package org.acme.breaker;

import java.time.Duration;
import java.util.StringJoiner;
import org.acme.breaker.window.SlidingWindow;
import org.jspecify.annotations.Nullable;

/**
 * How a breaker behaves. Immutable; made by {@link #builder()}, changed by {@link #toBuilder()} and
 * {@link CircuitBreaker#configure}.
 *
 * <p>Without any setting: opens when at least 50 % of the calls of the last 30 s failed, judged from
 * 20 calls on; waits 5 s; then lets one probe out at a time, and closes after three successes.
 */
public final class CircuitBreakerConfig {

    static final long NEVER = Long.MAX_VALUE;

    final Threshold failureRate;
    final @Nullable Threshold slowCallRate;
    final long slowCallNanos;
    final long hangNanos;
    final @Nullable Threshold probeFailureRate;
    final long probeTimeoutNanos;
    final long maxHalfOpenNanos;

    private final SlidingWindow window;
    private final int minimumCalls;
    private final int consecutiveFailures;
    private final OpenDuration openWait;
    private final int permittedCallsInHalfOpen;
    private final int successThreshold;
    private final @Nullable Ramp ramp;
    private final Mode mode;
    private final Classifier classifier;
    private final boolean needsClock;

    CircuitBreakerConfig(CircuitBreakerConfigBuilder b) {
        window = b.window;
        minimumCalls = b.minimumCalls;
        failureRate = b.failureRate;
        slowCallRate = b.slowCallRate;
        slowCallNanos = b.slowCallNanos;
        hangNanos = b.hangNanos;
        consecutiveFailures = b.consecutiveFailures;
        openWait = b.openWait;
        permittedCallsInHalfOpen = b.permittedCallsInHalfOpen;
        successThreshold = b.successThreshold;
        probeFailureRate = b.probeFailureRate;
        probeTimeoutNanos = b.probeTimeoutNanos;
        maxHalfOpenNanos = b.maxHalfOpenNanos;
        ramp = b.ramp;
        mode = b.mode;
        classifier = b.classifier.build();
        needsClock = window instanceof SlidingWindow.LastTime || detectsSlowCalls();
    }

    /** A builder with the defaults. */
    public static CircuitBreakerConfigBuilder builder() {
        return new CircuitBreakerConfigBuilder();
    }

    /** The defaults. */
    public static CircuitBreakerConfig defaults() {
        return builder().build();
    }

    /** A builder with these settings. */
    public CircuitBreakerConfigBuilder toBuilder() {
        return new CircuitBreakerConfigBuilder(this);
    }

    /** Which calls are judged. */
    public SlidingWindow window() {
        return window;
    }

    /** How many calls the window must hold before a rate is judged. */
    public int minimumCalls() {
        return minimumCalls;
    }

    /** The failed share that opens, in percent. */
    public double failureRateThreshold() {
        return failureRate.percent();
    }

    /** The slow share that opens, in percent; 0 if slow calls are not looked for. */
    public double slowCallRateThreshold() {
        return slowCallRate == null ? 0 : slowCallRate.percent();
    }

    /** From when on a call is slow; zero if slow calls are not looked for. */
    public Duration slowCallDuration() {
        return slowCallNanos == NEVER ? Duration.ZERO : Duration.ofNanos(slowCallNanos);
    }

    /** After which time a call that still runs counts as slow; zero if that isn't looked for. */
    public Duration hangingCallDuration() {
        return hangNanos == NEVER ? Duration.ZERO : Duration.ofNanos(hangNanos);
    }

    /** How many failures in a row open; 0 if they don't. */
    public int consecutiveFailures() {
        return consecutiveFailures;
    }

    /** How long it stays open. */
    public OpenDuration openWait() {
        return openWait;
    }

    /** How many probes may be out at once. */
    public int permittedCallsInHalfOpen() {
        return permittedCallsInHalfOpen;
    }

    /** How many probes must succeed (or, where a rate decides, end). */
    public int successThreshold() {
        return successThreshold;
    }

    /** The failed share of the probes that reopens, in percent; 0 if one failed probe does. */
    public double probeFailureRateThreshold() {
        return probeFailureRate == null ? 0 : probeFailureRate.percent();
    }

    /** How long a probe may take before it counts as failed. */
    public Duration probeTimeout() {
        return Duration.ofNanos(probeTimeoutNanos);
    }

    /** How long half-open may last; zero if without end. */
    public Duration maxHalfOpenDuration() {
        return Duration.ofNanos(maxHalfOpenNanos);
    }

    /** How the breaker comes back after the probes; {@code null} if at once. */
    public @Nullable Ramp ramp() {
        return ramp;
    }

    /** Whether refusals are carried out. */
    public Mode mode() {
        return mode;
    }

    /** What calls count as. */
    public Classifier classifier() {
        return classifier;
    }

    /** Every setting that is on, in words, such as {@code minimumCalls=20}. */
    @Override
    public String toString() {
        StringJoiner text = new StringJoiner(", ", "CircuitBreakerConfig[", "]");
        text.add("window=" + window).add("minimumCalls=" + minimumCalls);
        text.add("failureRateThreshold=" + failureRate);
        if (slowCallRate != null) {
            text.add("slowCalls=" + slowCallRate + " of " + slowCallDuration() + " or longer");
        }
        if (tracksCalls()) {
            text.add("hangingCalls=" + hangingCallDuration());
        }
        if (consecutiveFailures > 0) {
            text.add("consecutiveFailures=" + consecutiveFailures);
        }
        text.add("openWait=" + openWait);
        text.add("permittedCallsInHalfOpen=" + permittedCallsInHalfOpen);
        text.add("successThreshold=" + successThreshold);
        if (probeFailureRate != null) {
            text.add("probeFailureRateThreshold=" + probeFailureRate);
        }
        text.add("probeTimeout=" + probeTimeout());
        if (maxHalfOpenNanos > 0) {
            text.add("maxHalfOpenDuration=" + maxHalfOpenDuration());
        }
        if (ramp != null) {
            text.add("ramp=" + ramp);
        }
        return text.add("mode=" + mode).toString();
    }

    boolean detectsSlowCalls() {
        return slowCallNanos != NEVER;
    }

    boolean tracksCalls() {
        return hangNanos != NEVER;
    }

    /** Whether counting a healthy call needs the time. */
    boolean needsClock() {
        return needsClock;
    }
}
