package org.acme.breaker;

import static org.acme.breaker.InvalidConfigurationException.requireGiven;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.acme.breaker.CircuitBreakerEvent.Transition;
import org.acme.breaker.internal.Durations;
import org.jspecify.annotations.Nullable;

/**
 * Guards the calls to one dependency: rejects them while the dependency fails, and admits a few
 * probes to find out when it has recovered.
 *
 * <pre>{@code
 * CircuitBreaker payment = CircuitBreaker.of("payment", CircuitBreakerConfig.defaults());
 * Receipt receipt = payment.call(() -> gateway.charge(order));
 * }</pre>
 *
 * <p><b>What a call does.</b> It reads the state once. A closed breaker admits the call, runs it on
 * the caller's thread and records the outcome in the window; the outcome that brings the failure
 * rate to its threshold opens the breaker. An open breaker throws {@link CallNotPermittedException}
 * without calling anything. When the wait is over, the next call makes the breaker half-open and
 * becomes its first probe. Enough successful probes close it, at once or over a {@link Ramp}; a
 * failed one opens it again.
 *
 * <p><b>A result counts only for the state that admitted its call.</b> A call that was admitted
 * before the breaker opened and ends while it is half-open says nothing about the dependency now.
 * It is reported as {@linkplain CallOutcome#LATE_SUCCESS late} and decides nothing. Without this
 * rule, the timeouts of an outage would close or reopen a breaker after the outage.
 *
 * <p><b>What is not recorded.</b> Interrupts, cancellations and {@link NotRecorded} exceptions (a
 * full bulkhead, an exceeded rate, the caller's own deadline) say nothing about the dependency.
 * Every other exception or error is a failure unless the configuration says otherwise.
 *
 * <p><b>Time.</b> The breaker starts no thread. Everything that depends on time alone happens at
 * the next call, at {@link #state()}, {@link #snapshot()} or {@link #poll()}. Two things surprise
 * readers: an open breaker whose wait is over is still reported as open until a call arrives, and
 * hanging calls of an idle breaker are noticed only if something calls one of these three methods,
 * as the Quarkus extension does twice a second. A breaker does not end slow calls either: that is
 * the task of a {@linkplain org.acme.breaker.timeout.Timeout timeout} inside it (see {@link
 * org.acme.breaker.pipeline.Pipeline}).
 *
 * <p><b>Cost.</b> Lock-free. A healthy call allocates nothing here and writes to one counter, which
 * splits itself when threads contend for it (time window) or is one shared atomic number (count
 * window).
 *
 * <p>Thread-safe. Exceptions from listeners and strategies are logged and never change the result
 * of a call. Arguments must not be {@code null}.
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

    /**
     * Creates a breaker on the system clock; {@link CircuitBreakerRegistry} shares breakers by
     * name.
     */
    public static CircuitBreaker of(String name, CircuitBreakerConfig config) {
        return of(name, config, Ticker.system());
    }

    /** Creates a breaker on the given clock, for tests and simulations. */
    public static CircuitBreaker of(String name, CircuitBreakerConfig config, Ticker ticker) {
        return new CircuitBreaker(name, config, ticker);
    }

    /** Returns the name of the breaker in metrics, events and messages. */
    public String name() {
        return machine.name;
    }

    /** Returns the current configuration; {@link #configure} replaces it. */
    public CircuitBreakerConfig config() {
        return machine.current().config;
    }

    // --- calls ---

    /**
     * Makes the call on this thread if the breaker admits it, and records its outcome.
     *
     * @return what {@code body} returned; may be {@code null}
     * @throws CallNotPermittedException if the breaker rejects the call; {@code body} is not run
     *     then
     * @throws E what {@code body} threw, unchanged
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

    /** Runs {@code body} as {@link #call} does, for work without a result. */
    public <E extends Exception> void run(CheckedRun<E> body) throws E {
        call(body);
    }

    /**
     * Starts asynchronous work if the breaker admits it, and records the outcome when its stage
     * ends. The returned future fails with {@link CallNotPermittedException} if the call is
     * rejected; this method itself does not throw it. Cancelling the future cancels the work,
     * records nothing, and gives back the permit of a probe.
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

    /** Returns a wrapper that makes each call of {@code body} through this breaker. */
    public <T extends @Nullable Object, E extends Exception> CheckedCall<T, E> decorate(
            CheckedCall<T, E> body) {
        Objects.requireNonNull(body, "body");
        return () -> call(body);
    }

    /** Returns a wrapper that makes each call of {@code body} through this breaker. */
    public <T extends @Nullable Object> Supplier<T> decorateSupplier(Supplier<T> body) {
        Objects.requireNonNull(body, "body");
        return () -> call(body::get);
    }

    /** Returns a wrapper that makes each call of {@code body} through this breaker. */
    public Runnable decorateRunnable(Runnable body) {
        Objects.requireNonNull(body, "body");
        return () -> run(body::run);
    }

    // --- two steps ---

    /**
     * Acquires a permit for one call, for code that cannot pass the call as a lambda. End it
     * exactly once.
     *
     * @throws CallNotPermittedException if the breaker rejects the call
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

    /**
     * Acquires a permit for one call, or returns {@code null} if the breaker rejects it. A
     * rejection allocates nothing.
     */
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

    /** Returns the state, after the changes that are due by time alone (see {@link #poll()}). */
    public BreakerState state() {
        poll();
        return machine.current().kind();
    }

    /** Returns state, counts and settings as of one moment, after a {@link #poll()}. */
    public Snapshot snapshot() {
        poll();
        return Snapshot.of(machine, calls);
    }

    /** Returns the last transitions, oldest first; at most 20. */
    public List<Transition> history() {
        return machine.listeners.history();
    }

    /**
     * Makes the changes that are due by time alone: ends the leases of overdue probes, records
     * hanging calls as slow, and moves a ramp on. It never moves an open breaker to half-open; only
     * a call does.
     */
    public void poll() {
        machine.current().poll(machine, machine.ticker.nanos());
    }

    /**
     * Adds a listener for transitions and the other events, which it gets in the order they
     * happened. It runs on the thread of some caller, not always of the one that caused the event;
     * keep it short. Its exceptions are logged.
     */
    public Registration onEvent(Consumer<? super CircuitBreakerEvent> listener) {
        return machine.listeners.forEvents.add(listener);
    }

    /** Adds a listener that hears of every call and rejection; meant for metrics. */
    public Registration onCall(CallListener listener) {
        return machine.listeners.forCalls.add(listener);
    }

    // --- by hand ---

    /**
     * Closes the breaker with an empty window, from any state. A breaker whose {@link Mode}
     * disables it or forces it open returns to that state.
     */
    public void reset() {
        machine.reset();
    }

    /**
     * Closes the breaker with an empty window.
     *
     * @return {@code false} if it was closed already; the window is kept then
     */
    public boolean close() {
        return machine.force(BreakerState.CLOSED, Reason.MANUAL_CLOSE);
    }

    /**
     * Opens the breaker as if its failure rate had reached the threshold, so that it recovers by
     * probes.
     *
     * @return {@code false} if it was open already
     */
    public boolean open() {
        return machine.openByHand();
    }

    /**
     * Opens the breaker for this time, from any state; then it admits probes. If it is open
     * already, the wait begins anew and no event is published.
     *
     * @param time above zero, at most 365 days
     */
    public void open(Duration time) {
        machine.openFor(Durations.requirePositive("time", time));
    }

    /**
     * Makes the breaker half-open, from any state: the next calls are probes.
     *
     * @return {@code false} if it was half-open already
     */
    public boolean halfOpen() {
        return machine.halfOpenByHand();
    }

    /**
     * Rejects all calls for this time, from any state, or until {@link #reset} or {@link #close};
     * then the breaker admits probes. Its fleet can't close it meanwhile, other than one that is
     * {@linkplain #open(Duration) open}. For maintenance whose end is known.
     *
     * @param time above zero, at most 365 days
     */
    public void forceOpen(Duration time) {
        machine.forceOpenFor(Durations.requirePositive("time", time));
    }

    /**
     * Rejects all calls until {@link #reset} or {@link #close}; no probe is made.
     *
     * @return {@code false} if it was forced open already
     */
    public boolean forceOpen() {
        return machine.force(BreakerState.FORCED_OPEN, Reason.FORCED);
    }

    /**
     * Admits all calls without judging them until {@link #reset}, {@link #close} or {@link #open}.
     *
     * @return {@code false} if it was disabled already
     */
    public boolean disable() {
        return machine.force(BreakerState.DISABLED, Reason.MANUAL_DISABLE);
    }

    /**
     * Changes the configuration while calls are running. State and window are kept, and the new
     * thresholds apply from the next outcome on; a window of another kind or size starts empty.
     */
    public void configure(CircuitBreakerConfig config) {
        machine.configure(requireGiven(config, "config"));
    }

    /**
     * Returns the link through which breakers of the same name in other processes open and close
     * this one.
     */
    public FleetLink fleet() {
        return machine.fleet;
    }

    /** A counter for idle detection: two equal readings mean that no call ended in between. */
    long activity() {
        return calls.activity();
    }

    /** Whether this idle breaker can be replaced by a new one without losing a decision. */
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
