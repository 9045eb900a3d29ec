package org.acme.breaker;

import static org.acme.breaker.InvalidConfigurationException.requireGiven;

import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.acme.breaker.CircuitBreakerEvent.Transition;
import org.jspecify.annotations.Nullable;

/**
 * Stops calling what doesn't answer, and finds out when it does again.
 *
 * <pre>{@code
 * CircuitBreaker payment = CircuitBreaker.of("payment", CircuitBreakerConfig.defaults());
 * Receipt receipt = payment.call(() -> gateway.charge(order));
 * }</pre>
 *
 * Thread-safe and lock-free. Starts no thread: what is due by time alone happens at the next call,
 * look or {@link #poll()}. What listeners and strategies throw is logged and never changes the
 * result of a call.
 */
public final class CircuitBreaker {

    private final StateMachine machine;
    private final CallRecorder calls;

    private CircuitBreaker(String name, CircuitBreakerConfig config, Ticker ticker) {
        this.machine =
                new StateMachine(
                        requireGiven(name, "name"),
                        requireGiven(config, "config"),
                        requireGiven(ticker, "ticker"));
        this.calls = new CallRecorder(machine);
    }

    /** A breaker of its own; see {@link CircuitBreakerRegistry} for shared ones. */
    public static CircuitBreaker of(String name, CircuitBreakerConfig config) {
        return of(name, config, Ticker.system());
    }

    /** A breaker on another clock. */
    public static CircuitBreaker of(String name, CircuitBreakerConfig config, Ticker ticker) {
        return new CircuitBreaker(name, config, ticker);
    }

    /** What it is called in metrics, events and messages. */
    public String name() {
        return machine.name;
    }

    /** What it is configured as now. */
    public CircuitBreakerConfig config() {
        return machine.current().config;
    }

    // --- calls ---

    /**
     * Makes the call, if it is permitted, and counts how it ends. Throws what the call throws.
     *
     * @throws CallNotPermittedException if it isn't permitted
     */
    public <T extends @Nullable Object, E extends Exception> T call(CheckedCall<T, E> body)
            throws E {
        Objects.requireNonNull(body, "body");
        State state;
        int token;
        do {
            state = machine.current();
            token = calls.admit(state);
        } while (token == State.MOVED);
        if (token == State.REFUSED) {
            throw calls.refusal(state);
        }
        boolean timed = calls.areTimed(state);
        long start = timed ? machine.ticker.nanos() : 0;
        T result;
        try {
            result = body.call();
        } catch (Throwable thrown) {
            calls.threw(state, token, timed, start, thrown);
            throw thrown;
        }
        calls.returned(state, token, timed, start, result);
        return result;
    }

    /** As {@link #call}, for work without a result. */
    public <E extends Exception> void run(CheckedRun<E> body) throws E {
        call(body);
    }

    /**
     * Starts asynchronous work, if it is permitted, and counts how its stage ends. The answer fails
     * with {@link CallNotPermittedException} if it isn't. Cancelling the answer cancels the work, is
     * counted nowhere, and gives a probe's permit back.
     */
    public <T extends @Nullable Object> CompletableFuture<T> callAsync(
            Supplier<? extends CompletionStage<T>> body) {
        Objects.requireNonNull(body, "body");
        Permit permit;
        try {
            permit = acquire();
        } catch (CallNotPermittedException e) {
            return CompletableFuture.failedFuture(e);
        }
        return permit.endedBy(body);
    }

    /** {@code body}, guarded. */
    public <T extends @Nullable Object, E extends Exception> CheckedCall<T, E> decorate(
            CheckedCall<T, E> body) {
        Objects.requireNonNull(body, "body");
        return () -> call(body);
    }

    /** {@code body}, guarded. */
    public <T extends @Nullable Object> Supplier<T> decorateSupplier(Supplier<T> body) {
        Objects.requireNonNull(body, "body");
        return () -> call(body::get);
    }

