package org.acme.breaker;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Consumer;

/**
 * Breakers by name: one for each dependency, or for each host of it. A breaker is made at most once,
 * however many threads ask for it at the same moment. Thread-safe.
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
     * Held while a breaker or a listener is added, never while anybody is told: so that each listener
     * is told of each breaker exactly once.
     */
    private final Object adding = new Object();

    /** What was seen of a breaker, and since when that is so. */
    private record Activity(CircuitBreaker of, long count, long sinceNanos) {

        boolean isStill(CircuitBreaker breaker, long activity) {
            return of == breaker && count == activity;
        }
    }

    private CircuitBreakerRegistry(CircuitBreakerConfig defaults, Ticker ticker) {
        this.defaults = Objects.requireNonNull(defaults, "defaults");
        this.ticker = Objects.requireNonNull(ticker, "ticker");
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
        CircuitBreaker known = breakers.get(name);
        if (known != null) {
            return known;
        }
        CircuitBreaker made = CircuitBreaker.of(name, config, ticker);
        List<Consumer<? super CircuitBreaker>> listeners;
        synchronized (adding) {
            CircuitBreaker before = breakers.putIfAbsent(name, made);
            if (before != null) {
                return before;
            }
            listeners = onAdded.now();
        }
        onAdded.tell(listeners, listener -> listener.accept(made));
        return made;
    }

    /** The breaker of this name, if there is one. */
    public Optional<CircuitBreaker> find(String name) {
        return Optional.ofNullable(breakers.get(name));
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
        CircuitBreaker breaker = breakers.get(name);
        return breaker != null && remove(breaker);
    }

    private boolean remove(CircuitBreaker breaker) {
        if (!breakers.remove(breaker.name(), breaker)) {
            return false;
        }
        activities.remove(breaker.name());
        onRemoved.tell(listener -> listener.accept(breaker));
        return true;
    }

    /**
     * Removes closed breakers of which no call has ended for {@code idle} or longer, as far as can be
     * told from looking at them now and at earlier times that this method was called.
     *
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
                    && breaker.state() == BreakerState.CLOSED
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
        Collection<CircuitBreaker> known;
        synchronized (adding) {
            registration = onAdded.add(listener);
            known = all();
        }
        for (CircuitBreaker breaker : known) {
            onAdded.tell(List.of(listener), added -> added.accept(breaker));
        }
        return registration;
    }

    /** Tells {@code listener} of every breaker that is removed. */
    public Registration onRemoved(Consumer<? super CircuitBreaker> listener) {
        return onRemoved.add(listener);
    }
}
