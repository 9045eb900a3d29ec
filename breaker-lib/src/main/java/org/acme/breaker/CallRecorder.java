package org.acme.breaker;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import org.acme.breaker.CircuitBreakerEvent.Failed;
import org.acme.breaker.CircuitBreakerEvent.Late;
import org.acme.breaker.CircuitBreakerEvent.Rejected;
import org.acme.breaker.CircuitBreakerEvent.Slow;
import org.acme.breaker.internal.Failures;
import org.jspecify.annotations.Nullable;

/** Admits calls, records their outcomes, and reports both to listeners. */
final class CallRecorder {

    private static final long SAMPLE_NANOS = 1_000_000_000L;

    final StateMachine machine;
    final LongAdder refused = new LongAdder();
    final LongAdder wouldRefuse = new LongAdder();
    final LongAdder lateSuccesses = new LongAdder();
    final LongAdder lateFailures = new LongAdder();
    final LongAdder ignored = new LongAdder();
    final LongAdder misused = new LongAdder();

    /** Tick of the last failure; read only if there was one. */
    private volatile long lastFailure;

    private volatile boolean everFailed;

    /** Time of the last rejection event, as a reading of the ticker. */
    private final AtomicLong lastSample;

    private final AtomicLong sampled = new AtomicLong();
    private final Listeners listeners;

    CallRecorder(StateMachine machine) {
        this.machine = machine;
        this.listeners = machine.listeners;
        this.lastSample = new AtomicLong(machine.ticker.nanos() - SAMPLE_NANOS);
    }

    /**
     * Asks the state to admit a call: {@link State#REFUSED}, {@link State#MOVED} (ask the new
     * state), or the token with which the call ends.
     */
    int admit(State state) {
        if (state instanceof Closed && !state.config.tracksCalls()) {
            return State.MEASURED;
        }
        int token = state.admit(machine);
        return token == State.REFUSED ? refuse(state) : token;
    }

    private int refuse(State state) {
        boolean enforced = state.config.mode() != Mode.DRY_RUN;
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

    /** Whether the duration of calls is needed. */
    boolean areTimed(State state) {
        return state.config.detectsSlowCalls() || listeners.wantCalls() || listeners.wantEvents();
    }

    void returned(State admitted, int token, boolean timed, long start, @Nullable Object result) {
        Classifier classifier = admitted.config.classifier();
        Classification classification =
                classifier.looksAtResults() ? ofResult(classifier, result) : Classification.SUCCESS;
        end(admitted, token, classification, timed, start, result);
    }

    void threw(State admitted, int token, boolean timed, long start, Throwable thrown) {
        Classification classification = ofThrowable(admitted.config.classifier(), thrown);
        end(admitted, token, classification, timed, start, thrown);
    }

    void end(
            State admitted,
            int token,
            Classification classification,
            boolean timed,
            long start,
            @Nullable Object trigger) {
        long now = timed || admitted.config.needsClock() ? machine.ticker.nanos() : 0;
        long durationNanos = timed ? Math.max(0, now - start) : 0;
        State current = machine.current();
        CallOutcome outcome =
                CallOutcome.of(classification, durationNanos >= current.config.slowCallNanos);
        CallReport report = reportOf(outcome, durationNanos, trigger);
        if (outcome == CallOutcome.IGNORED) {
            ignored.increment();
        }
        if (outcome.failed()) {
            lastFailure = now == 0 ? machine.ticker.nanos() : now;
            everFailed = true;
        }
        boolean late =
                token != State.UNMEASURED
                        && (current.generation != admitted.generation
                                || !current.record(machine, token, outcome, now, trigger, report));
        if (late) {
            late(outcome, durationNanos, trigger);
        } else {
            tell(outcome, durationNanos, report);
        }
    }

    private void late(CallOutcome inTime, long durationNanos, @Nullable Object trigger) {
        CallOutcome outcome = inTime.ifLate();
        if (outcome.late()) {
            (outcome.failed() ? lateFailures : lateSuccesses).increment();
        }
        tell(outcome, durationNanos, reportOf(outcome, durationNanos, trigger));
    }

    /** When a call failed last, late ones included; {@code null}: none did. */
    @Nullable Instant lastFailureAt() {
        if (!everFailed) {
            return null;
        }
        long ago = Math.max(0, machine.ticker.nanos() - lastFailure);
        return machine.ticker.wallTime().minusNanos(ago);
    }

    /** Returns the reading for {@link CircuitBreaker#activity}. */
    long activity() {
        State state = machine.current();
        long counted =
                state.generation instanceof CountingGeneration counting
                        ? counting.window.activity()
                        : 0;
        long others = refused.sum() + wouldRefuse.sum() + ignored.sum();
        long late = lateSuccesses.sum() + lateFailures.sum();
        return counted + others + late + ((long) state.generation.number << 48);
    }

    private void tell(CallOutcome outcome, long durationNanos, @Nullable CallReport report) {
        if (listeners.wantCalls()) {
            listeners.called(outcome, durationNanos);
        }
        if (report != null && !report.taken) {
            listeners.tell(report.event);
        }
    }

    /** Returns the call's event; {@code null} if there is no listener or nothing to report. */
    private @Nullable CallReport reportOf(
            CallOutcome outcome, long durationNanos, @Nullable Object trigger) {
        return outcome == CallOutcome.SUCCESS
                        || outcome == CallOutcome.IGNORED
                        || !listeners.wantEvents()
                ? null
                : new CallReport(eventOf(outcome, Duration.ofNanos(durationNanos), trigger));
    }

    private CircuitBreakerEvent eventOf(
            CallOutcome outcome, Duration duration, @Nullable Object trigger) {
        String name = machine.name;
        Instant at = machine.ticker.wallTime();
        return switch (outcome) {
            case SUCCESS, IGNORED -> throw new IllegalArgumentException(outcome.label());
            case SLOW_SUCCESS -> new Slow(name, at, duration);
            case FAILURE, SLOW_FAILURE ->
                    new Failed(name, at, duration, StateMachine.nameOf(trigger));
            case LATE_SUCCESS -> new Late(name, at, duration, false, null);
            case LATE_FAILURE -> new Late(name, at, duration, true, StateMachine.nameOf(trigger));
        };
    }

    private Classification ofResult(Classifier classifier, @Nullable Object result) {
        try {
            return Objects.requireNonNull(classifier.ofResult(result), "the classification");
        } catch (Throwable failed) {
            listeners.logAndContinue(failed);
            return Classification.SUCCESS;
        }
    }

    Classification ofThrowable(Classifier classifier, Throwable thrown) {
        Throwable judged = Failures.unwrap(thrown);
        if (NotRecorded.holdsFor(judged)) {
            return Classification.IGNORED;
        }
        try {
            return Objects.requireNonNull(classifier.ofThrowable(judged), "the classification");
        } catch (Throwable failed) {
            listeners.logAndContinue(failed);
            return Classification.FAILURE;
        }
    }

    /**
     * The event of a call that is being recorded. If the call causes a transition, the transition
     * publishes this event first, so that no listener hears of an opening before the failure that
     * caused it. Confined to the thread that records the call.
     */
    static final class CallReport {

        final CircuitBreakerEvent event;

        /** Whether a transition publishes it. */
        boolean taken;

        CallReport(CircuitBreakerEvent event) {
            this.event = event;
        }
    }
}
