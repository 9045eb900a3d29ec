package org.acme.breaker.microprofile.settings;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import org.acme.breaker.CircuitBreakerConfig;
import org.acme.breaker.Classification;
import org.acme.breaker.Classifier;
import org.acme.breaker.window.SlidingWindow;
import org.acme.breaker.window.SlidingWindow.LastCalls;
import org.eclipse.microprofile.faulttolerance.CircuitBreaker;

/**
 * The values of {@code @CircuitBreaker}.
 *
 * @param failures what counts as failure; everything else is a success
 * @param delay how long it stays open
 * @param volume how many calls the window holds; nothing is decided before it is full
 * @param ratio the failed share that opens, from 0 to 1
 * @param successThreshold how many trials are made, and have to succeed
 */
public record BreakerSettings(
        ExceptionRules failures, Duration delay, int volume, double ratio, int successThreshold) {

    /**
     * How long a probe may take before another call takes its place. The specification has no such
     * limit: a probe that never returns would keep the breaker half-open for ever.
     */
    private static final Duration TRIAL_LEASE = Duration.ofMinutes(10);

    private static final int MOST_TRIALS_AT_ONCE = 1000;
    private static final int DECIMALS_OF_PERCENT = 6;
    private static final double LEAST_PERCENT = 0.000001;

    static BreakerSettings read(CircuitBreaker written, Members members) {
        BreakerSettings settings =
                new BreakerSettings(
                        members.rules("failOn", written.failOn(), "skipOn", written.skipOn()),
                        members.duration(
                                "delay", written.delay(), "delayUnit", written.delayUnit()),
                        members.number("requestVolumeThreshold", written.requestVolumeThreshold()),
                        members.ratio("failureRatio", written.failureRatio()),
                        members.number("successThreshold", written.successThreshold()));
        members.require(
                settings.volume >= 1, "requestVolumeThreshold", "at least 1", settings.volume);
        members.require(
                settings.ratio >= 0 && settings.ratio <= 1,
                "failureRatio",
                "from 0 to 1",
                settings.ratio);
        members.require(
                settings.successThreshold >= 1,
                "successThreshold",
                "at least 1",
                settings.successThreshold);
        return settings;
    }

    /** Creates the configuration of the breaker. */
    public CircuitBreakerConfig toConfig() {
        int window = Math.min(volume, LastCalls.LARGEST);
        return CircuitBreakerConfig.builder()
                .window(SlidingWindow.lastCalls(window))
                .minimumCalls(window)
                .failureRateThreshold(percent())
                .openWait(delay.isZero() ? Duration.ofNanos(1) : delay)
                .permittedCallsInHalfOpen(Math.min(successThreshold, MOST_TRIALS_AT_ONCE))
                .successThreshold(Math.min(successThreshold, 1_000_000))
                .probeTimeout(TRIAL_LEASE)
                .classifier(new Failures(failures))
                .build();
    }

    /** Rounds down, so that one of three calls reaches a ratio written as 0.33333. */
    private double percent() {
        double percent =
                BigDecimal.valueOf(ratio)
                        .movePointRight(2)
                        .setScale(DECIMALS_OF_PERCENT, RoundingMode.FLOOR)
                        .doubleValue();
        return Math.max(percent, LEAST_PERCENT);
    }

    private record Failures(ExceptionRules failures) implements Classifier {
        @Override
        public boolean looksAtResults() {
            return false;
        }

        @Override
        public Classification ofThrowable(Throwable thrown) {
            return failures.cover(thrown) ? Classification.FAILURE : Classification.SUCCESS;
        }
    }
}
