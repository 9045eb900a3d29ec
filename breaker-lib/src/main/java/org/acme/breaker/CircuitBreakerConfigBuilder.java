package org.acme.breaker;

import static org.acme.breaker.InvalidConfigurationException.require;
import static org.acme.breaker.InvalidConfigurationException.requireGiven;

import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import org.acme.breaker.internal.Durations;
import org.acme.breaker.window.SlidingWindow;
import org.acme.breaker.window.SlidingWindow.LastCalls;
import org.acme.breaker.window.SlidingWindow.LastTime;
import org.jspecify.annotations.Nullable;

/**
 * Builds a {@link CircuitBreakerConfig}. Each setter refuses a wrong value, and {@link #build()} a
 * contradiction between values, with an {@link InvalidConfigurationException} that names the
 * setting, its value and what is allowed. Not thread-safe.
 */
public final class CircuitBreakerConfigBuilder {

    SlidingWindow window = SlidingWindow.lastTime(Duration.ofSeconds(30));
    int minimumCalls = 20;
    Threshold failureRate = Threshold.ofPercent("failureRateThreshold", 50);
    @Nullable Threshold slowCallRate;
    long slowCallNanos = CircuitBreakerConfig.NEVER;
    long hangNanos = CircuitBreakerConfig.NEVER;
    int consecutiveFailures;
    OpenDuration openWait = OpenDuration.fixed(Duration.ofSeconds(30));
    int permittedCallsInHalfOpen = 1;
    int successThreshold = 3;
    @Nullable Threshold probeFailureRate;
    long probeTimeoutNanos = Duration.ofSeconds(10).toNanos();
    long maxHalfOpenNanos;
    long gracePeriodNanos;
    @Nullable Predicate<? super TripCounts> openRule;
    HalfOpenEnd halfOpenEnd = HalfOpenEnd.REOPEN;
    @Nullable Ramp ramp;
    Mode mode = Mode.ENFORCED;
    ClassifierBuilder classifier = new ClassifierBuilder();

    CircuitBreakerConfigBuilder() {}

    CircuitBreakerConfigBuilder(CircuitBreakerConfig c) {
        window = c.window();
        minimumCalls = c.minimumCalls();
        failureRate = c.failureRate;
        slowCallRate = c.slowCallRate;
        slowCallNanos = c.slowCallNanos;
        hangNanos = c.hangNanos;
        consecutiveFailures = c.consecutiveFailures();
        openWait = c.openWait();
        permittedCallsInHalfOpen = c.permittedCallsInHalfOpen();
        successThreshold = c.successThreshold();
        probeFailureRate = c.probeFailureRate;
        probeTimeoutNanos = c.probeTimeoutNanos;
        maxHalfOpenNanos = c.maxHalfOpenNanos;
        gracePeriodNanos = c.gracePeriodNanos;
        openRule = c.openRule;
        halfOpenEnd = c.halfOpenEnd;
        ramp = c.ramp();
        mode = c.mode();
        classifier = new ClassifierBuilder(c.classifier());
    }

    /** Sets which calls the breaker judges. Default: those of the last 30 s, in ten slices. */
    public CircuitBreakerConfigBuilder window(SlidingWindow value) {
        requireGiven(value, "window");
        if (value instanceof LastCalls calls) {
            require(
                    calls.size() >= 1 && calls.size() <= LastCalls.LARGEST,
                    "window.size",
                    "from 1 to " + LastCalls.LARGEST + " (calls)",
                    calls.size());
        } else if (value instanceof LastTime time) {
            Durations.requirePositive("window.length", time.length());
            require(
                    time.slices() >= 1 && time.slices() <= LastTime.MOST_SLICES,
                    "window.slices",
                    "from 1 to " + LastTime.MOST_SLICES,
                    time.slices());
        }
        window = value;
        return this;
    }

    /** Sets how many calls the window must hold before a rate can open the breaker. Default: 20. */
    public CircuitBreakerConfigBuilder minimumCalls(int value) {
        require(value >= 1, "minimumCalls", "at least 1", value);
        minimumCalls = value;
        return this;
    }

    /**
     * Sets the failure rate at which the breaker opens, in percent with up to six decimals.
     * Default: 50.
     */
    public CircuitBreakerConfigBuilder failureRateThreshold(double percent) {
        failureRate = Threshold.ofPercent("failureRateThreshold", percent);
        return this;
    }

