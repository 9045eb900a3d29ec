package org.acme.breaker;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.acme.breaker.internal.Fields;
import org.acme.breaker.internal.Window;
import org.jspecify.annotations.Nullable;

/** The counters of a closed or recovering breaker: window, streak of failures, watched calls. */
final class CountingGeneration extends Generation {

    private static final VarHandle STREAK =
            Fields.handle(MethodHandles.lookup(), "streak", int.class);
    private static final VarHandle LAST_SWEEP =
            Fields.handle(MethodHandles.lookup(), "lastSweep", long.class);
    private static final VarHandle CALLS =
            Fields.handle(MethodHandles.lookup(), "calls", WatchedCalls.class);
    private static final int SWEEPS_PER_LIMIT = 8;

    final Window window;

    /** The calls in flight; {@code null} unless hanging calls are detected. */
    private volatile @Nullable WatchedCalls calls;

    private volatile int streak;

    /** How many calls the window had counted when the last one failed. */
    private volatile long callsAtLastFailure;

    private volatile long lastSweep;

    CountingGeneration(int number, CircuitBreakerConfig config, long now, Ticker ticker) {
        super(number);
        this.window = Window.of(config.window(), now, ticker::nanos);
        this.lastSweep = now;
        trackAsConfigured(config);
    }

    /** Creates the table of calls in flight if the configuration detects hanging calls. */
    void trackAsConfigured(CircuitBreakerConfig config) {
        if (config.tracksCalls() && calls == null) {
            // Two concurrent configurations must not replace each other's table with calls in it.
            CALLS.compareAndSet(this, null, new WatchedCalls());
        }
    }

    /**
     * Returns a token, or {@link State#MEASURED} if no slot is free; the call is not watched then.
     */
    int track(long now) {
        WatchedCalls watched = calls;
        return watched == null ? State.MEASURED : watched.begin(now);
    }

    /** Ends the watch; {@code false} if the sweep has recorded this call already. */
    boolean untrack(int token) {
        WatchedCalls watched = calls;
        return watched != null && watched.end(token);
    }

    /**
     * Ends a call that the sweep has recorded as slow. Its entry in the window stays, and now also
     * tells whether the call failed.
     *
     * @return whether that may change the decision
     */
    boolean endHung(int token, CallOutcome outcome, long now) {
        WatchedCalls watched = calls;
        if (watched == null || !watched.endHung(token, outcome.failed(), window, now)) {
            return false;
        }
        if (outcome.failed()) {
            addToStreak();
        } else if (outcome != CallOutcome.IGNORED) {
            endStreak();
        }
        return outcome.failed();
    }

    boolean sweepIsDue(CircuitBreakerConfig config, long now) {
        long last = lastSweep;
        return config.tracksCalls()
                && (now - last >= config.hangNanos / SWEEPS_PER_LIMIT || now - last < 0)
                && LAST_SWEEP.compareAndSet(this, last, now);
    }

    /** Records hanging calls as slow; returns how many. */
    int sweep(CircuitBreakerConfig config, Ticker ticker) {
        WatchedCalls watched = calls;
        return watched == null || !config.tracksCalls()
                ? 0
                : watched.sweep(ticker, config.hangNanos, window);
    }

    /**
     * Successes in a row are what has been counted since the last failure: a success writes
     * nothing. Not exact while calls end at the same moment.
     */
    long successesInARow() {
        return Math.max(0, window.total() - callsAtLastFailure);
    }

    /** Adds one failure to the streak. */
    void addToStreak() {
        STREAK.getAndAdd(this, 1);
        callsAtLastFailure = window.total();
    }

    /**
     * Ends the streak of failures. Written only if there is one, so that healthy calls don't
     * contend for the cache line.
     */
    void endStreak() {
        if (streak != 0) {
            streak = 0;
        }
    }

    int streak() {
        return streak;
    }
}
