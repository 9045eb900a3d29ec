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
 * Breakers by name: one for each dependency, or for each host of it. A breaker is made at most once,
 * however many threads ask for it at the same moment. Listeners are told of additions and removals in
 * the order in which these happened, once each and one after the other; a thread that adds or removes a
 * breaker while another one tells listeners doesn't wait for them. Thread-safe.
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
     * Held while breakers or listeners are added or removed, never while anybody is told: it makes one
     * order of all additions and removals, which is the order of the notices.
     */
    private final Object changing = new Object();

    private final OrderedNotices notices = new OrderedNotices(onAdded.log());

    /** What was seen of a breaker, and since when that is so. */
    private record Activity(CircuitBreaker of, long count, long sinceNanos) {

        boolean isStill(CircuitBreaker breaker, long activity) {
            return of == breaker && count == activity;
        }
    }

    private CircuitBreakerRegistry(CircuitBreakerConfig defaults, Ticker ticker) {
        this.defaults = InvalidConfigurationException.requireGiven(defaults, "defaults");
        this.ticker = InvalidConfigurationException.requireGiven(ticker, "ticker");
    }

    /** A registry whose breakers are configured by default as {@code defaults}. */
    public static CircuitBreakerRegistry of(CircuitBreakerConfig defaults) {
        return of(defaults, Ticker.system());
    }

    /** A registry whose breakers run on another clock. */
    public static CircuitBreakerRegistry of(CircuitBreakerConfig defaults, Ticker ticker) {
        return new CircuitBreakerRegistry(defaults, ticker);
    }

    /** The breaker of this name, made with the default configuration if there's none. */
    public CircuitBreaker breaker(String name) {
        return breaker(name, defaults);
    }

    /** The breaker of this name, made with {@code config} if there's none. */
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

    /** Tells those of {@code these} who still listen when their turn comes. */
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

    /** The breaker of this name, if there is one. */
    public Optional<CircuitBreaker> find(String name) {
        return Optional.ofNullable(
                breakers.get(InvalidConfigurationException.requireGiven(name, "name")));
    }

    /** All breakers. */
    public Collection<CircuitBreaker> all() {
        return List.copyOf(breakers.values());
    }

    /** All states, by name in alphabetical order. */
    public Map<String, BreakerState> states() {
        Map<String, BreakerState> states = new TreeMap<>();
        breakers.forEach((name, breaker) -> states.put(name, breaker.state()));
        return states;
    }

    /** Resets all breakers. */
    public void resetAll() {
        all().forEach(CircuitBreaker::reset);
    }

    /** {@linkplain CircuitBreaker#poll Polls} all breakers. */
    public void pollAll() {
        breakers.values().forEach(CircuitBreaker::poll);
    }

    /** Forgets the breaker of this name; who holds it may go on using it. */
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
     * Removes breakers that nobody has used for {@code idle} or longer: no call has ended or was
     * rejected, as far as can be told from looking at them now and at earlier times that this method was
     * called. An open breaker stays until its wait is over, and one that was forced open or disabled by
     * hand stays for good. Looking at a breaker isn't using it.
     *
     * @param idle above zero, at most 365 days
     * @return how many were removed
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

    /** Tells {@code listener} of every breaker: those that exist now, and those to come. */
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

    /** Tells {@code listener} of every breaker that is removed. */
    public Registration onRemoved(Consumer<? super CircuitBreaker> listener) {
        synchronized (changing) {
            return onRemoved.add(listener);
        }
    }

    /**
     * Messages to listeners, delivered one after the other in the order in which they were added. A
     * thread that comes while another one delivers leaves its messages to that one and doesn't wait; so
     * does a listener that causes further messages.
     */
    private static final class OrderedNotices {

        private final FailureLog log;
        private final Queue<Runnable> undelivered = new ConcurrentLinkedQueue<>();
        private final AtomicInteger delivering = new AtomicInteger();

        OrderedNotices(FailureLog log) {
            this.log = log;
        }

        /** Adds a message. Callers that add under a lock define the order by it. */
        void add(Runnable message) {
            undelivered.add(message);
        }

        /** Delivers what was added, unless another thread is about to. Call it without any lock. */
        void deliver() {
            if (delivering.getAndIncrement() != 0) {
                return;
            }
            int missed = 1;
            do {
                for (Runnable next = undelivered.poll(); next != null; next = undelivered.poll()) {
                    // Whatever is thrown, an OutOfMemoryError say: the next must be delivered.
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
