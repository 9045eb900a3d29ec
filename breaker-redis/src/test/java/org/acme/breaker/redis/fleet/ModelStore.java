package org.acme.breaker.redis.fleet;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.acme.breaker.redis.fleet.Report.Limits;
import org.jspecify.annotations.Nullable;

/**
 * The script in Java, with a clock that a test sets. {@code ScriptTest} holds it equal to the
 * script on a real server, so that what the simulation proves of this holds for the script.
 */
public final class ModelStore {

    /** The clock of the server, in milliseconds. */
    long now = 1_700_000_000_000L;

    private @Nullable String owner;
    private final Map<String, Seen> replicas = new TreeMap<>();
    private final Map<String, ModelBreaker> breakers = new HashMap<>();

    private record Seen(long sequence, long stamp) {}

    /** As a failover to a replica of the server that has not heard everything. */
    ModelStore copy() {
        ModelStore copy = new ModelStore();
        copy.now = now;
        copy.owner = owner;
        copy.replicas.putAll(replicas);
        breakers.forEach((name, breaker) -> copy.breakers.put(name, breaker.copy()));
        return copy;
    }

    void flush() {
        owner = null;
        replicas.clear();
        breakers.clear();
    }

    /** Moves the clock of the server. */
    public void advance(long millis) {
        now += millis;
    }

    /** The clock of the server, in milliseconds. */
    public long now() {
        return now;
    }

    /** Answers as the script does. */
    public Answer exchange(Report report) {
        Limits limits = report.limits();
        String me = report.replica();
        boolean stale = false;
        int living = 1;
        for (Iterator<Map.Entry<String, Seen>> all = replicas.entrySet().iterator();
                all.hasNext(); ) {
            Map.Entry<String, Seen> other = all.next();
            Seen seen = other.getValue();
            if (other.getKey().equals(me)) {
                stale = report.sequence() <= seen.sequence();
            } else if (now - seen.stamp() > limits.goneMillis()) {
                all.remove();
            } else {
                living++;
                other.setValue(new Seen(seen.sequence(), Math.min(seen.stamp(), now)));
            }
        }
        if (owner != null && !owner.equals(report.application()) && living > 1) {
            throw new FleetRefusedException("FLEET " + owner);
        }
        if (!stale) {
            owner = report.application();
            replicas.put(me, new Seen(report.sequence(), now));
        }
        int votes = limits.votes();
        int needed = votes > 0 ? votes : Math.max(2, (living + 1) / 2);
        List<Consensus> answers = new ArrayList<>();
        for (Opinion opinion : report.opinions()) {
            ModelBreaker breaker =
                    breakers.computeIfAbsent(opinion.breaker(), name -> new ModelBreaker());
            answers.add(breaker.exchange(opinion, me, limits, needed, stale, now));
        }
        return new Answer(living, needed, answers);
    }
}