    /**
     * Opens the breaker on a rate of slow calls, failed or not.
     *
     * @param duration calls that take at least this long are slow
     * @param percent the rate of slow calls at which the breaker opens
     */
    public CircuitBreakerConfigBuilder slowCalls(Duration duration, double percent) {
        slowCallNanos = Durations.requirePositive("slowCallDuration", duration);
        slowCallRate = Threshold.ofPercent("slowCallRateThreshold", percent);
        return this;
    }

    /** Ignores how long calls take. This is the default. */
    public CircuitBreakerConfigBuilder noSlowCalls() {
        slowCallNanos = CircuitBreakerConfig.NEVER;
        slowCallRate = null;
        return this;
    }

    /**
     * Records a call that is still running after this time as slow, before it ends, so that hanging
     * calls open the breaker. At most 256 calls in flight are watched. Needs {@link #slowCalls}.
     * Default: off.
     */
    public CircuitBreakerConfigBuilder hangingCalls(Duration after) {
        hangNanos = Durations.requirePositive("hangingCallDuration", after);
        return this;
    }

    /** Does not watch running calls. This is the default. */
    public CircuitBreakerConfigBuilder noHangingCalls() {
        hangNanos = CircuitBreakerConfig.NEVER;
        return this;
    }

    /**
     * Sets how many failures in a row open the breaker, whatever the rate; 0 switches it off.
     * Default: 0.
     */
    public CircuitBreakerConfigBuilder consecutiveFailures(int value) {
        require(value >= 0, "consecutiveFailures", "at least 0 (0: off)", value);
        consecutiveFailures = value;
        return this;
    }

    /**
     * Sets how long the breaker stays open before it admits a probe. Two to five times the start-up
     * time of the dependency is a good choice. Default: 30 s.
     */
    public CircuitBreakerConfigBuilder openWait(Duration value) {
        return openWait(OpenDuration.fixed(value));
    }

    /** Sets the strategy that decides how long the breaker stays open before it admits a probe. */
    public CircuitBreakerConfigBuilder openWait(OpenDuration value) {
        openWait = requireGiven(value, "openWait");
        return this;
    }

    /** Sets how many probes may be in flight at once, from 1 to 1000. Default: 1. */
    public CircuitBreakerConfigBuilder permittedCallsInHalfOpen(int value) {
        require(value >= 1 && value <= 1000, "permittedCallsInHalfOpen", "from 1 to 1000", value);
        permittedCallsInHalfOpen = value;
        return this;
    }

    /** Sets how many probes must succeed before the breaker closes. Default: 3. */
    public CircuitBreakerConfigBuilder successThreshold(int value) {
        require(value >= 1 && value <= 1_000_000, "successThreshold", "from 1 to 1000000", value);
        successThreshold = value;
        return this;
    }

    /**
     * Lets a rate decide in half-open: {@link #successThreshold} probes are made, and the breaker
     * reopens if at least this share of them failed, in percent. Default: one failed probe reopens.
     */
    public CircuitBreakerConfigBuilder probeFailureRateThreshold(double percent) {
        probeFailureRate = Threshold.ofPercent("probeFailureRateThreshold", percent);
        return this;
    }

    /** Sets how long a probe may take before it counts as failed. Default: 10 s. */
    public CircuitBreakerConfigBuilder probeTimeout(Duration value) {
        probeTimeoutNanos = Durations.requirePositive("probeTimeout", value);
        return this;
    }

    /** Sets how long half-open may last before the breaker reopens. Default: no limit. */
    public CircuitBreakerConfigBuilder maxHalfOpenDuration(Duration value) {
        requireGiven(value, "maxHalfOpenDuration");
        maxHalfOpenNanos =
                value.isZero() ? 0 : Durations.requirePositive("maxHalfOpenDuration", value);
        return this;
    }

    /**
     * Sets what happens when half-open has lasted as long as {@link #maxHalfOpenDuration} without a
     * decision. Default: {@link HalfOpenEnd#REOPEN}.
     */
    public CircuitBreakerConfigBuilder halfOpenEnd(HalfOpenEnd value) {
        halfOpenEnd = requireGiven(value, "halfOpenEnd");
        return this;
    }

    /**
     * Sets how long no rate and no rule opens the breaker after its start and after each close;
     * calls are counted meanwhile. For processes that are slow while they warm up. A failure that
     * {@linkplain #openFor asks for it} and an operator still open it. Default: zero, which is no
     * grace.
     */
    public CircuitBreakerConfigBuilder gracePeriod(Duration value) {
        requireGiven(value, "gracePeriod");
        gracePeriodNanos = value.isZero() ? 0 : Durations.requirePositive("gracePeriod", value);
        return this;
    }

