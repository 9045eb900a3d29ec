package org.acme.breaker;

import java.time.Duration;
import org.acme.breaker.internal.Durations;
import org.acme.breaker.window.Counts;

/**
 * Opens and closes one breaker on behalf of a fleet: the breakers of the same name in other
 * processes, which guard calls to the same dependency. The breaker still decides by its own calls
 * as well. A breaker that was forced open or disabled by hand is not changed. Thread-safe and
 * lock-free; makes no remote calls.
 */
public final class FleetLink {

    /** The longest time for which probes can be held back: 1 minute. */
    public static final Duration LONGEST_HOLD = Duration.ofMinutes(1);

    private static final long LONGEST_HOLD_NANOS = LONGEST_HOLD.toNanos();

    private final StateMachine machine;

    /**
     * The time, as a reading of the ticker, until which an open breaker admits no probe; read only
     * when its wait is over.
     */
    private volatile long heldUntil;

    FleetLink(StateMachine machine) {
        this.machine = machine;
        this.heldUntil = machine.ticker.nanos();
    }

    /**
     * Opens the breaker, with reason {@link Reason#FLEET_OPEN}. If it is open already, its wait is
     * extended to at least this time from now; that is no transition, and no event is published.
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
     * Closes a breaker that is open or half-open, with reason {@link Reason#FLEET_CLOSED}: over the
     * ramp if one is configured, otherwise at once.
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
     * Keeps an open breaker from becoming half-open for this time, even after its wait is over,
     * because another member of the fleet sends the probes. Calls are rejected meanwhile. The hold
     * ends by itself, so that a breaker that loses contact to its fleet probes again. The latest
     * call of this method applies.
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

    /**
     * Whether probes are held back. A hold longer than the longest one is ignored: the clock has
     * gone back.
     */
    boolean areProbesHeld(long now) {
        long left = heldUntil - now;
        return left > 0 && left <= LONGEST_HOLD_NANOS;
    }

    private Counts numbers(State from) {
        return from.counts(machine.ticker.nanos());
    }
}
