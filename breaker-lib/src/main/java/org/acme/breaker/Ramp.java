package org.acme.breaker;

import java.time.Duration;
import java.util.List;
import org.acme.breaker.internal.Durations;

/**
 * How a breaker comes back after its probes have succeeded: a growing share of the calls is let
 * through, step by step, and the breaker reopens at once when the rate is bad again.
 *
 * @param percents the shares, growing, each above 0 and below 100; after the last one comes
 *     everything
 * @param step how long each share lasts
 * @param minimumCalls calls that must have been counted before a rate can reopen the breaker; lower
 *     than in closed, since little traffic passes
 */
public record Ramp(List<Integer> percents, Duration step, int minimumCalls) {

    /** Checks and copies. */
    public Ramp {
        InvalidConfigurationException.requireGiven(percents, "ramp.percents");
        InvalidConfigurationException.require(
                growing(percents),
                "ramp.percents",
                "growing whole numbers, each above 0 and below 100",
                percents);
        percents = List.copyOf(percents);
        Durations.requirePositive("ramp.step", step);
        InvalidConfigurationException.require(
                minimumCalls >= 1, "ramp.minimumCalls", "at least 1", minimumCalls);
    }

    /** 10 %, 25 %, 50 %, each for {@code step}, judged from the fifth call on. */
    public static Ramp gentle(Duration step) {
        return new Ramp(List.of(10, 25, 50), step, 5);
    }

    private static boolean growing(List<Integer> percents) {
        int previous = 0;
        for (Integer percent : percents) {
            if (percent == null || percent <= previous || percent >= 100) {
                return false;
            }
            previous = percent;
        }
        return !percents.isEmpty();
    }
}
