package org.acme.breaker;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import org.acme.breaker.CallRecorder.CallReport;
import org.acme.breaker.CircuitBreakerEvent.Cleared;
import org.acme.breaker.CircuitBreakerEvent.Reconfigured;
import org.acme.breaker.CircuitBreakerEvent.Transition;
import org.acme.breaker.Listeners.StateChange;
import org.acme.breaker.State.StateEntry;
import org.acme.breaker.internal.Failures;
import org.acme.breaker.internal.Fields;
import org.acme.breaker.window.Counts;
import org.jspecify.annotations.Nullable;

/**
 * Holds the current {@link State} in one volatile field and replaces it by compare-and-set.
 *
 * <p><b>Why one reference.</b> A state object is immutable except for its counters (and the start
 * of a wait, which is corrected if the clock goes back), and contains all that a call needs:
 * configuration, counters, how the state was entered. A caller that has read it once can admit and
 * record without reading two fields that do not belong together. There is no lock, so a thread that
 * is suspended in a transition blocks no other thread.
 *
 * <p><b>The steps of a transition.</b> A state decides, from its own counters, and calls one of the
 * methods here with itself as {@code decided}. {@link #move} builds the next state and swaps it in.
 * If the swap fails, either another transition won, and this decision is dropped ({@link #lasts}
 * says no), or only the configuration was replaced, and the loop tries again with the new object.
 * So of several threads that reach a threshold at the same moment exactly one opens the breaker,
 * and one event is published.
 *
 * <p><b>Generations.</b> {@code State} objects that differ only in their configuration share one
 * {@link Generation}: {@link #configure} makes a new {@code State} and keeps the generation, unless
 * the window changes. Never compare state objects to find out whether a result is late; compare
 * generations. {@link #lasts} compares the kind as well, because {@code Recovering} hands its
 * generation on to {@code Closed}, so that calls admitted on the ramp still count after it.
 *
 * <p><b>Users' code.</b> The loop runs none, apart from the injected {@link Ticker}. An {@link
 * OpenDuration} is asked before it: once for each opening, except that two threads which decide at
 * the same moment may both ask. Listeners are called after the swap. Each {@link StateChange}
 * points to the one before it, so whichever thread publishes, events come in the order of the
 * swaps.
 *
 * <p><b>Cost.</b> A call pays two volatile reads here, when it is admitted and when it ends. Only a
 * change of state or configuration allocates.
 */
final class StateMachine {

    private static final VarHandle STATE =
            Fields.handle(MethodHandles.lookup(), "state", State.class);
    private static final Duration LONGEST_WAIT = Duration.ofDays(365);

    final String name;
    final Ticker ticker;
    final Listeners listeners;
    final FleetLink fleet;

    private volatile State state;

    StateMachine(String name, CircuitBreakerConfig config, Ticker ticker) {
        this.name = name;
        this.ticker = ticker;
        this.listeners = new Listeners(name);
        this.fleet = new FleetLink(this);
        this.state = first(config);
    }

    private State first(CircuitBreakerConfig config) {
        long now = ticker.nanos();
        BreakerState held = config.mode().heldState();
        Reason reason = held == null ? null : Reason.CONFIGURED;
        StateEntry entry = new StateEntry(now, ticker.wallTime(), reason, Counts.NONE, 0);
        StateChange none = new StateChange(0, null, null);
        return held == null
                ? new Closed(config, new CountingGeneration(1, config, now, ticker), entry, none)
                : held(held, config, new Generation(1), State.ByHand.ENDLESS, entry, none);
    }

    private static State held(
            BreakerState held,
            CircuitBreakerConfig config,
            Generation idle,
            long wait,
            StateEntry entry,
            StateChange change) {
        boolean disabled = held == BreakerState.DISABLED;
        return new State.ByHand(disabled, wait, entry.sinceNanos(), config, idle, entry, change);
    }

    State current() {
        return state;
    }

    /** Creates the next state from its arguments alone, since a failed swap calls it again. */
    private interface Next {
        State after(State from, StateEntry entry, StateChange change);
    }

    /** Opens the breaker, unless the state that decided so has ended already. */
    boolean open(
            State decided,
            Reason reason,
            Counts numbers,
            @Nullable Object trigger,
            @Nullable CallReport report) {
        if (!lasts(decided, state)) {
            return false;
        }
        int openings = decided.entry.openings() + 1;
        long wait = waitNanos(decided.config.openWait(), openings, trigger);
        return openFor(wait, decided, reason, numbers, nameOf(trigger), report);
    }

    boolean openFor(
            long wait,
            State decided,
            Reason reason,
            Counts numbers,
            @Nullable String cause,
            @Nullable CallReport report) {
        int openings = decided.entry.openings() + 1;
        return move(
                decided,
                new Decision(BreakerState.OPEN, reason, numbers, openings, cause),
                report,
                (from, entry, change) -> new Open(from.config, idle(from), wait, entry, change));
    }

