package org.acme.breaker;

import java.time.Duration;
import org.acme.breaker.internal.Durations;
import org.acme.breaker.window.Counts;

/**
 * Opens and closes one breaker on behalf of a fleet: breakers of the same name in other processes that
 * guard calls to the same dependency. The breaker keeps deciding by its own calls; this adds what the
 * others know. A breaker that was forced open or disabled by hand stays as it is. Thread-safe, takes no
 * lock, and calls nothing outside this process.
 */
public final class FleetLink {

    /** The longest time for which probes can be held back: 1 minute. */
    public static final Duration LONGEST_HOLD = Duration.ofMinutes(1);

    private static final long LONGEST_HOLD_NANOS = LONGEST_HOLD.toNanos();

    private final StateMachine machine;

    /** The tick until which an open breaker admits no probe; read only when its wait is over. */
    private volatile long heldUntil;

    FleetLink(StateMachine machine) {
        this.machine = machine;
        this.heldUntil = machine.ticker.nanos();
    }

    /**
     * Opens the breaker, with reason {@link Reason#FLEET_OPEN}. A breaker that is open already waits
     * for at least this time from now on; that is no transition, and an event is not published.
     *
     * @param wait how long the breaker waits before it admits a probe, above zero, at most 365 days
     * @return whether anything changed
     */
    public boolean open(Duration wait) {
        long nanos = Durations.requirePositive("wait", wait);
        while (true) {
            State from = machine.current();
            if (from instanceof State.ByHand) {
                return false;
            }
            if (from instanceof Open open) {
                if (open.remainingNanos(machine.ticker.nanos()) >= nanos) {
                    return false;
                }
                if (machine.prolong(open, nanos)) {
                    return true;
                }
            } else if (machine.openFor(nanos, from, Reason.FLEET_OPEN, numbers(from), null, null)) {
                return true;
            }
        }
    }

    /**
     * Closes a breaker that is open or half-open, with reason {@link Reason#FLEET_CLOSED}: by way of
     * the ramp where one is configured, at once otherwise.
     *
     * @return whether anything changed
     */
    public boolean close() {
        while (true) {
            State from = machine.current();
            if (!(from instanceof Open) && !(from instanceof HalfOpen)) {
                return false;
            }
            if (machine.recover(from, Reason.FLEET_CLOSED, numbers(from), null)) {
                return true;
            }
        }
    }

    /**
     * Keeps an open breaker from going half-open for this time, also after its wait is over: another
     * member of the fleet probes. Calls are rejected meanwhile. The hold ends by itself, so that a
     * breaker whose fleet falls silent probes again. The latest call of this method decides.
     *
     * @param time from zero, which ends a hold, to {@link #LONGEST_HOLD}
     */
    public void holdProbes(Duration time) {
        InvalidConfigurationException.requireGiven(time, "time");
        InvalidConfigurationException.require(
                !time.isNegative() && time.compareTo(LONGEST_HOLD) <= 0,
                "time",
                "from PT0S to " + LONGEST_HOLD,
                time);
        heldUntil = machine.ticker.nanos() + time.toNanos();
    }

    /** A hold that seems longer than any can be is over: the clock has gone back. */
    boolean areProbesHeld(long now) {
        long left = heldUntil - now;
        return left > 0 && left <= LONGEST_HOLD_NANOS;
    }

    private Counts numbers(State from) {
        return from.counts(machine.ticker.nanos());
    }
}
