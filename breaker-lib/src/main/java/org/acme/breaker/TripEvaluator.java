package org.acme.breaker;

import java.util.function.Predicate;
import org.acme.breaker.internal.Window;
import org.jspecify.annotations.Nullable;

/** Decides whether the recorded calls open the breaker. */
final class TripEvaluator {

    private TripEvaluator() {}

    /** Records a call; {@code false} if nothing was recorded and there is nothing to judge. */
    static boolean count(CountingGeneration counting, int token, CallOutcome outcome, long now) {
        if (token > 0 && !counting.untrack(token)) {
            return counting.endHung(token, outcome, now);
        }
        switch (outcome) {
            case SUCCESS -> {
                counting.window.success(now);
                counting.endStreak();
            }
            case SLOW_SUCCESS -> {
                counting.window.bad(now, false, true);
                counting.endStreak();
            }
            case FAILURE, SLOW_FAILURE -> {
                counting.window.bad(now, true, outcome.slow());
                counting.addToStreak();
            }
            case IGNORED, LATE_SUCCESS, LATE_FAILURE -> {
                return false;
            }
        }
        return true;
    }

    /**
     * Returns the reason to open, or {@code null}. Returns at once if the window holds no bad call.
     *
     * @param listeners log what a rule of the user's own throws
     */
    static @Nullable Reason check(
            CircuitBreakerConfig config,
            int minimumCalls,
            CountingGeneration counting,
            int streak,
            long now,
            Listeners listeners) {
        Reason reason = checkRates(config, minimumCalls, counting, streak, now);
        return reason == null && config.openRule != null
                ? checkRule(config.openRule, counting, streak, now, listeners)
                : reason;
    }

    private static @Nullable Reason checkRule(
            Predicate<? super TripCounts> rule,
            CountingGeneration counting,
            int streak,
            long now,
            Listeners listeners) {
        long bad = counting.window.badCalls(now);
        if (bad == 0 && streak == 0) {
            return null;
        }
        long calls = counting.window.calls(now);
        TripCounts counts = new TripCounts(calls, Window.failures(bad), Window.slow(bad), streak);
        try {
            return rule.test(counts) ? Reason.RULE : null;
        } catch (Throwable thrown) {
            listeners.logAndContinue(thrown);
            return null;
        }
    }

    private static @Nullable Reason checkRates(
            CircuitBreakerConfig config,
            int minimumCalls,
            CountingGeneration counting,
            int streak,
            long now) {
        if (streak > 0
                && config.consecutiveFailures() > 0
                && streak >= config.consecutiveFailures()) {
            return Reason.CONSECUTIVE_FAILURES;
        }
        long bad = counting.window.badCalls(now);
        if (bad == 0) {
            return null;
        }
        long failures = Window.failures(bad);
        long slow = Window.slow(bad);
        // Too few bad calls to reach a threshold even with the minimum number of calls.
        Threshold slowRate = config.slowCallRate;
        boolean manyFailed = config.failureRate.isReachedBy(failures, minimumCalls);
        boolean manySlow = slowRate != null && slowRate.isReachedBy(slow, minimumCalls);
        if (!manyFailed && !manySlow) {
            return null;
        }
        // The bad calls were read first: calls recorded in between can only lower the rates.
        long calls = counting.window.calls(now);
        if (calls < minimumCalls) {
            return null;
        }
        if (config.failureRate.isReachedBy(failures, calls)) {
            return Reason.FAILURE_RATE;
        }
        return slowRate != null && slowRate.isReachedBy(slow, calls) ? Reason.SLOW_CALL_RATE : null;
    }
}
