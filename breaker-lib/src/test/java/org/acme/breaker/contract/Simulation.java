package org.acme.breaker.contract;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.acme.breaker.CircuitBreaker;
import org.acme.breaker.ManualTicker;
import org.acme.breaker.timeout.Timer;

/**
 * Time that passes from event to event, and the few threads of a small service: two callers, an
 * event loop that completes stages, a pool for code of users, and the library's timer. Only one of
 * them runs at a time; the order depends on nothing but the history.
 */
final class Simulation implements AutoCloseable {

    /** No part of the library adds more than a few frames between two functions of users. */
    private static final int DEEPEST_STACK = 400;

    private static final int POOL = 3;

    private static final Logger LOG = Logger.getLogger(CircuitBreaker.class.getName());

    private record Event(long due, long number, Runnable action) implements Comparable<Event> {
        @Override
        public int compareTo(Event other) {
            return due == other.due
                    ? Long.compare(number, other.number)
                    : Long.compare(due, other.due);
        }
    }

    final List<SimulatedThread> callers = threads("caller", 2);
    final SimulatedThread loop = new SimulatedThread(this, "event-loop");
    private final List<SimulatedThread> pool = threads("pool", POOL);
    private final SimulatedThread timerThread = new SimulatedThread(this, "timer");

    private final PriorityQueue<Event> events = new PriorityQueue<>();
    private final Set<Event> timers = new HashSet<>();
    private final List<String> violations = new ArrayList<>();
    private ManualTicker ticker = new ManualTicker();
    private long now;
    private long numbers;

    private List<SimulatedThread> threads(String name, int count) {
        return IntStream.range(0, count)
                .mapToObj(number -> new SimulatedThread(this, name + "-" + number))
                .toList();
    }

    /** What functions of users throw is planned: a log of it would be longer than the tests. */
    Simulation() {
        LOG.setLevel(Level.OFF);
    }

    /** Begins a new history at time zero. */
    void reset() {
        events.clear();
        timers.clear();
        violations.clear();
        ticker = new ManualTicker();
        now = 0;
        numbers = 0;
    }

    ManualTicker ticker() {
        return ticker;
    }

    /** Nanoseconds since the history began. */
    long now() {
        return now;
    }

    /**
     * Lets the simulation itself act; what the action starts on threads, it starts by {@code hand}.
     */
    void after(long nanos, Runnable action) {
        schedule(nanos, action);
    }

    private Event schedule(long nanos, Runnable action) {
        long due = nanos > Long.MAX_VALUE - now ? Long.MAX_VALUE : now + Math.max(0, nanos);
        Event event = new Event(due, numbers++, action);
        events.add(event);
        return event;
    }

    /** Plays everything up to this time. */
    void playUntil(long nanos) {
        while (!events.isEmpty() && events.element().due() <= nanos) {
            Event event = events.remove();
            advance(event.due());
            event.action().run();
        }
        advance(nanos);
    }

    private void advance(long nanos) {
        ticker.advance(Duration.ofNanos(nanos - now));
        now = nanos;
    }

    /** The library's timer: its tasks run on a thread of their own, exactly on time. */
    Timer timer() {
        return new Timer() {
            @Override
            public Pending schedule(Runnable task, long nanos) {
                return later(nanos, () -> timerThread.hand(task));
            }

            @Override
            public void handOver(Runnable usersCode) {
                executor().execute(usersCode);
            }
        };
    }

    private Timer.Pending later(long nanos, Runnable fire) {
        Event[] mine = new Event[1];
        mine[0] =
                schedule(
                        nanos,
                        () -> {
                            timers.remove(mine[0]);
                            fire.run();
                        });
        timers.add(mine[0]);
        return () -> {
            timers.remove(mine[0]);
            events.remove(mine[0]);
        };
    }

    /** A pool for code of users: a thread that is free, else the first one. */
    private Executor executor() {
        return task -> after(0, () -> freeThread().hand(task));
    }

    private SimulatedThread freeThread() {
        return pool.stream().filter(thread -> !thread.isBusy()).findFirst().orElse(pool.get(0));
    }

    int pendingTimers() {
        return timers.size();
    }

    /**
     * Checks the thread that runs a function of a user. To be called by each of these functions.
     */
    void userCode(String what) {
        SimulatedThread here = SimulatedThread.currentOrNull();
        if (here == timerThread) {
            violation("user code on the timer's thread: " + what);
        }
        if (here != null
                && here.isInterrupted()
                && !here.mayBeInterrupted
                && !here.isInsideLateBody(now)) {
            violation(what + " begins on a thread interrupted by somebody else");
        }
        if (StackWalker.getInstance().walk(Stream::count) > DEEPEST_STACK) {
            violation("deep stack: " + what);
        }
    }

    void violation(String text) {
        violations.add("at " + now / 1_000_000.0 + " ms: " + text);
    }

    List<String> violations() {
        return violations;
    }

    @Override
    public void close() {
        LOG.setLevel(null);
        Stream.of(callers, pool, List.of(loop, timerThread))
                .flatMap(List::stream)
                .forEach(SimulatedThread::close);
    }
}
