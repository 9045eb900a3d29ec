package org.acme.breaker.redis.fleet;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.acme.breaker.CircuitBreakerConfig;
import org.acme.breaker.Ramp;
import org.acme.breaker.window.SlidingWindow;

/**
 * Replicas, their dependency, a network and a store, in one thread and by one seed. Whatever
 * happens is an event at a millisecond; the same seed is the same history.
 */
final class SimulatedFleet {

    static final Duration TICK = Duration.ofMillis(250);
    static final Duration TIMEOUT = Duration.ofMillis(200);
    static final Duration OPEN_WAIT = Duration.ofSeconds(2);
    static final Duration LONGEST_WAIT = Duration.ofSeconds(3);
    static final Duration PROBE_TURN = Duration.ofSeconds(2);

    final Random random;
    final List<SimulatedReplica> replicas = new ArrayList<>();
    ModelStore store = new ModelStore();
    long now;

    /** Whether the dependency answers well. */
    boolean healthy = true;

    /** What the network does at the moment. */
    boolean storeAway;

    double lossy;
    int slowestMillis = 60;

    private final PriorityQueue<Event> events = new PriorityQueue<>();
    private final Deque<ModelStore> backups = new ArrayDeque<>();
    private long order;
    private int starts;

    private record Event(long at, long order, Runnable what) implements Comparable<Event> {
        @Override
        public int compareTo(Event other) {
            int first = Long.compare(at, other.at);
            return first != 0 ? first : Long.compare(order, other.order);
        }
    }

    SimulatedFleet(long seed) {
        this.random = new Random(seed);
        every(500, this::backUp);
    }

    CircuitBreakerConfig config() {
        return CircuitBreakerConfig.builder()
                .window(SlidingWindow.lastCalls(10))
                .minimumCalls(4)
                .successThreshold(1 + random.nextInt(2))
                .openWait(OPEN_WAIT)
                .probeTimeout(Duration.ofSeconds(1))
                .ramp(random.nextBoolean() ? null : Ramp.gentle(Duration.ofMillis(200)))
                .build();
    }

    FleetSettings settings(int votes, boolean pooled) {
        starts++;
        return new FleetSettings(
                "checkout",
                "replica-" + starts,
                TICK,
                TIMEOUT,
                votes,
                pooled,
                LONGEST_WAIT,
                PROBE_TURN);
    }

    void at(long millis, Runnable what) {
        order++;
        events.add(new Event(Math.max(now, millis), order, what));
    }

    void in(long millis, Runnable what) {
        at(now + millis, what);
    }

    final void every(long millis, Runnable what) {
        in(
                millis,
                () -> {
                    what.run();
                    every(millis, what);
                });
    }

    /** Checks after the events of every tenth millisecond at the most. */
    void runUntil(long millis, Runnable check) {
        long checked = now;
        while (!events.isEmpty() && events.peek().at() <= millis) {
            Event next = events.remove();
            store.now += next.at() - now;
            now = next.at();
            next.what().run();
            if (now - checked >= 10) {
                checked = now;
                check.run();
            }
        }
        store.now += millis - now;
        now = millis;
    }

    /** The way to the store and back: each way may lose, delay or double what it carries. */
    CompletionStage<Answer> carry(SimulatedReplica from, Report report) {
        CompletableFuture<Answer> answer = new CompletableFuture<>();
        int copies = random.nextDouble() < lossy / 2 ? 2 : 1;
        for (int i = 0; i < copies; i++) {
            if (!isLost(from)) {
                in(delay(), () -> arrive(from, report, answer));
            }
        }
        return answer;
    }

    private void arrive(SimulatedReplica from, Report report, CompletableFuture<Answer> answer) {
        if (storeAway) {
            return;
        }
        Answer said = store.exchange(report);
        if (!isLost(from)) {
            in(delay(), () -> answer.complete(said));
        }
    }

    private boolean isLost(SimulatedReplica from) {
        return storeAway || from.isCutOff || random.nextDouble() < lossy;
    }

    private int delay() {
        boolean late = random.nextDouble() < lossy / 2;
        return 1 + random.nextInt(late ? 700 : slowestMillis);
    }

    private void backUp() {
        backups.addLast(store.copy());
        if (backups.size() > 3) {
            backups.removeFirst();
        }
    }

    /** Another server takes over, which has not heard the last 0.5 to 1.5 seconds. */
    void failOver() {
        if (!backups.isEmpty()) {
            long clock = store.now;
            store = backups.getFirst().copy();
            store.now = clock;
        }
    }
}
