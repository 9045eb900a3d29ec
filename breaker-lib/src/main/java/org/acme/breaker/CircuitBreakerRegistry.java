package org.acme.breaker;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.acme.breaker.internal.Durations;
import org.acme.breaker.internal.FailureLog;
import org.acme.breaker.internal.ListenerList;

/**
 * Holds breakers by name: one for each dependency, or for each host of it.
 *
 * <p>Each breaker is created once, however many threads ask for it at the same time. Listeners hear
 * of additions and removals once each, one after the other, in the order in which these happened; a
 * thread that adds or removes a breaker while another thread notifies listeners does not wait for
 * it. Thread-safe.
 */
public final class CircuitBreakerRegistry {

    private final CircuitBreakerConfig defaults;
    private final Ticker ticker;
    private final ConcurrentMap<String, CircuitBreaker> breakers = new ConcurrentHashMap<>();
    private final ConcurrentMap<String, Activity> activities = new ConcurrentHashMap<>();
    private final ListenerList<Consumer<? super CircuitBreaker>> onAdded =
            new ListenerList<>("registry");
    private final ListenerList<Consumer<? super CircuitBreaker>> onRemoved =
            new ListenerList<>("registry");

    /**
     * Held while breakers or listeners are added or removed, and never while listeners run. It
     * gives all additions and removals one order, which is the order of the notices.
     */
    private final Object changing = new Object();

    private final OrderedNotices notices = new OrderedNotices(onAdded.log());

    /** The activity of a breaker at the last look, and since when it has not changed. */
    private record Activity(CircuitBreaker of, long count, long sinceNanos) {

        boolean isStill(CircuitBreaker breaker, long activity) {
            return of == breaker && count == activity;
        }
    }

    private CircuitBreakerRegistry(CircuitBreakerConfig defaults, Ticker ticker) {
        this.defaults = InvalidConfigurationException.requireGiven(defaults, "defaults");
        this.ticker = InvalidConfigurationException.requireGiven(ticker, "ticker");
    }

    /**
     * Creates a registry whose breakers use {@code defaults} unless they are given a configuration.
     */
    public static CircuitBreakerRegistry of(CircuitBreakerConfig defaults) {
        return of(defaults, Ticker.system());
    }

    /** Creates a registry whose breakers run on the given clock. */
    public static CircuitBreakerRegistry of(CircuitBreakerConfig defaults, Ticker ticker) {
        return new CircuitBreakerRegistry(defaults, ticker);
    }

    /**
     * Returns the breaker of this name; creates it with the default configuration if there is none.
     */
    public CircuitBreaker breaker(String name) {
        return breaker(name, defaults);
    }

    /** Returns the breaker of this name; creates it with {@code config} if there is none. */
    public CircuitBreaker breaker(String name, CircuitBreakerConfig config) {
        CircuitBreaker known =
                breakers.get(InvalidConfigurationException.requireGiven(name, "name"));
        if (known != null) {
            return known;
        }
        CircuitBreaker made = CircuitBreaker.of(name, config, ticker);
        synchronized (changing) {
            CircuitBreaker before = breakers.putIfAbsent(name, made);
            if (before != null) {
                return before;
            }
            announce(onAdded, onAdded.now(), made);
        }
        notices.deliver();
        return made;
    }

    /** Notifies those of {@code these} that are still registered when it is their turn. */
    private void announce(
            ListenerList<Consumer<? super CircuitBreaker>> list,
            List<Consumer<? super CircuitBreaker>> these,
            CircuitBreaker breaker) {
        if (!these.isEmpty()) {
            notices.add(
                    () -> {
                        List<Consumer<? super CircuitBreaker>> still = list.now();
                        list.tell(
                                these.stream().filter(still::contains).toList(),
                                listener -> listener.accept(breaker));
                    });
        }
    }

    /** Returns the breaker of this name, if there is one. */
    public Optional<CircuitBreaker> find(String name) {
        return Optional.ofNullable(
                breakers.get(InvalidConfigurationException.requireGiven(name, "name")));
    }

    /** Returns all breakers of this registry. */
    public Collection<CircuitBreaker> all() {
        return List.copyOf(breakers.values());
    }

