package org.acme.breaker;

import org.acme.breaker.CallRecorder.CallReport;
import org.acme.breaker.Listeners.StateChange;
import org.acme.breaker.window.Counts;
import org.jspecify.annotations.Nullable;

/** The half-open state: admits a few probes, whose outcomes close or reopen the breaker. */
final class HalfOpen extends State {

    final ProbeGeneration probes;

    HalfOpen(
            CircuitBreakerConfig config,
            ProbeGeneration probes,
            StateEntry entry,
            StateChange change) {
        super(config, probes, entry, change);
        this.probes = probes;
    }

    @Override
    BreakerState kind() {
        return BreakerState.HALF_OPEN;
    }

    @Override
    int admit(StateMachine machine) {
        long now = machine.ticker.nanos();
        poll(machine, now);
        State current = machine.current();
        if (current != this) {
            // The poll has just reopened the breaker, so this call is rejected, however short the
            // new wait is. Reading the state again could find that wait over, and so on without
            // end.
            return current instanceof Open ? REFUSED : MOVED;
        }
        int token = probes.admit(config.permittedCallsInHalfOpen(), config.successThreshold(), now);
        return token == LeaseTable.NONE ? REFUSED : token;
    }

    @Override
    boolean record(
            StateMachine machine,
            int token,
            CallOutcome outcome,
            long now,
            @Nullable Object trigger,
            @Nullable CallReport report) {
        if (token <= 0 || !probes.release(token)) {
            return false;
        }
        boolean slowCounts = config.slowCallRate != null;
        if (outcome == CallOutcome.IGNORED) {
            probes.ignored();
        } else if (outcome.failed() || (outcome.slow() && slowCounts)) {
            judge(machine, Reason.PROBE_FAILED, probes.failed(), outcome.failed(), trigger, report);
        } else {
            judge(machine, Reason.PROBE_FAILED, probes.succeeded(), false, trigger, report);
        }
        return true;
    }

    private void judge(
            StateMachine machine,
            Reason reason,
            long tally,
            boolean failed,
            @Nullable Object trigger,
            @Nullable CallReport report) {
        long asked = trigger == null || !failed ? 0 : machine.askedNanos(config, trigger);
        if (asked > 0) {
            machine.openAsAsked(asked, this, ended(tally), trigger, report);
        } else if (isBad(tally)) {
            machine.open(this, reason, ended(tally), trigger, report);
        } else if (ProbeGeneration.ended(tally) >= config.successThreshold()) {
            machine.recover(this, Reason.PROBES_SUCCEEDED, ended(tally), report);
        }
    }

    /**
     * One failed probe reopens; with a rate, as many as reach it even if all other probes succeed.
     */
    private boolean isBad(long tally) {
        int failures = ProbeGeneration.failures(tally);
        Threshold rate = config.probeFailureRate;
        return rate == null ? failures > 0 : rate.isReachedBy(failures, config.successThreshold());
    }

    /** Ends the leases of overdue probes, and a half-open period that has lasted too long. */
    @Override
    void poll(StateMachine machine, long now) {
        for (int expired = probes.sweep(machine.ticker, config.probeTimeoutNanos);
                expired > 0;
                expired--) {
            judge(machine, Reason.PROBE_TIMEOUT, probes.failed(), false, null, null);
        }
        // A new configuration may need fewer probes than have ended already.
        judge(machine, Reason.PROBE_FAILED, probes.tally(), false, null, null);
        if (config.maxHalfOpenNanos > 0 && now - entry.sinceNanos() >= config.maxHalfOpenNanos) {
            lastedTooLong(machine, ended(probes.tally()));
        }
    }

    private void lastedTooLong(StateMachine machine, Counts numbers) {
        switch (config.halfOpenEnd) {
            case REOPEN -> machine.open(this, Reason.PROBE_TIMEOUT, numbers, null, null);
            case CLOSE -> machine.recover(this, Reason.HALF_OPEN_ENDED, numbers, null);
        }
    }

    @Override
    int freeProbes() {
        return probes.free(config.permittedCallsInHalfOpen(), config.successThreshold());
    }

    @Override
    RejectionReason rejection() {
        return RejectionReason.HALF_OPEN;
    }

    @Override
    Counts counts(long now) {
        // The counts that opened the breaker are valid until the probes have decided.
        return entry.decidedOn();
    }

    private static Counts ended(long tally) {
        return new Counts(ProbeGeneration.ended(tally), ProbeGeneration.failures(tally), 0);
    }

    @Override
    State with(CircuitBreakerConfig other, Generation generation, StateChange change) {
        return new HalfOpen(other, (ProbeGeneration) generation, entry, change);
    }
}