    /**
     * Starts the wait again in a new generation, so that a call that was about to probe reads the
     * state again.
     */
    boolean prolong(Open from, long wait) {
        return swap(from, from.waiting(wait, idle(from), ticker.nanos()));
    }

    /** Opens for as long as the end of a call asked for, whatever the strategy says. */
    boolean openAsAsked(
            long wait,
            State decided,
            Counts numbers,
            @Nullable Object trigger,
            @Nullable CallReport report) {
        return openFor(wait, decided, Reason.REQUESTED, numbers, nameOf(trigger), report);
    }

    /** For how long a failure asks the breaker to open; 0: it doesn't. Runs code of users. */
    long askedNanos(CircuitBreakerConfig config, @Nullable Object trigger) {
        try {
            Object judged = trigger instanceof Throwable thrown ? Failures.unwrap(thrown) : trigger;
            Duration asked = config.classifier().openFor(judged);
            if (asked == null) {
                return 0;
            }
            if (asked.compareTo(Duration.ZERO) > 0 && asked.compareTo(LONGEST_WAIT) <= 0) {
                return asked.toNanos();
            }
            listeners.logAndContinue(new IllegalStateException("asked to open for " + asked));
        } catch (Throwable thrown) {
            listeners.logAndContinue(thrown);
        }
        return 0;
    }

    boolean halfOpen(State decided, Reason reason) {
        StateEntry open = decided.entry;
        Decision decision =
                new Decision(
                        BreakerState.HALF_OPEN, reason, open.decidedOn(), open.openings(), null);
        return move(
                decided,
                decision,
                null,
                (from, entry, change) -> {
                    int size = from.config.permittedCallsInHalfOpen();
                    int number = from.generation.number + 1;
                    ProbeGeneration probes = new ProbeGeneration(number, size);
                    return new HalfOpen(from.config, probes, entry, change);
                });
    }

    /**
     * Ends open or half-open because the dependency has recovered: closes at once, or starts the
     * ramp.
     */
    boolean recover(State decided, Reason reason, Counts numbers, @Nullable CallReport report) {
        Ramp ramp = decided.config.ramp();
        if (ramp == null) {
            return close(decided, reason, numbers, null, report);
        }
        Decision decision =
                new Decision(
                        BreakerState.RECOVERING, reason, numbers, decided.entry.openings(), null);
        return move(
                decided,
                decision,
                report,
                (from, entry, change) ->
                        new Recovering(
                                from.config,
                                counting(from, entry.sinceNanos()),
                                ramp,
                                new AtomicLong(),
                                entry,
                                change));
    }

    /**
     * Closes the breaker, with the counters of {@code kept} or with new ones if that is {@code
     * null}.
     */
    boolean close(
            State decided,
            Reason reason,
            Counts numbers,
            @Nullable CountingGeneration kept,
            @Nullable CallReport report) {
        Decision decision = new Decision(BreakerState.CLOSED, reason, numbers, 0, null);
        return move(
                decided,
                decision,
                report,
                (from, entry, change) -> {
                    CountingGeneration counting =
                            kept == null ? counting(from, entry.sinceNanos()) : kept;
                    return new Closed(from.config, counting, entry, change);
                });
    }

    /** Enters a state by hand, from any state; {@code false} if the breaker is in it already. */
    boolean force(BreakerState to, Reason reason) {
        State from;
        do {
            from = state;
            if (from.kind() == to && from.remainingNanos(ticker.nanos()) == 0) {
                return false;
            }
        } while (!forceFrom(from, to, reason, State.ByHand.ENDLESS));
        return true;
    }

    /** Refuses all calls for this time, from whatever state. */
    void forceOpenFor(long nanos) {
        while (!forceFrom(state, BreakerState.FORCED_OPEN, Reason.FORCED, nanos)) {
            // Another transition won: from there.
        }
    }

    /** Opens for this time, from whatever state; an open breaker waits anew. */
    void openFor(long nanos) {
        boolean done;
        do {
            State from = state;
            done =
                    from instanceof Open open
                            ? prolong(open, nanos)
                            : openFor(
                                    nanos,
                                    from,
                                    Reason.FORCED,
                                    from.counts(ticker.nanos()),
                                    null,
                                    null);
        } while (!done);
    }

    /** Asks for probes, from whatever state; {@code false} if that is the state. */
    boolean halfOpenByHand() {
        State from;
        do {
            from = state;
            if (from.kind() == BreakerState.HALF_OPEN) {
                return false;
            }
        } while (!halfOpen(from, Reason.MANUAL_HALF_OPEN));
        return true;
    }

    /** Opens the breaker by hand, to recover by probes; {@code false} if it is open already. */
    boolean openByHand() {
        State from;
        do {
            from = state;
            if (from.kind() == BreakerState.OPEN) {
                return false;
            }
        } while (!open(from, Reason.FORCED, from.counts(ticker.nanos()), null, null));
        return true;
    }

