package org.acme.workshop.lane;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * Records each reading of a lane, so that time spans of a run can be evaluated. The counters of a
 * restarted service begin at 0; here they only grow. Bounded; thread-safe.
 */
public final class LaneHistory {

    private static final int MOST = 3600;

    private final ArrayDeque<Look> looks = new ArrayDeque<>();
    private final Map<Counter, Double> lastTold = new EnumMap<>(Counter.class);
    private final Map<Counter, Double> totals = new EnumMap<>(Counter.class);

    /**
     * One reading of a lane.
     *
     * @param at a reading of the ticker
     * @param totals what has been counted since the first reading; absent for counters that were
     *     never read
     */
    public record Look(
            long at,
            Map<Counter, Double> totals,
            @Nullable Double pendingPayments,
            @Nullable Double busyWorkers) {}

    /** Adds a reading; a counter without a value keeps its total. */
    synchronized void note(
            long at,
            Map<Counter, Double> told,
            @Nullable Double pendingPayments,
            @Nullable Double busyWorkers) {
        told.forEach(
                (counter, count) -> {
                    Double before = lastTold.put(counter, count);
                    double grown = before == null ? 0 : count < before ? count : count - before;
                    totals.merge(counter, grown, Double::sum);
                });
        if (looks.size() == MOST) {
            looks.removeFirst();
        }
        looks.addLast(new Look(at, new EnumMap<>(totals), pendingPayments, busyWorkers));
    }

    /** Returns the readings of a time span. */
    public synchronized List<Look> between(long from, long to) {
        List<Look> found = new ArrayList<>();
        for (Look look : looks) {
            if (look.at() - from >= 0 && look.at() - to < 0) {
                found.add(look);
            }
        }
        return found;
    }

    /** Returns how much was counted in a time span; empty if readings don't cover all of it. */
    public synchronized OptionalDouble grown(Counter counter, long from, long to) {
        OptionalDouble first = total(counter, from);
        OptionalDouble last = total(counter, to);
        return first.isEmpty() || last.isEmpty()
                ? OptionalDouble.empty()
                : OptionalDouble.of(last.getAsDouble() - first.getAsDouble());
    }

    /** Returns the total at a time, interpolated between the readings before and after it. */
    private OptionalDouble total(Counter counter, long instant) {
        Look before = null;
        for (Look look : looks) {
            Double total = look.totals().get(counter);
            if (total == null) {
                continue;
            }
            if (look.at() == instant) {
                return OptionalDouble.of(total);
            }
            if (look.at() - instant > 0) {
                return before == null
                        ? OptionalDouble.empty()
                        : OptionalDouble.of(onTheLine(counter, before, look, instant));
            }
            before = look;
        }
        return OptionalDouble.empty();
    }

    private static double onTheLine(Counter counter, Look before, Look after, long instant) {
        double low = before.totals().getOrDefault(counter, 0.0);
        double high = after.totals().getOrDefault(counter, 0.0);
        double share = (double) (instant - before.at()) / (after.at() - before.at());
        return low + (high - low) * share;
    }
}
