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
import org.acme.breaker.internal.Fields;
import org.acme.breaker.window.Counts;
import org.jspecify.annotations.Nullable;

/**
 * Holds the one reference to the current state and swaps it. Every swap is one compare-and-set of
 * the state that decided on it; who wins has the listeners told, afterwards. Nothing of a user's runs
 * between reading a state and swapping it.
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
        long now = ticker.nanos();
        StateEntry entry = new StateEntry(now, ticker.wallTime(), null, Counts.NONE, 0);
        CountingGeneration first = new CountingGeneration(1, config, now, ticker);
        this.state = new Closed(config, first, entry, new StateChange(0, null, null));
    }

    State current() {
        return state;
    }

    /** Makes the state that follows; of nothing but what it is given. */
    private interface Next {
        State after(State from, StateEntry entry, StateChange change);
    }

    /** Opens, unless the stay that decided so is over already. */
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

    /** Begins the wait anew, in a generation of its own: a call that wanted to probe asks again. */
    boolean prolong(Open from, long wait) {
        return swap(from, from.waiting(wait, idle(from), ticker.nanos()));
    }

    void halfOpen(Open decided) {
        StateEntry open = decided.entry;
        Decision decision =
                new Decision(
                        BreakerState.HALF_OPEN,
                        Reason.WAIT_ELAPSED,
                        open.decidedOn(),
                        open.openings(),
                        null);
        move(
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

    /** The dependency answers again: closes, at once or by way of the ramp. */
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

    /** Closes with what has been counted so far, or anew. */
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

    /** By hand, from whatever state; {@code false} if the breaker is in that state already. */
    boolean force(BreakerState to, Reason reason) {
        State from;
        do {
            from = state;
            if (from.kind() == to) {
                return false;
            }
        } while (!forceFrom(from, to, reason));
        return true;
    }

    /** As if the rate had been bad; {@code false} if it's open already. */
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

    private boolean forceFrom(State decided, BreakerState to, Reason reason) {
        Counts numbers = decided.counts(ticker.nanos());
        if (to == BreakerState.CLOSED) {
            return close(decided, reason, numbers, null, null);
        }
        Decision decision = new Decision(to, reason, numbers, 0, null);
        return move(
                decided,
                decision,
                null,
                (from, entry, change) ->
                        new State.ByHand(
                                to == BreakerState.DISABLED,
                                from.config,
                                idle(from),
                                entry,
                                change));
    }

    /** Closed with an empty window, from whatever state. */
    void reset() {
        boolean done;
        do {
            State from = state;
            done =
                    from instanceof Closed closed
                            ? clear(closed)
                            : forceFrom(from, BreakerState.CLOSED, Reason.RESET);
        } while (!done);
    }

    private boolean clear(Closed from) {
        long now = ticker.nanos();
        Cleared event = new Cleared(name, ticker.wallTime(), from.counts(now));
        StateChange change = new StateChange(from.change.sequence, event, from.change);
        return swap(from, from.with(from.config, counting(from, now), change));
    }

    /** Goes on under another configuration, with what has been counted where that still fits. */
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

    /** Whether it is still the same stay, whatever the configuration. */
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
