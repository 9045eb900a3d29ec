package org.acme.breaker.bulkhead;

import static org.acme.breaker.InvalidConfigurationException.require;
import static org.acme.breaker.InvalidConfigurationException.requireGiven;

import java.time.Duration;
import org.acme.breaker.Ticker;
import org.acme.breaker.internal.Durations;

/**
 * Builds an {@link AdaptiveLimit}. A wrong value is refused where it is set, a contradiction
 * between values by {@link #build()}, with an {@link
 * org.acme.breaker.InvalidConfigurationException} that names the setting, its value and what is
 * allowed. Not thread-safe.
 */
public final class AdaptiveLimitBuilder {

    private static final int LARGEST = 100_000;

    int min = 2;
    int max = 200;
    int initial;
    double tolerance = 1.1;
    long windowNanos = Duration.ofMillis(200).toNanos();
    int minimumCalls = 10;
    long baselineNanos = Duration.ofSeconds(30).toNanos();
    Ticker ticker = Ticker.system();

    AdaptiveLimitBuilder() {}

    /** The lowest limit, from 1 to 100000. Default: 2. */
    public AdaptiveLimitBuilder min(int value) {
        require(value >= 1 && value <= LARGEST, "adaptive.min", "from 1 to " + LARGEST, value);
        min = value;
        return this;
    }

    /** The highest limit, from 1 to 100000. Default: 200. */
    public AdaptiveLimitBuilder max(int value) {
        require(value >= 1 && value <= LARGEST, "adaptive.max", "from 1 to " + LARGEST, value);
        max = value;
        return this;
    }

    /**
     * The limit at the start, from the lowest to the highest. Default: 10, or the nearest allowed.
     */
    public AdaptiveLimitBuilder initial(int value) {
        require(value >= 1 && value <= LARGEST, "adaptive.initial", "from 1 to " + LARGEST, value);
        initial = value;
        return this;
    }

    /**
     * How far the latency may be above the baseline before the limit falls, as a factor from 1 to
     * 10. Calls whose latency varies by themselves need more. Default: 1.1.
     */
    public AdaptiveLimitBuilder tolerance(double value) {
        require(value >= 1 && value <= 10, "adaptive.tolerance", "from 1 to 10", value);
        tolerance = value;
        return this;
    }

    /**
     * The calls that one decision is made on: those of at least {@code length}, and at least {@code
     * calls} of them. Default: 200 ms and 10 calls.
     */
    public AdaptiveLimitBuilder window(Duration length, int calls) {
        windowNanos = Durations.requirePositive("adaptive.window", length);
        require(calls >= 1, "adaptive.window.calls", "at least 1", calls);
        minimumCalls = calls;
        return this;
    }

    /**
     * How often the baseline is measured anew, with the limit halved for one window: longer than
     * the window. Default: 30 s.
     */
    public AdaptiveLimitBuilder baselineEvery(Duration value) {
        baselineNanos = Durations.requirePositive("adaptive.baselineEvery", value);
        return this;
    }

    /** Measures by another clock. Default: {@link Ticker#system()}. */
    public AdaptiveLimitBuilder ticker(Ticker value) {
        ticker = requireGiven(value, "adaptive.ticker", "a ticker");
        return this;
    }

    /** Builds the limit. Each bulkhead needs one of its own. */
    public AdaptiveLimit build() {
        require(max >= min, "adaptive.max", "at least the lowest limit of " + min, max);
        require(
                initial == 0 || (initial >= min && initial <= max),
                "adaptive.initial",
                "from " + min + " to " + max,
                initial);
        require(
                baselineNanos > windowNanos,
                "adaptive.baselineEvery",
                "longer than the window of " + Duration.ofNanos(windowNanos),
                Duration.ofNanos(baselineNanos));
        return new AdaptiveLimit(this);
    }
}
