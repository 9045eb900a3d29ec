package org.acme.breaker;

import java.time.Duration;
import java.util.StringJoiner;
import java.util.function.Predicate;
import org.acme.breaker.window.SlidingWindow;
import org.jspecify.annotations.Nullable;

/**
 * The settings of a breaker. Immutable; created by {@link #builder()}, changed by {@link
 * #toBuilder()} and {@link CircuitBreaker#configure}.
 *
 * <p>By default a breaker opens when at least 50 % of the calls of the last 30 s failed, with at
 * least 20 calls in the window. It stays open for 30 s, then admits one probe at a time, and closes
 * after three successful probes.
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
    final long gracePeriodNanos;
    final @Nullable Predicate<? super TripCounts> openRule;
    final HalfOpenEnd halfOpenEnd;

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
        gracePeriodNanos = b.gracePeriodNanos;
        openRule = b.openRule;
        halfOpenEnd = b.halfOpenEnd;
        ramp = b.ramp;
        mode = b.mode;
        classifier = b.classifier.build();
        needsClock =
                window instanceof SlidingWindow.LastTime
                        || detectsSlowCalls()
                        || gracePeriodNanos > 0;
    }

    /** Returns a builder with the default settings. */
    public static CircuitBreakerConfigBuilder builder() {
        return new CircuitBreakerConfigBuilder();
    }

    /** Returns the default settings. */
    public static CircuitBreakerConfig defaults() {
        return builder().build();
    }

    /** Returns a builder that starts with these settings. */
    public CircuitBreakerConfigBuilder toBuilder() {
        return new CircuitBreakerConfigBuilder(this);
    }

    /** Returns which calls the breaker judges. */
    public SlidingWindow window() {
        return window;
    }

    /** Returns how many calls the window must hold before a rate can open the breaker. */
    public int minimumCalls() {
        return minimumCalls;
    }

    /** Returns the failure rate at which the breaker opens, in percent. */
    public double failureRateThreshold() {
        return failureRate.percent();
    }

    /**
     * Returns the rate of slow calls at which the breaker opens, in percent; 0 if it ignores slow
     * calls.
     */
    public double slowCallRateThreshold() {
        return slowCallRate == null ? 0 : slowCallRate.percent();
    }

    /**
     * Returns the duration from which on a call is slow; zero if the breaker ignores slow calls.
     */
    public Duration slowCallDuration() {
        return slowCallNanos == NEVER ? Duration.ZERO : Duration.ofNanos(slowCallNanos);
    }

    /**
     * Returns the time after which a running call counts as slow; zero if hanging calls are not
     * watched.
     */
    public Duration hangingCallDuration() {
        return hangNanos == NEVER ? Duration.ZERO : Duration.ofNanos(hangNanos);
    }

    /** Returns how many failures in a row open the breaker; 0 if this rule is off. */
    public int consecutiveFailures() {
        return consecutiveFailures;
    }

    /** Returns how long the breaker stays open before it admits a probe. */
    public OpenDuration openWait() {
        return openWait;
    }

    /** Returns how many probes may be in flight at once. */
    public int permittedCallsInHalfOpen() {
        return permittedCallsInHalfOpen;
    }

    /**
     * Returns how many probes must succeed to close; with a probe failure rate, how many must end.
     */
    public int successThreshold() {
        return successThreshold;
    }

    /**
     * Returns the failure rate of probes that reopens, in percent; 0 if one failed probe reopens.
     */
    public double probeFailureRateThreshold() {
        return probeFailureRate == null ? 0 : probeFailureRate.percent();
    }

    /** Returns how long a probe may take before it counts as failed. */
    public Duration probeTimeout() {
        return Duration.ofNanos(probeTimeoutNanos);
    }

    /**
     * Returns how long half-open may last before the breaker reopens; zero if there is no limit.
     */
    public Duration maxHalfOpenDuration() {
        return Duration.ofNanos(maxHalfOpenNanos);
    }

    /** Returns what happens when half-open has lasted too long. */
    public HalfOpenEnd halfOpenEnd() {
        return halfOpenEnd;
    }

    /** Returns how long no rate opens the breaker after its start and after each close. */
    public Duration gracePeriod() {
        return Duration.ofNanos(gracePeriodNanos);
    }

    /** Returns whether there is a rule of your own that opens the breaker. */
    public boolean hasOpenRule() {
        return openRule != null;
    }

    /** Returns the ramp after successful probes; {@code null} if the breaker closes at once. */
    public @Nullable Ramp ramp() {
        return ramp;
    }

    /** Returns whether rejections are enforced or only counted. */
    public Mode mode() {
        return mode;
    }

    /** Returns the classifier of results and exceptions. */
    public Classifier classifier() {
        return classifier;
    }

    /** Lists all settings that are in effect, such as {@code minimumCalls=20}. */
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
            text.add("halfOpenEnd=" + halfOpenEnd);
        }
        if (gracePeriodNanos > 0) {
            text.add("gracePeriod=" + gracePeriod());
        }
        if (openRule != null) {
            text.add("openWhen=" + openRule);
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

    /** Whether recording a healthy call needs the time. */
    boolean needsClock() {
        return needsClock;
    }
}
