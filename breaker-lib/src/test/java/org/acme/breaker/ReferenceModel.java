package org.acme.breaker;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a breaker is, said as plainly as possible: one thread, a list of all calls, no cleverness.
 * Time in whole seconds. Slow, clear, exact.
 */
final class ReferenceModel {

    static final int WAIT = 5;
    static final int FLEET_WAIT = 3;
    static final int HOLD = 8;
    static final int LONGEST_HOLD = 60;
    static final int LEASE = 10;
    static final int SLOW_FROM = 2;
    static final int HANGS_FROM = 3;
    static final int RAMP_STEP = 2;
    static final List<Integer> RAMP = List.of(25, 60);

    /** Calls, or seconds in slices of so many seconds. */
    record Window(boolean timed, int size, int sliceSeconds) {}

    record Settings(
            Window window,
            int minimum,
            int percent,
            int slowPercent,
            int inARow,
            int probes,
            int needed,
            boolean ramp,
            boolean watched,
            boolean dryRun) {

        int rampMinimum() {
            return Math.min(2, window.size());
        }
    }

    /** A call that was let in: when, and into which stay of the breaker. */
    static final class Ticket {
        final boolean measured;
        private final boolean probe;
        private final int stay;
        private final long begin;
        private long lease;
        private boolean swept;
        private @Nullable Ended counted;

        private Ticket(boolean measured, boolean probe, int stay, long now) {
            this.measured = measured;
            this.probe = probe;
            this.stay = stay;
            this.begin = now;
            this.lease = now;
        }
    }

    private record Ended(boolean failed, boolean slow, long slice) {}

    Settings settings;
    BreakerState state = BreakerState.CLOSED;
    long now;
    long transitions;
    int lateSuccesses;
    int lateFailures;
    int ignored;
    int successes;
    int failures;
    int rejected;
    int wouldReject;

    private int stay;
    private long since;
    private long wait;
    private long heldUntil;
    private int row;
    private int succeeded;
    private long arrivals;
    private long slice;
    private long sliceBegin;
    private final List<Ended> window = new ArrayList<>();
    private final List<Ticket> out = new ArrayList<>();

    ReferenceModel(Settings settings) {
        this.settings = settings;
    }

    @Nullable Ticket begin() {
        look();
        if (state == BreakerState.OPEN) {
            since = Math.min(since, now);
            long held = heldUntil - now;
            if (now - since >= wait && !(held > 0 && held <= LONGEST_HOLD)) {
                go(BreakerState.HALF_OPEN);
            }
        }
        if (isPermitted()) {
            boolean measured = state != BreakerState.DISABLED;
            Ticket ticket = new Ticket(measured, state == BreakerState.HALF_OPEN, stay, now);
            if (ticket.probe || (measured && settings.watched())) {
                out.add(ticket);
            }
            return ticket;
        }
        if (settings.dryRun()) {
            wouldReject++;
            return new Ticket(false, false, stay, now);
        }
        rejected++;
        return null;
    }

    private boolean isPermitted() {
        return switch (state) {
            case CLOSED, DISABLED -> true;
            case HALF_OPEN ->
                    out.size() < settings.probes() && out.size() + succeeded < settings.needed();
            case RECOVERING -> {
                long hundredth = arrivals++ % 100;
                long share = percent();
                yield (hundredth + 1) * share / 100 > hundredth * share / 100;
            }
            case OPEN, FORCED_OPEN -> false;
        };
    }

    void end(Ticket ticket, Classification verdict) {
        boolean wasOut = out.removeIf(other -> other == ticket);
        boolean late = ticket.measured && (ticket.stay != stay || (ticket.probe && !wasOut));
        tally(verdict, late);
        if (!ticket.measured || late || verdict == Classification.IGNORED) {
            return;
        }
        boolean failed = verdict == Classification.FAILURE;
        boolean slow = now - ticket.begin >= SLOW_FROM;
        if (ticket.swept) {
            endHung(ticket, failed);
        } else if (ticket.probe) {
            endProbe(failed || slow);
        } else {
            row = failed ? row + 1 : 0;
            count(failed, slow);
            judge(failed);
        }
    }

    /** Every call has exactly one of these ends, or has been refused. */
    private void tally(Classification verdict, boolean late) {
        switch (verdict) {
            case IGNORED -> ignored++;
            case SUCCESS -> {
                lateSuccesses += late ? 1 : 0;
                successes += late ? 0 : 1;
            }
            case FAILURE -> {
                lateFailures += late ? 1 : 0;
                failures += late ? 0 : 1;
            }
        }
    }

    /** It has been counted as slow already: now it is slow and failed, or good for the row. */
    private void endHung(Ticket ticket, boolean failed) {
        row = failed ? row + 1 : 0;
        if (failed) {
            forget();
            int place = placeOf(ticket);
            if (place < 0) {
                count(true, true);
            } else {
                window.set(place, new Ended(true, true, window.get(place).slice()));
            }
            judge(true);
        }
    }

    /** By identity: there may be many like it. */
    private int placeOf(Ticket ticket) {
        for (int i = 0; i < window.size(); i++) {
            if (window.get(i) == ticket.counted) {
                return i;
            }
        }
        return -1;
    }

