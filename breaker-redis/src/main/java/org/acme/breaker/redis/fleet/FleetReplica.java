package org.acme.breaker.redis.fleet;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.acme.breaker.CircuitBreaker;
import org.acme.breaker.Ticker;
import org.jspecify.annotations.Nullable;

/**
 * One replica of a fleet. A timer calls {@link #tick}: the replica then reports what it thinks of
 * every breaker, and does later what follows from the answer. Calls of the breakers never come here
 * and never wait for it; a store that is away, slow or blocked for ever leaves lone breakers
 * behind.
 *
 * <p>Thread-safe. At most one report is under way; an answer that comes after its tick is dropped.
 */
public final class FleetReplica {

    private final FleetSettings settings;
    private final Supplier<? extends Collection<CircuitBreaker>> breakers;
    private final Ticker ticker;
    private final FleetStore store;
    private final FleetListener listener;

    /** Held while an opinion is formed or an answer is applied, never while the store is called. */
    private final Object deciding = new Object();

    private final Map<String, FleetView> views = new LinkedHashMap<>();
    private long sequence;
    private long requests;
    private int missed;
    private long sentAt;
    private List<FleetView> asked = List.of();

    /** The report whose answer is waited for; {@code null} if it came or was given up. */
    private @Nullable Report underWay;

    private @Nullable Throwable lastFailure;

    private volatile boolean connected;
    private volatile boolean announced;
    private volatile int living;
    private volatile int votesNeeded;
    private volatile Map<String, FleetStatus> statuses = Map.of();

    /**
     * A replica that has not reported yet.
     *
     * @param breakers answers the breakers there are, at every tick
     */
    public FleetReplica(
            FleetSettings settings,
            Supplier<? extends Collection<CircuitBreaker>> breakers,
            Ticker ticker,
            FleetStore store,
            FleetListener listener) {
        this.settings = settings;
        this.breakers = breakers;
        this.ticker = ticker;
        this.store = store;
        this.listener = listener;
    }

    /** Whether the store answered the last reports: otherwise the breakers are lone ones. */
    public boolean isConnected() {
        return connected;
    }

    /** How many replicas the store counted last, this one included; 0 before its first answer. */
    public int living() {
        return living;
    }

    /** How many open replicas open all, by the last answer; 0 before the first. */
    public int votesNeeded() {
        return votesNeeded;
    }

    /** What the store said last about the breaker of this name. */
    public FleetStatus status(String breaker) {
        return statuses.getOrDefault(breaker, FleetStatus.UNKNOWN);
    }

    /**
     * Asks for an action on this breaker in every replica.
     *
     * @return completes with the number of the action when the store has it; fails with {@link
     *     FleetRefusedException} where there is no such breaker or the store is away
     */
    public CompletionStage<Long> request(String breaker, FleetAction action) {
        CompletableFuture<Long> done = new CompletableFuture<>();
        synchronized (deciding) {
            FleetView view = views.get(breaker);
            if (connected && view != null) {
                requests++;
                view.requests().add(settings.replica() + ":" + requests, action, done);
                return done;
            }
        }
        done.completeExceptionally(storeIsAway());
        return done;
    }

    /** Reports once. Never waits for the store, unless the store itself blocks its caller. */
    public void tick() {
        Report report;
        List<Runnable> told = new ArrayList<>();
        synchronized (deciding) {
            countMissed(told);
            report = report();
            underWay = report;
            sentAt = ticker.nanos();
        }
        told.forEach(Runnable::run);
        CompletionStage<Answer> answer;
        try {
            answer = store.exchange(report);
        } catch (RuntimeException thrown) {
            answer = CompletableFuture.failedFuture(thrown);
        }
        answer.whenComplete((said, failure) -> receive(report, said, failure));
    }

    private void countMissed(List<Runnable> told) {
        if (underWay == null) {
            return;
        }
        missed++;
        if (missed >= FleetSettings.MISSED_TICKS && (connected || !announced)) {
            connected = false;
            announced = true;
            views.values().forEach(FleetView::leave);
            views.values().forEach(view -> view.requests().fail(storeIsAway(), told));
            String reason = reason();
            told.add(() -> listener.alone(reason));
        }
    }

    private String reason() {
        Throwable failure = lastFailure;
        lastFailure = null;
        return failure == null
                ? "no answer within " + settings.storeTimeout().toMillis() + " ms"
                : String.valueOf(failure.getMessage());
    }

    private Report report() {
        Set<String> present = new HashSet<>();
        for (CircuitBreaker breaker : breakers.get()) {
            present.add(breaker.name());
            FleetView view = views.get(breaker.name());
            if (view == null || view.breaker != breaker) {
                views.put(breaker.name(), new FleetView(breaker, settings, ticker));
            }
        }
        views.keySet().retainAll(present);
        asked = List.copyOf(views.values());
        List<Opinion> opinions = new ArrayList<>(asked.size());
        asked.forEach(view -> opinions.add(view.opinion()));
        sequence++;
        return new Report(
                settings.replica(), settings.application(), sequence, settings.limits(), opinions);
    }

    private void receive(Report report, @Nullable Answer said, @Nullable Throwable failure) {
        List<Runnable> told = new ArrayList<>();
        synchronized (deciding) {
            if (report != underWay) {
                return;
            }
            if (said == null) {
                lastFailure = failure instanceof CompletionException e ? e.getCause() : failure;
            } else if (ticker.nanos() - sentAt <= settings.storeTimeout().toNanos()
                    && said.breakers().size() == asked.size()) {
                underWay = null;
                accept(said, told);
            }
        }
        told.forEach(Runnable::run);
    }

    private void accept(Answer said, List<Runnable> told) {
        missed = 0;
        lastFailure = null;
        living = said.living();
        votesNeeded = said.votesNeeded();
        Map<String, FleetStatus> fresh = new LinkedHashMap<>();
        for (int i = 0; i < asked.size(); i++) {
            FleetView view = asked.get(i);
            view.apply(said.breakers().get(i), said.votesNeeded());
            view.requests().answered(said.breakers().get(i), told);
            fresh.put(view.breaker.name(), FleetStatus.of(view));
        }
        statuses = Map.copyOf(fresh);
        if (!connected) {
            connected = true;
            announced = true;
            told.add(() -> listener.connected(said.living()));
        }
    }

    private static FleetRefusedException storeIsAway() {
        return new FleetRefusedException(
                "the store of the fleet does not answer: nothing was done; without fleet=true the"
                        + " action works on each replica");
    }
}