    private boolean forceFrom(State decided, BreakerState to, Reason reason, long wait) {
        Counts numbers = decided.counts(ticker.nanos());
        if (to == BreakerState.CLOSED) {
            return close(decided, reason, numbers, null, null);
        }
        Decision decision = new Decision(to, reason, numbers, 0, null);
        return move(
                decided,
                decision,
                null,
                (from, entry, change) -> held(to, from.config, idle(from), wait, entry, change));
    }

    /** Begins again in the state of a new breaker, with an empty window, from any state. */
    void reset() {
        boolean done;
        do {
            State from = state;
            BreakerState held = from.config.mode().heldState();
            if (held != null) {
                force(held, Reason.RESET);
                return;
            }
            done =
                    from instanceof Closed closed
                            ? clear(closed)
                            : forceFrom(
                                    from, BreakerState.CLOSED, Reason.RESET, State.ByHand.ENDLESS);
        } while (!done);
    }

    private boolean clear(Closed from) {
        long now = ticker.nanos();
        Cleared event = new Cleared(name, ticker.wallTime(), from.counts(now));
        StateChange change = new StateChange(from.change.sequence, event, from.change);
        return swap(from, from.with(from.config, counting(from, now), change));
    }

    /** Replaces the configuration, and keeps what has been counted if the window still fits. */
    void configure(CircuitBreakerConfig config) {
        long now = ticker.nanos();
        Instant at = ticker.wallTime();
        State from;
        State to;
        do {
            from = state;
            boolean restart =
                    from.generation instanceof CountingGeneration
                            && !config.window().equals(from.config.window());
            Reconfigured event = new Reconfigured(name, at, restart);
            StateChange change = new StateChange(from.change.sequence, event, from.change);
            Generation generation = from.generation;
            if (restart) {
                generation = new CountingGeneration(generation.number + 1, config, now, ticker);
            } else if (generation instanceof CountingGeneration counting) {
                counting.trackAsConfigured(config);
            }
            to = from.with(config, generation, change);
        } while (!swap(from, to));
        holdAsConfigured(from.config.mode(), config.mode());
    }

    /**
     * What was brought into a state by hand stays there, unless the configuration says otherwise.
     */
    private void holdAsConfigured(Mode before, Mode now) {
        BreakerState held = now.heldState();
        BreakerState heldBefore = before.heldState();
        if (held == heldBefore) {
            return;
        }
        if (held != null) {
            force(held, Reason.CONFIGURED);
        } else if (state.kind() == heldBefore) {
            force(BreakerState.CLOSED, Reason.CONFIGURED);
        }
    }

    private record Decision(
            BreakerState to, Reason reason, Counts numbers, int openings, @Nullable String cause) {

        Transition event(String breaker, Instant at, State from) {
            long sequence = from.change.sequence + 1;
            return new Transition(breaker, at, sequence, from.kind(), to, reason, numbers, cause);
        }
    }

    private boolean move(State decided, Decision decision, @Nullable CallReport report, Next next) {
        long now = ticker.nanos();
        Instant at = ticker.wallTime();
        StateEntry entry =
                new StateEntry(now, at, decision.reason(), decision.numbers(), decision.openings());
        CircuitBreakerEvent callEvent = report == null ? null : report.event;
        State from = decided;
        while (lasts(decided, from)) {
            Transition event = decision.event(name, at, from);
            StateChange change = new StateChange(event.sequence(), callEvent, event, from.change);
            if (STATE.compareAndSet(this, from, next.after(from, entry, change))) {
                if (report != null) {
                    report.taken = true;
                }
                publish();
                return true;
            }
            // Another transition won, or only the configuration was changed: the loop finds out.
            from = state;
        }
        return false;
    }

    /**
     * Whether the breaker has not left the state since {@code decided}, whatever its configuration.
     */
    private static boolean lasts(State decided, State now) {
        return now.generation == decided.generation && now.kind() == decided.kind();
    }

    private boolean swap(State from, State to) {
        if (!STATE.compareAndSet(this, from, to)) {
            return false;
        }
        publish();
        return true;
    }

    private void publish() {
        listeners.publish(() -> state.change);
    }

    private long waitNanos(OpenDuration strategy, int openings, @Nullable Object trigger) {
        try {
            Duration wait = strategy.waitFor(openings, trigger);
            if (wait.compareTo(Duration.ZERO) > 0 && wait.compareTo(LONGEST_WAIT) <= 0) {
                return wait.toNanos();
            }
            listeners.logAndContinue(new IllegalStateException("open wait of " + wait));
        } catch (Throwable thrown) {
            listeners.logAndContinue(thrown);
        }
        return Duration.ofSeconds(OpenDuration.EMERGENCY_SECONDS).toNanos();
    }

    private CountingGeneration counting(State from, long now) {
        return new CountingGeneration(from.generation.number + 1, from.config, now, ticker);
    }

    private static Generation idle(State from) {
        return new Generation(from.generation.number + 1);
    }

    static @Nullable String nameOf(@Nullable Object trigger) {
        return trigger instanceof Throwable ? trigger.getClass().getName() : null;
    }
}