    /** Returns the state of each breaker, sorted by name. */
    public Map<String, BreakerState> states() {
        Map<String, BreakerState> states = new TreeMap<>();
        breakers.forEach((name, breaker) -> states.put(name, breaker.state()));
        return states;
    }

    /** Resets all breakers: each is closed with an empty window. */
    public void resetAll() {
        all().forEach(CircuitBreaker::reset);
    }

    /** {@linkplain CircuitBreaker#poll Polls} all breakers. */
    public void pollAll() {
        breakers.values().forEach(CircuitBreaker::poll);
    }

    /** Removes the breaker of this name. Code that holds a reference to it can go on using it. */
    public boolean remove(String name) {
        CircuitBreaker breaker =
                breakers.get(InvalidConfigurationException.requireGiven(name, "name"));
        return breaker != null && remove(breaker);
    }

    private boolean remove(CircuitBreaker breaker) {
        synchronized (changing) {
            if (!breakers.remove(breaker.name(), breaker)) {
                return false;
            }
            activities.remove(breaker.name());
            announce(onRemoved, onRemoved.now(), breaker);
        }
        notices.deliver();
        return true;
    }

    /**
     * Removes breakers that were not used for {@code idle} or longer: between the calls of this
     * method, no call of theirs ended or was rejected. An open breaker stays until its wait is
     * over; one that was forced open or disabled by hand is never removed. Reading a breaker's
     * state is not use.
     *
     * @param idle above zero, at most 365 days
     * @return how many breakers were removed
     */
    public int retireIdle(Duration idle) {
        long idleNanos = Durations.requirePositive("idle", idle);
        long now = ticker.nanos();
        int retired = 0;
        for (CircuitBreaker breaker : breakers.values()) {
            long count = breaker.activity();
            Activity seen = activities.get(breaker.name());
            if (seen == null || !seen.isStill(breaker, count)) {
                activities.put(breaker.name(), new Activity(breaker, count, now));
            } else if (now - seen.sinceNanos() >= idleNanos
                    && breaker.mayRetire()
                    && remove(breaker)) {
                retired++;
            }
        }
        activities.keySet().retainAll(breakers.keySet());
        return retired;
    }

    /** Adds a listener for breakers: it gets those that exist now, and each new one. */
    public Registration onAdded(Consumer<? super CircuitBreaker> listener) {
        Registration registration;
        synchronized (changing) {
            registration = onAdded.add(listener);
            for (CircuitBreaker breaker : breakers.values()) {
                announce(onAdded, List.of(listener), breaker);
            }
        }
        notices.deliver();
        return registration;
    }

    /** Adds a listener for breakers that are removed. */
    public Registration onRemoved(Consumer<? super CircuitBreaker> listener) {
        synchronized (changing) {
            return onRemoved.add(listener);
        }
    }

    /**
     * Delivers messages to listeners, one after the other, in the order in which they were added. A
     * thread that adds while another one delivers leaves its messages to that one and does not
     * wait; so does a listener that causes further messages.
     */
    private static final class OrderedNotices {

        private final FailureLog log;
        private final Queue<Runnable> undelivered = new ConcurrentLinkedQueue<>();
        private final AtomicInteger delivering = new AtomicInteger();

        OrderedNotices(FailureLog log) {
            this.log = log;
        }

        /**
         * Adds a message to listeners. Callers that add under a lock define the order by that lock.
         */
        void add(Runnable message) {
            undelivered.add(message);
        }

        /**
         * Delivers what was added, unless another thread is about to. Call it without holding a
         * lock.
         */
        void deliver() {
            if (delivering.getAndIncrement() != 0) {
                return;
            }
            int missed = 1;
            do {
                for (Runnable next = undelivered.poll(); next != null; next = undelivered.poll()) {
                    // Even after an OutOfMemoryError the next message must be delivered.
                    try {
                        next.run();
                    } catch (Throwable thrown) {
                        log.logAndContinue(thrown);
                    }
                }
                missed = delivering.addAndGet(-missed);
            } while (missed != 0);
        }
    }
}
