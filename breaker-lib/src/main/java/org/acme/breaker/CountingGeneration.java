package org.acme.breaker;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.acme.breaker.internal.Fields;
import org.acme.breaker.internal.Window;
import org.jspecify.annotations.Nullable;

/** Counts the calls that closed and recovering let through. */
final class CountingGeneration extends Generation {

    private static final VarHandle STREAK =
            Fields.handle(MethodHandles.lookup(), "streak", int.class);
    private static final VarHandle LAST_SWEEP =
            Fields.handle(MethodHandles.lookup(), "lastSweep", long.class);
    private static final VarHandle CALLS =
            Fields.handle(MethodHandles.lookup(), "calls", WatchedCalls.class);
    private static final int SWEEPS_PER_LIMIT = 8;

    final Window window;

    /** Calls in flight, where hanging ones are looked for. */
    private volatile @Nullable WatchedCalls calls;

    private volatile int streak;
    private volatile long lastSweep;

    CountingGeneration(int number, CircuitBreakerConfig config, long now, Ticker ticker) {
        super(number);
        this.window = Window.of(config.window(), now, ticker::nanos);
        this.lastSweep = now;
        trackAsConfigured(config);
    }

    /** Makes room for calls in flight once a configuration wants them watched. */
    void trackAsConfigured(CircuitBreakerConfig config) {
        if (config.tracksCalls() && calls == null) {
            // Two who configure at once must not take each other's table away with calls in it.
            CALLS.compareAndSet(this, null, new WatchedCalls());
        }
    }

    /** A token, or {@link State#MEASURED} where no place is free and the call isn't watched. */
    int track(long now) {
        WatchedCalls watched = calls;
        return watched == null ? State.MEASURED : watched.begin(now);
    }

    /** {@code false} if the sweep has counted this call already. */
    boolean untrack(int token) {
        WatchedCalls watched = calls;
        return watched != null && watched.end(token);
    }

    /**
     * A call that the sweep has counted as slow has ended. Its place in the window stays, and says now
     * whether it failed.
     *
     * @return whether that changes what is judged
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

    /** Counts calls that hang as slow; answers how many. */
    int sweep(CircuitBreakerConfig config, Ticker ticker) {
        WatchedCalls watched = calls;
        return watched == null || !config.tracksCalls()
                ? 0
                : watched.sweep(ticker, config.hangNanos, window);
    }

    /** One more failure in a row. */
    void addToStreak() {
        STREAK.getAndAdd(this, 1);
    }

    /** Written only where there is something to end, so that healthy calls share a clean line. */
    void endStreak() {
        if (streak != 0) {
            streak = 0;
        }
    }

    int streak() {
        return streak;
    }
}