    /** {@code body}, guarded. */
    public Runnable decorateRunnable(Runnable body) {
        Objects.requireNonNull(body, "body");
        return () -> run(body::run);
    }

    // --- two steps ---

    /**
     * A permit for one call.
     *
     * @throws CallNotPermittedException if there is none
     */
    public Permit acquire() {
        State state;
        int token;
        do {
            state = machine.current();
            token = calls.admit(state);
        } while (token == State.MOVED);
        if (token == State.REFUSED) {
            throw calls.refusal(state);
        }
        return new Permit(calls, state, token, machine.ticker.nanos());
    }

    /** A permit for one call, or {@code null}. A refusal allocates nothing. */
    public @Nullable Permit tryAcquire() {
        State state;
        int token;
        do {
            state = machine.current();
            token = calls.admit(state);
        } while (token == State.MOVED);
        return token == State.REFUSED
                ? null
                : new Permit(calls, state, token, machine.ticker.nanos());
    }

    // --- looking ---

    /** The state, after doing what is due by time alone. */
    public BreakerState state() {
        poll();
        return machine.current().kind();
    }

    /** Everything about it, at one moment. */
    public Snapshot snapshot() {
        poll();
        return Snapshot.of(machine, calls);
    }

    /** The last transitions, oldest first; at most 20. */
    public List<Transition> history() {
        return machine.listeners.history();
    }

    /** Does what is due by time alone: ends leases, counts hanging calls, goes on with a ramp. */
    public void poll() {
        machine.current().poll(machine, machine.ticker.nanos());
    }

    /** Tells {@code listener} of transitions and of what else happens, in the order it happens. */
    public Registration onEvent(Consumer<? super CircuitBreakerEvent> listener) {
        return machine.listeners.forEvents.add(listener);
    }

    /** Tells {@code listener} of every call. */
    public Registration onCall(CallListener listener) {
        return machine.listeners.forCalls.add(listener);
    }

    // --- by hand ---

    /** Closes it with an empty window, whatever state it is in. */
    public void reset() {
        machine.reset();
    }

    /** Closes it; {@code false} if it is closed. */
    public boolean close() {
        return machine.force(BreakerState.CLOSED, Reason.MANUAL_CLOSE);
    }

    /** Opens it as if its rate had been bad: it comes back by probes. {@code false} if it's open. */
    public boolean open() {
        return machine.openByHand();
    }

    /** Refuses all calls until {@link #reset} or {@link #close}. {@code false} if it does. */
    public boolean forceOpen() {
        return machine.force(BreakerState.FORCED_OPEN, Reason.FORCED);
    }

    /** Lets all calls pass, unjudged, until told otherwise. {@code false} if it does. */
    public boolean disable() {
        return machine.force(BreakerState.DISABLED, Reason.MANUAL_DISABLE);
    }

    /**
     * Changes the configuration while calls are running. State and window stay, and new thresholds
     * are applied with the next outcome; a window of another kind or size starts empty.
     */
    public void configure(CircuitBreakerConfig config) {
        machine.configure(requireGiven(config, "config"));
    }

    /** What breakers of the same name in other processes may do to this one. */
    public FleetLink fleet() {
        return machine.fleet;
    }

    /** A counter for idle detection: two equal readings mean that no call ended in between. */
    long activity() {
        return calls.activity();
    }

    /** Whether nothing is lost if a new breaker takes the place of this one, which is idle. */
    boolean mayRetire() {
        poll();
        State state = machine.current();
        return switch (state.kind()) {
            case CLOSED, HALF_OPEN, RECOVERING -> true;
            case OPEN -> state.remainingNanos(machine.ticker.nanos()) == 0;
            case FORCED_OPEN, DISABLED -> false;
        };
    }

    @Override
    public String toString() {
        State state = machine.current();
        return "CircuitBreaker[" + name() + ", " + state.kind().label() + "]";
    }
}
