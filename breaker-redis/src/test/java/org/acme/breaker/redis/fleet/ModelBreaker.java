package org.acme.breaker.redis.fleet;

import java.util.Map;
import java.util.TreeMap;
import org.acme.breaker.redis.fleet.Consensus.Phase;
import org.acme.breaker.redis.fleet.Opinion.WindowShare;
import org.acme.breaker.redis.fleet.Report.Limits;

/** What {@link ModelStore} knows of one breaker: the middle part of the script. */
final class ModelBreaker {

    private long epoch;
    private Phase phase = Phase.NONE;
    private long at;
    private long wait;
    private long touched;
    private String holder = "";
    private long term;
    private long granted;
    private long renewed;
    private long action;
    private FleetAction what = FleetAction.NONE;
    private String request = "";
    private final Map<String, Vote> votes = new TreeMap<>();
    private final Map<String, Share> windows = new TreeMap<>();

    private record Vote(long stamp, long remaining) {}

    private record Share(long stamp, WindowShare window) {}

    ModelBreaker copy() {
        ModelBreaker copy = new ModelBreaker();
        copy.epoch = epoch;
        copy.phase = phase;
        copy.at = at;
        copy.wait = wait;
        copy.touched = touched;
        copy.holder = holder;
        copy.term = term;
        copy.granted = granted;
        copy.renewed = renewed;
        copy.action = action;
        copy.what = what;
        copy.request = request;
        copy.votes.putAll(votes);
        copy.windows.putAll(windows);
        return copy;
    }

    Consensus exchange(Opinion o, String me, Limits limits, int needed, boolean stale, long now) {
        at = Math.min(at, now);
        touched = Math.min(touched, now);
        granted = Math.min(granted, now);
        renewed = Math.min(renewed, now);
        if (!stale) {
            learn(o, me, now);
            endTurn(o, me, limits, now);
            note(o, me, now);
            obey(o);
            expire(limits, now);
        }
        forgetTheGone(limits, now);
        if (!stale) {
            openTogether(needed, now);
            grant(o, me, now);
        }
        return answer(now);
    }

    private void learn(Opinion o, String me, long now) {
        if (o.epoch() > epoch) {
            epoch = o.epoch();
            term = o.term();
            phase = Phase.NONE;
            holder = "";
            votes.clear();
            windows.clear();
        } else if (o.epoch() == epoch && o.term() > term) {
            boolean holds =
                    switch (o.turn()) {
                        case HELD, SUCCEEDED, FAILED -> true;
                        case NONE, WANTED -> false;
                    };
            term = o.term();
            holder = holds ? me : "";
            granted = now;
            renewed = now;
        }
        if (o.actionNumber() > action) {
            action = o.actionNumber();
            what = o.action();
        }
    }

    private void endTurn(Opinion o, String me, Limits limits, long now) {
        if (o.epoch() != epoch || phase != Phase.OPEN) {
            return;
        }
        touched = o.joined() ? now : touched;
        if (!holder.equals(me) || o.term() != term) {
            return;
        }
        switch (o.turn()) {
            case SUCCEEDED -> close();
            case FAILED -> {
                at = now;
                wait = o.remainingMillis();
                holder = "";
            }
            case NONE, WANTED -> holder = "";
            case HELD -> {
                if (now - granted > limits.turnMillis()) {
                    at = now;
                    wait = limits.tickMillis();
                    holder = "";
                } else {
                    renewed = now;
                }
            }
        }
    }

    private void close() {
        epoch++;
        term = 0;
        phase = Phase.CLOSED;
        holder = "";
        votes.clear();
        windows.clear();
    }

    private void note(Opinion o, String me, long now) {
        boolean current = o.epoch() == epoch;
        if (current && o.vote()) {
            votes.put(me, new Vote(now, o.remainingMillis()));
        } else {
            votes.remove(me);
        }
        if (current && o.window().calls() >= 0) {
            windows.put(me, new Share(now, o.window()));
        } else {
            windows.remove(me);
        }
    }

    private void obey(Opinion o) {
        if (o.requestId().isEmpty() || o.requestId().equals(request)) {
            return;
        }
        request = o.requestId();
        action++;
        what = o.request();
        if (what == FleetAction.RESET || what == FleetAction.CLOSE) {
            close();
        }
    }

    private void expire(Limits limits, long now) {
        if (phase == Phase.OPEN && now - touched > limits.goneMillis()) {
            phase = Phase.NONE;
            holder = "";
        }
        if (!holder.isEmpty() && now - renewed > limits.leaseMillis()) {
            holder = "";
        }
    }

    private void forgetTheGone(Limits limits, long now) {
        votes.replaceAll((id, vote) -> new Vote(Math.min(vote.stamp(), now), vote.remaining()));
        windows.replaceAll((id, share) -> new Share(Math.min(share.stamp(), now), share.window()));
        votes.values().removeIf(vote -> now - vote.stamp() > limits.goneMillis());
        windows.values().removeIf(share -> now - share.stamp() > limits.goneMillis());
    }

    private void openTogether(int needed, long now) {
        if (phase == Phase.OPEN || votes.size() < needed) {
            return;
        }
        epoch++;
        term = 0;
        phase = Phase.OPEN;
        holder = "";
        at = now;
        touched = now;
        wait =
                votes.values().stream()
                        .mapToLong(vote -> Math.max(0, vote.remaining() - (now - vote.stamp())))
                        .max()
                        .orElse(0);
    }

    private void grant(Opinion o, String me, long now) {
        if (phase == Phase.OPEN
                && holder.isEmpty()
                && o.turn() == Turn.WANTED
                && o.epoch() == epoch
                && now - at >= wait) {
            holder = me;
            term++;
            granted = now;
            renewed = now;
        }
    }

    private Consensus answer(long now) {
        long calls = windows.values().stream().mapToLong(s -> s.window().calls()).sum();
        long failures = windows.values().stream().mapToLong(s -> s.window().failures()).sum();
        long slow = windows.values().stream().mapToLong(s -> s.window().slow()).sum();
        long failing =
                windows.values().stream()
                        .filter(s -> s.window().failures() + s.window().slow() > 0)
                        .count();
        return new Consensus(
                epoch,
                phase,
                phase == Phase.OPEN ? Math.max(0, wait - (now - at)) : 0,
                votes.size(),
                holder,
                term,
                action,
                what,
                new WindowShare(calls, failures, slow),
                (int) failing);
    }
}
