package org.acme.breaker;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a breaker is, said as plainly as possible: one thread, a list of all calls, no cleverness. A
 * count window; time in whole seconds. Slow, clear, exact.
 */
final class ReferenceModel {

    record Settings(
            int size,
            int minimum,
            int percent,
            int slowPercent,
            int inARow,
            int probes,
            int needed) {}

    static final int WAIT = 5;
    static final int LEASE = 10;
    static final int SLOW_FROM = 2;

    /** A call that was let in: when, and into which stay of the breaker. */
    record Ticket(int stay, long begin, boolean probe) {}

    private record Ended(boolean failed, boolean slow) {}

    Settings settings;
    BreakerState state = BreakerState.CLOSED;
    long now;
    int late;
    int rejected;

    private int stay;
    private long since;
    private int row;
    private int succeeded;
    private final List<Ended> window = new ArrayList<>();
    private final List<Ticket> out = new ArrayList<>();

    ReferenceModel(Settings settings) {
        this.settings = settings;
    }

    @Nullable Ticket begin() {
        look();
        if (state == BreakerState.OPEN && now - since >= WAIT) {
            go(BreakerState.HALF_OPEN);
        }
        boolean permitted =
                switch (state) {
                    case CLOSED, DISABLED -> true;
                    case HALF_OPEN ->
                            out.size() < settings.probes()
                                    && out.size() + succeeded < settings.needed();
                    case OPEN, FORCED_OPEN, RECOVERING -> false;
                };
        if (!permitted) {
            rejected++;
            return null;
        }
        Ticket ticket = new Ticket(stay, now, state == BreakerState.HALF_OPEN);
        if (ticket.probe()) {
            out.add(ticket);
        }
        return ticket;
    }

    void end(Ticket ticket, Verdict verdict, boolean whileDisabled) {
        if (whileDisabled) {
            return;
        }
        if (ticket.stay() != stay || (ticket.probe() && !removeSame(ticket))) {
            late++;
            return;
        }
        if (verdict == Verdict.IGNORED) {
            return;
        }
        boolean failed = verdict == Verdict.FAILURE;
        boolean slow = now - ticket.begin() >= SLOW_FROM;
        if (ticket.probe()) {
            endProbe(failed || slow);
        } else {
            endCall(failed, slow);
        }
    }

    /** Identity: two probes of the same second are not the same probe. */
    private boolean removeSame(Ticket ticket) {
        for (int i = 0; i < out.size(); i++) {
            if (out.get(i) == ticket) {
                out.remove(i);
                return true;
            }
        }
        return false;
    }

    private void endProbe(boolean bad) {
        if (bad) {
            go(BreakerState.OPEN);
        } else if (++succeeded >= settings.needed()) {
            go(BreakerState.CLOSED);
        }
    }

    private void endCall(boolean failed, boolean slow) {
        row = failed ? row + 1 : 0;
        window.add(new Ended(failed, slow));
        if (window.size() > settings.size()) {
            window.remove(0);
        }
        long failures = window.stream().filter(Ended::failed).count();
        long slows = window.stream().filter(Ended::slow).count();
        boolean enough = window.size() >= settings.minimum();
        boolean anyBad = failures + slows > 0;
        boolean failing = failures * 100 >= (long) settings.percent() * window.size();
        boolean slowing = slows * 100 >= (long) settings.slowPercent() * window.size();
        boolean rowing = failed && settings.inARow() > 0 && row >= settings.inARow();
        if (rowing || (anyBad && enough && (failing || slowing))) {
            go(BreakerState.OPEN);
        }
    }

    /** Leases end by time alone. */
    void look() {
        if (out.removeIf(ticket -> now - ticket.begin() >= LEASE)) {
            go(BreakerState.OPEN);
        }
        if (state == BreakerState.HALF_OPEN && succeeded >= settings.needed()) {
            go(BreakerState.CLOSED);
        }
    }

    void go(BreakerState next) {
        state = next;
        since = now;
        clear();
    }

    void clear() {
        stay++;
        row = 0;
        succeeded = 0;
        window.clear();
        out.clear();
    }

    List<Long> counts() {
        return List.of(
                (long) window.size(),
                window.stream().filter(Ended::failed).count(),
                window.stream().filter(Ended::slow).count());
    }
}
