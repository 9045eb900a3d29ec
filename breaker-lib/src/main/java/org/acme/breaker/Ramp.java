package org.acme.breaker;

import java.time.Duration;
import java.util.List;
import org.acme.breaker.internal.Durations;

/**
 * How a breaker recovers after successful probes: it admits a growing share of the calls, step by
 * step, and reopens at once if the failure rate reaches its threshold again.
 *
 * @param percents the shares in percent, growing, each above 0 and below 100; after the last one
 *     all calls are admitted
 * @param step how long each share lasts
 * @param minimumCalls how many calls must be in the window before a rate can reopen the breaker;
 *     lower than for a closed breaker, because few calls are admitted
 */
public record Ramp(List<Integer> percents, Duration step, int minimumCalls) {

    /** Checks the values and copies the list. */
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

    /**
     * Returns a ramp of 10 %, 25 % and 50 %, each for {@code step}, judged from the fifth call on.
     */
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