    private void endProbe(boolean bad) {
        if (bad) {
            go(BreakerState.OPEN);
        } else {
            succeeded++;
            recoverIfEnough();
        }
    }

    private void recoverIfEnough() {
        if (succeeded >= settings.needed()) {
            go(settings.ramp() ? BreakerState.RECOVERING : BreakerState.CLOSED);
        }
    }

    private Ended count(boolean failed, boolean slow) {
        forget();
        Ended counted = new Ended(failed, slow, slice);
        window.add(counted);
        forget();
        return counted;
    }

    /** Drops what has left the window. */
    private void forget() {
        Window w = settings.window();
        if (!w.timed()) {
            while (window.size() > w.size()) {
                window.remove(0);
            }
            return;
        }
        long behind = now - sliceBegin;
        if (behind >= w.sliceSeconds()) {
            long steps = behind / w.sliceSeconds();
            slice += steps;
            sliceBegin += steps * w.sliceSeconds();
        } else if (behind < -(long) w.size() * w.sliceSeconds()) {
            slice++;
            sliceBegin = now;
        }
        window.removeIf(call -> slice - call.slice() >= w.size());
    }

    private void judge(boolean failed) {
        long failures = window.stream().filter(Ended::failed).count();
        long slows = window.stream().filter(Ended::slow).count();
        boolean recovering = state == BreakerState.RECOVERING;
        int minimum = recovering ? settings.rampMinimum() : settings.minimum();
        boolean failing = failures * 100 >= (long) settings.percent() * window.size();
        boolean slowing = slows * 100 >= (long) settings.slowPercent() * window.size();
        boolean rowing = failed && settings.inARow() > 0 && row >= settings.inARow();
        boolean enough = failures + slows > 0 && window.size() >= minimum;
        if (rowing || (enough && (failing || slowing))) {
            go(BreakerState.OPEN);
        }
    }

    private int percent() {
        long step = Math.max(0, now - since) / RAMP_STEP;
        return step < RAMP.size() ? RAMP.get((int) step) : 100;
    }

    /** What happens by time alone: leases end, ramps go on, calls hang. */
    void look() {
        switch (state) {
            case HALF_OPEN -> {
                if (!takeBack(LEASE).isEmpty()) {
                    go(BreakerState.OPEN);
                } else {
                    recoverIfEnough();
                }
            }
            case RECOVERING -> {
                lookForHangingCalls();
                if (state == BreakerState.RECOVERING && percent() == 100) {
                    state = BreakerState.CLOSED;
                    transitions++;
                }
            }
            case CLOSED -> lookForHangingCalls();
            case OPEN, FORCED_OPEN, DISABLED -> {}
        }
        if (state == BreakerState.CLOSED || state == BreakerState.RECOVERING) {
            forget();
        }
    }

    private void lookForHangingCalls() {
        List<Ticket> hanging = settings.watched() ? takeBack(HANGS_FROM) : List.of();
        for (Ticket ticket : hanging) {
            ticket.swept = true;
            ticket.counted = count(false, true);
        }
        if (!hanging.isEmpty()) {
            judge(false);
        }
    }

    private List<Ticket> takeBack(int limit) {
        out.forEach(ticket -> ticket.lease = Math.min(ticket.lease, now));
        List<Ticket> overdue = out.stream().filter(t -> now - t.lease >= limit).toList();
        out.removeAll(overdue);
        return overdue;
    }

    /** Returns whether the state changes. */
    boolean openForFleet() {
        switch (state) {
            case FORCED_OPEN, DISABLED -> {
                return false;
            }
            case OPEN -> {
                if (wait - Math.max(0, now - since) >= FLEET_WAIT) {
                    return false;
                }
                since = now;
            }
            case CLOSED, HALF_OPEN, RECOVERING -> go(BreakerState.OPEN);
        }
        wait = FLEET_WAIT;
        return true;
    }

    /** Returns whether the state changes. */
    boolean closeForFleet() {
        boolean closes = state == BreakerState.OPEN || state == BreakerState.HALF_OPEN;
        if (closes) {
            go(settings.ramp() ? BreakerState.RECOVERING : BreakerState.CLOSED);
        }
        return closes;
    }

    void holdProbes(int seconds) {
        heldUntil = now + seconds;
    }

    void go(BreakerState next) {
        state = next;
        since = now;
        wait = WAIT;
        transitions++;
        clear();
    }

    /** Counts anew: whatever is under way is late. */
    void clear() {
        stay++;
        row = 0;
        succeeded = 0;
        slice = 0;
        sliceBegin = now;
        window.clear();
        out.clear();
        arrivals = state == BreakerState.RECOVERING ? arrivals : 0;
    }

    void reconfigure(Settings changed) {
        boolean counting = state == BreakerState.CLOSED || state == BreakerState.RECOVERING;
        boolean anew = counting && !changed.window().equals(settings.window());
        settings = changed;
        if (anew) {
            clear();
        }
    }

    List<Long> counts() {
        return List.of(
                (long) window.size(),
                window.stream().filter(Ended::failed).count(),
                window.stream().filter(Ended::slow).count());
    }
}
