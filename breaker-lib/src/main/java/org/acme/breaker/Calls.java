package org.acme.breaker;

import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import org.acme.breaker.CircuitBreakerEvent.Failed;
import org.acme.breaker.CircuitBreakerEvent.Late;
import org.acme.breaker.CircuitBreakerEvent.Rejected;
import org.acme.breaker.CircuitBreakerEvent.Slow;
import org.jspecify.annotations.Nullable;

/** The way of one call through the breaker: let in, ended, counted, told. */
final class Calls {

    private static final long SAMPLE_NANOS = 1_000_000_000L;

    final StateMachine machine;
    final LongAdder refused = new LongAdder();
    final LongAdder wouldRefuse = new LongAdder();
    final LongAdder late = new LongAdder();
    final LongAdder ignored = new LongAdder();
    final LongAdder misused = new LongAdder();

    /** Tick of the last rejection event, and the count of refusals then. */
    private final AtomicLong lastSample;

    private final AtomicLong sampled = new AtomicLong();
    private final Listeners listeners;

    Calls(StateMachine machine) {
        this.machine = machine;
        this.listeners = machine.listeners;
        this.lastSample = new AtomicLong(machine.ticker.nanos() - SAMPLE_NANOS);
    }

    /**
     * Lets a call in, or not: {@link State#REFUSED}, {@link State#MOVED} (ask the new state), or
     * the token with which it ends.
     */
    int admit(State state) {
        if (state instanceof Closed && !state.config.tracksCalls()) {
            return State.MEASURED;
        }
        int token = state.admit(machine);
        return token == State.REFUSED ? refuse(state) : token;
    }

    private int refuse(State state) {
        boolean enforced = state.config.mode() == Mode.ENFORCED;
        LongAdder counter = enforced ? refused : wouldRefuse;
        counter.increment();
        if (listeners.wantCalls()) {
            listeners.rejected(state.rejection(), enforced);
        }
        if (listeners.wantEvents()) {
            sample(state.rejection(), enforced);
        }
        return enforced ? State.REFUSED : State.UNMEASURED;
    }

    private void sample(RejectionReason reason, boolean enforced) {
        long now = machine.ticker.nanos();
        long last = lastSample.get();
        boolean due = now - last >= SAMPLE_NANOS || now - last < 0;
        if (due && lastSample.compareAndSet(last, now)) {
            long all = refused.sum() + wouldRefuse.sum();
            long calls = all - sampled.getAndSet(all);
            listeners.tell(
                    new Rejected(machine.name, machine.ticker.wallTime(), reason, calls, enforced));
        }
    }

    CallNotPermittedException refusal(State state) {
        long remaining = state.remainingNanos(machine.ticker.nanos());
        return new CallNotPermittedException(machine.name, state.rejection(), remaining);
    }

    /** Whether the duration of calls matters to anybody. */
    boolean areTimed(State state) {
        return state.config.detectsSlowCalls() || listeners.wantCalls() || listeners.wantEvents();
    }

    void returned(State admitted, int token, boolean timed, long start, @Nullable Object result) {
        Classifier classifier = admitted.config.classifier();
        Verdict verdict =
                classifier.looksAtResults() ? ofResult(classifier, result) : Verdict.SUCCESS;
        end(admitted, token, verdict, timed, start, result);
    }

    void threw(State admitted, int token, boolean timed, long start, Throwable thrown) {
        Verdict verdict = ofThrowable(admitted.config.classifier(), thrown);
        end(admitted, token, verdict, timed, start, thrown);
    }

    void end(
            State admitted,
            int token,
            Verdict verdict,
            boolean timed,
            long start,
            @Nullable Object trigger) {
        if (!timed && !admitted.config.needsClock()) {
            count(admitted, token, verdict, 0, 0, trigger);
            return;
        }
        long now = machine.ticker.nanos();
        count(admitted, token, verdict, now, timed ? Math.max(0, now - start) : 0, trigger);
    }

    void count(
            State admitted,
            int token,
            Verdict verdict,
            long now,
            long durationNanos,
            @Nullable Object trigger) {
        State current = machine.current();
        boolean slow = durationNanos >= current.config.slowCallNanos;
        Outcome outcome =
                verdict == Verdict.IGNORED
                        ? Outcome.IGNORED
                        : Outcome.of(verdict == Verdict.FAILURE, slow);
        if (outcome == Outcome.IGNORED) {
            ignored.increment();
        }
        if (token != State.UNMEASURED) {
            boolean counted =
                    current.generation == admitted.generation
                            && current.record(machine, token, outcome, now, trigger);
            if (!counted) {
                outcome = Outcome.LATE;
                late.increment();
            }
        }
        report(outcome, durationNanos, trigger);
    }

    /** The end of a call whose generation is gone. */
    void dropped(long durationNanos, @Nullable Object trigger) {
        late.increment();
        report(Outcome.LATE, durationNanos, trigger);
    }

    /** A number that changes with every call that ends or is refused. */
    long activity() {
        State state = machine.current();
        long counted =
                state.generation instanceof CountingGeneration counting
                        ? counting.window.activity()
                        : 0;
        long others = refused.sum() + wouldRefuse.sum() + ignored.sum() + late.sum();
        return counted + others + ((long) state.generation.number << 48);
    }

    private void report(Outcome outcome, long durationNanos, @Nullable Object trigger) {
        if (listeners.wantCalls()) {
            listeners.called(outcome, durationNanos);
        }
        if (outcome != Outcome.SUCCESS && listeners.wantEvents()) {
            tell(outcome, durationNanos, trigger);
        }
    }

    private void tell(Outcome outcome, long durationNanos, @Nullable Object trigger) {
        Duration duration = Duration.ofNanos(durationNanos);
        var at = machine.ticker.wallTime();
        switch (outcome) {
            case FAILURE, SLOW_FAILURE ->
                    listeners.tell(
                            new Failed(machine.name, at, duration, StateMachine.nameOf(trigger)));
            case SLOW_SUCCESS -> listeners.tell(new Slow(machine.name, at, duration));
            case LATE -> listeners.tell(new Late(machine.name, at, duration));
            case SUCCESS, IGNORED -> {}
        }
    }

    private Verdict ofResult(Classifier classifier, @Nullable Object result) {
        try {
            return Objects.requireNonNull(classifier.ofResult(result), "the verdict");
        } catch (Throwable failed) {
            listeners.complain(failed);
            return Verdict.SUCCESS;
        }
    }

    Verdict ofThrowable(Classifier classifier, Throwable thrown) {
        if (thrown instanceof Uncounted) {
            return Verdict.IGNORED;
        }
        try {
            return Objects.requireNonNull(classifier.ofThrowable(thrown), "the verdict");
        } catch (Throwable failed) {
            listeners.complain(failed);
            return Verdict.FAILURE;
        }
    }
}
