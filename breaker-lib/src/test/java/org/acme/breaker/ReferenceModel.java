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
    int late;
    int rejected;
    int wouldReject;

    private int stay;
    private long since;
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
            if (now - since >= WAIT) {
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

    void end(Ticket ticket, Verdict verdict) {
        if (!ticket.measured) {
            return;
        }
        boolean wasOut = out.removeIf(other -> other == ticket);
        if (ticket.stay != stay || (ticket.probe && !wasOut)) {
            late++;
            return;
        }
        if (ticket.swept || verdict == Verdict.IGNORED) {
            return;
        }
        boolean failed = verdict == Verdict.FAILURE;
        boolean slow = now - ticket.begin >= SLOW_FROM;
        if (ticket.probe) {
            endProbe(failed || slow);
        } else {
            row = failed ? row + 1 : 0;
            count(failed, slow);
            judge(failed);
        }
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

    private void count(boolean failed, boolean slow) {
        forget();
        window.add(new Ended(failed, slow, slice));
        forget();
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
                if (takeBack(LEASE) > 0) {
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
        int hanging = settings.watched() ? takeBack(HANGS_FROM) : 0;
        for (int i = 0; i < hanging; i++) {
            count(false, true);
        }
        if (hanging > 0) {
            judge(false);
        }
    }

    private int takeBack(int limit) {
        int before = out.size();
        out.forEach(ticket -> ticket.lease = Math.min(ticket.lease, now));
        out.stream().filter(t -> now - t.lease >= limit).forEach(t -> t.swept = true);
        out.removeIf(ticket -> ticket.swept && !ticket.probe || now - ticket.lease >= limit);
        return before - out.size();
    }

    void go(BreakerState next) {
        state = next;
        since = now;
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
