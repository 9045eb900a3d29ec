package org.acme.workshop.lane;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.acme.workshop.lane.BreakerSnapshot.Transition;
import org.jspecify.annotations.Nullable;

/**
 * Records when the breakers of a lane changed their state, on the ticker's time axis. Uses the
 * exact times that checkout reports, otherwise the time of the reading. Keeps the last {@value
 * #MOST} changes. Thread-safe.
 */
public final class BreakerHistory {

    private static final int MOST = 2000;

    private final ArrayDeque<Change> changes = new ArrayDeque<>();
    private final Map<String, String> states = new HashMap<>();
    private final Map<String, Instant> lastNoted = new HashMap<>();

    /**
     * A breaker entered a state.
     *
     * @param at a reading of the ticker
     */
    public record Change(String breaker, String from, String to, long at, @Nullable String why) {}

    /** Returns all changes from a reading of the ticker on, oldest first. */
    public synchronized List<Change> since(long from) {
        List<Change> found = new ArrayList<>();
        for (Change change : changes) {
            if (change.at() - from >= 0) {
                found.add(change);
            }
        }
        return found;
    }

    /** Returns the last seen state of a breaker, or null. */
    public synchronized @Nullable String state(String breaker) {
        return states.get(breaker);
    }

    /**
     * Adds a reading of all breakers. {@code nowNanos} and {@code now} are the same moment on both
     * clocks.
     */
    synchronized void look(List<BreakerSnapshot> breakers, long nowNanos, Instant now) {
        for (BreakerSnapshot breaker : breakers) {
            String before = states.get(breaker.name());
            if (before == null) {
                begin(breaker, now);
            } else {
                for (Transition transition : breaker.past()) {
                    note(breaker.name(), transition, nowNanos, now);
                }
                catchUp(breaker, nowNanos, now);
            }
        }
    }

    private void begin(BreakerSnapshot breaker, Instant now) {
        states.put(breaker.name(), breaker.state());
        Instant last = now.minus(Duration.ofDays(1));
        for (Transition transition : breaker.past()) {
            last = transition.at();
        }
        lastNoted.put(breaker.name(), last);
    }

    private void note(String name, Transition transition, long nowNanos, Instant now) {
        Instant last = lastNoted.getOrDefault(name, Instant.MIN);
        if (!transition.at().isAfter(last)) {
            return;
        }
        lastNoted.put(name, transition.at());
        add(name, transition.to(), nanos(transition.at(), nowNanos, now), transition.why());
    }

    /** Adds a change of state for which there is no event. */
    private void catchUp(BreakerSnapshot breaker, long nowNanos, Instant now) {
        if (breaker.state().equals(states.get(breaker.name()))) {
            return;
        }
        Instant since = breaker.since();
        long at = since == null ? nowNanos : nanos(since, nowNanos, now);
        add(breaker.name(), breaker.state(), at, breaker.why());
    }

    private void add(String name, String to, long at, @Nullable String why) {
        String from = states.put(name, to);
        if (changes.size() == MOST) {
            changes.removeFirst();
        }
        changes.addLast(new Change(name, from == null ? "" : from, to, at, why));
    }

    private static long nanos(Instant instant, long nowNanos, Instant now) {
        return nowNanos - Duration.between(instant, now).toNanos();
    }
}