    /**
     * Sets a rule of your own that opens the breaker, in addition to the rates and the failures in
     * a row. It is called after each call while the window holds a failed or slow one, or the last
     * call failed. It must be quick and depend on nothing but the counts. If it throws, that is
     * logged and opens nothing. Default: none.
     */
    public CircuitBreakerConfigBuilder openWhen(Predicate<? super TripCounts> value) {
        openRule = requireGiven(value, "openWhen");
        return this;
    }

    /**
     * Opens the breaker at once for the time that a failure asks for: a ban, a maintenance window,
     * the {@code Retry-After} of a 429. Called once for each failure, with the exception or the
     * result; it returns {@code null} if the failure asks for nothing. See {@link
     * Classifier#openFor}. Default: no failure asks.
     */
    public CircuitBreakerConfigBuilder openFor(Function<Object, @Nullable Duration> value) {
        classifier.openFor(requireGiven(value, "openFor"));
        return this;
    }

    /** Sets the ramp after successful probes; {@code null} closes at once, which is the default. */
    public CircuitBreakerConfigBuilder ramp(@Nullable Ramp value) {
        ramp = value;
        return this;
    }

    /** Sets whether rejections are enforced or only counted. Default: {@link Mode#ENFORCED}. */
    public CircuitBreakerConfigBuilder mode(Mode value) {
        mode = requireGiven(value, "mode");
        return this;
    }

    /**
     * Records only these exceptions (and their subclasses) as failures; all others are successes.
     */
    @SafeVarargs
    public final CircuitBreakerConfigBuilder recordExceptions(
            Class<? extends Throwable>... failures) {
        classifier.recorded(requireTypes("recordExceptions", failures));
        return this;
    }

    /** Ignores these exceptions (and their subclasses), even if another rule records them. */
    @SafeVarargs
    public final CircuitBreakerConfigBuilder ignoreExceptions(
            Class<? extends Throwable>... ignored) {
        classifier.ignored(requireTypes("ignoreExceptions", ignored));
        return this;
    }

    /** Ignores the exceptions that match. */
    public CircuitBreakerConfigBuilder ignoreException(Predicate<? super Throwable> ignored) {
        classifier.ignored(requireGiven(ignored, "ignoreException"));
        return this;
    }

    /** Records the exceptions that match as failures; all others are successes. */
    public CircuitBreakerConfigBuilder recordException(Predicate<? super Throwable> failure) {
        classifier.recorded(requireGiven(failure, "recordException"));
        return this;
    }

    /** Records the results that match as failures. */
    public CircuitBreakerConfigBuilder failureResult(Predicate<@Nullable Object> failure) {
        classifier.failureResult(requireGiven(failure, "failureResult"));
        return this;
    }

    /** Ignores the results that match. */
    public CircuitBreakerConfigBuilder ignoreResult(Predicate<@Nullable Object> ignored) {
        classifier.ignoredResult(requireGiven(ignored, "ignoreResult"));
        return this;
    }

    /** Replaces all rules about exceptions and results with one classifier. */
    public CircuitBreakerConfigBuilder classifier(Classifier value) {
        classifier = new ClassifierBuilder(requireGiven(value, "classifier"));
        return this;
    }

    /** Builds the configuration after checking the values against each other. */
    public CircuitBreakerConfig build() {
        if (window instanceof LastCalls calls) {
            requireWithin(calls, "minimumCalls", minimumCalls);
            requireWithin(calls, "ramp.minimumCalls", ramp == null ? 1 : ramp.minimumCalls());
        }
        require(
                !(window instanceof SlidingWindow.None) || consecutiveFailures > 0,
                "consecutiveFailures",
                "at least 1 if there is no window",
                consecutiveFailures);
        require(
                hangNanos == CircuitBreakerConfig.NEVER || slowCallRate != null,
                "hangingCallDuration",
                "omitted unless slowCalls is set",
                Duration.ofNanos(hangNanos));
        require(
                maxHalfOpenNanos == 0 || maxHalfOpenNanos >= probeTimeoutNanos,
                "maxHalfOpenDuration",
                "at least the probe timeout of " + Duration.ofNanos(probeTimeoutNanos),
                Duration.ofNanos(maxHalfOpenNanos));
        return new CircuitBreakerConfig(this);
    }

    private static List<Class<? extends Throwable>> requireTypes(
            String key, Class<? extends Throwable>[] types) {
        for (Class<? extends Throwable> type : requireGiven(types, key)) {
            requireGiven(type, key);
        }
        return List.of(types);
    }

    private static void requireWithin(LastCalls window, String key, int minimum) {
        require(
                minimum <= window.size(),
                key,
                "at most the window's size of " + window.size() + " calls",
                minimum);
    }
}
