package org.acme.breaker.retry;

import java.time.Duration;
import org.acme.breaker.InvalidConfigurationException;
import org.acme.breaker.internal.Durations;
import org.jspecify.annotations.Nullable;

/**
 * Ends the retries of a call, in addition to {@link RetryConfig#maxAttempts} and {@link
 * RetryConfig#maxDuration}. {@link #and} and {@link #or} combine conditions:
 *
 * <pre>{@code
 * // At least five attempts, and at least two seconds.
 * RetryConfig config =
 *         RetryConfig.builder()
 *                 .maxAttempts(RetryConfig.ENDLESS)
 *                 .stopWhen(
 *                         StopCondition.attempts(5)
 *                                 .and(StopCondition.after(Duration.ofSeconds(2))))
 *                 .build();
 * }</pre>
 *
 * Called after each attempt that would be repeated. Must be thread-safe. If it throws, that is
 * logged and ends the retries.
 */
@FunctionalInterface
public interface StopCondition {

    /**
     * Returns whether no further attempt is made.
     *
     * @param attempts how many attempts were made, at least 1
     * @param elapsed the time since the call began
     * @param failure what the last attempt threw; {@code null} if its result is to be repeated
     */
    boolean stops(int attempts, Duration elapsed, @Nullable Throwable failure);

    /** Returns a condition that never stops. */
    static StopCondition never() {
        return (attempts, elapsed, failure) -> false;
    }

    /** Returns a condition that stops after this many attempts, at least 1. */
    static StopCondition attempts(int most) {
        InvalidConfigurationException.require(most >= 1, "stop.attempts", "at least 1", most);
        return (attempts, elapsed, failure) -> attempts >= most;
    }

    /** Returns a condition that stops once this time has passed since the call began. */
    static StopCondition after(Duration time) {
        Durations.requirePositive("stop.after", time);
        return (attempts, elapsed, failure) -> elapsed.compareTo(time) >= 0;
    }

    /** Returns a condition that stops when both do. */
    default StopCondition and(StopCondition other) {
        InvalidConfigurationException.requireGiven(other, "stop.and", "a condition");
        return (attempts, elapsed, failure) ->
                stops(attempts, elapsed, failure) && other.stops(attempts, elapsed, failure);
    }

    /** Returns a condition that stops when one of them does. */
    default StopCondition or(StopCondition other) {
        InvalidConfigurationException.requireGiven(other, "stop.or", "a condition");
        return (attempts, elapsed, failure) ->
                stops(attempts, elapsed, failure) || other.stops(attempts, elapsed, failure);
    }
}
