package org.acme.breaker.contract;

import static org.acme.breaker.contract.History.MILLI;

import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeoutException;
import org.acme.breaker.BreakerState;
import org.acme.breaker.CallNotPermittedException;
import org.acme.breaker.CircuitBreaker;
import org.acme.breaker.Snapshot;
import org.acme.breaker.bulkhead.Bulkhead;
import org.acme.breaker.bulkhead.BulkheadFullException;
import org.acme.breaker.contract.History.Delivery;
import org.acme.breaker.contract.History.FallbackRule;
import org.acme.breaker.contract.History.Manners;
import org.acme.breaker.contract.History.Settings;
import org.acme.breaker.ratelimit.RateLimitExceededException;
import org.acme.breaker.timeout.CallTimeoutException;
import org.acme.breaker.timeout.DeadlineExceededException;

/** What must be true when a history is over. */
final class EndChecks {

    private final HistoryRun run;
    private final Simulation simulation;
    private final Settings settings;
    private final Parts parts;

    EndChecks(HistoryRun run) {
        this.run = run;
        this.simulation = run.simulation;
        this.settings = run.history.settings();
        this.parts = run.parts;
    }

    void noWorkRunsOnAfterItsAnswer() {
        for (CallRun call : run.calls) {
            if (call.plan.async() && call.answers > 0) {
                long running = call.attempts.stream().filter(AttemptRun::runsOn).count();
                check(running == 0, call + ": work runs on after its answer");
            }
        }
    }

    void all() {
        for (CallRun call : run.calls) {
            check(call.answers == 1, call + " has " + call.answers + " answers");
            if (call.answers == 1) {
                check(isOnTime(call), call + " is answered late, at " + call.answeredAt / 1e6);
                check(isPossible(call), call + " is answered " + call.value + ", " + call.thrown);
            }
        }
        check(simulation.pendingTimers() == 0, simulation.pendingTimers() + " timers are left");
        reportsAgree();
        budgetAgrees();
        if (parts.bulkhead != null) {
            placesAreBack(parts.bulkhead);
        }
        if (parts.breaker != null) {
            probesAreBack(parts.breaker);
        }
    }

    // --- answers ---

    /** Code that blocks and ignores interrupts holds up its own call, and no other. */
    private boolean isOnTime(CallRun call) {
        long held = call.attempts.stream().mapToLong(attempt -> attempt.overrunNanos).sum();
        long latest = latest(call);
        return latest == Long.MAX_VALUE
                || call.answeredAt <= Math.max(latest + held, call.returnedAt);
    }

    /** When the call must be over: at its deadline, or when all its attempts have timed out. */
    private long latest(CallRun call) {
        if (settings.timeoutMillis() == 0) {
            return call.deadlineAt();
        }
        long further = (settings.hedges() - 1L) * settings.hedgeDelayMillis();
        long attempt = (settings.timeoutMillis() + further) * MILLI;
        long wait = settings.attempts() == 1 ? 0 : settings.backoffMillis() * MILLI;
        long all = call.startedAt + settings.attempts() * (attempt + wait);
        return Math.min(call.deadlineAt(), all);
    }

    private boolean isPossible(CallRun call) {
        return call.thrown == null ? isPossibleValue(call) : isPossibleFailure(call, call.thrown);
    }

    private boolean isPossibleValue(CallRun call) {
        boolean answersNull = settings.fallbackAnswer() == Manners.ANSWERS_NULL;
        if (settings.fallback() != FallbackRule.NONE
                && (answersNull ? call.value == null : Parts.FALLBACK.equals(call.value))) {
            return true;
        }
        if (CallRun.BY_CALLER.equals(call.value)) {
            return true;
        }
        List<AttemptRun> attempts = call.attempts;
        if (attempts.isEmpty()) {
            return false;
        }
        return settings.hedges() > 1
                ? attempts.stream().anyMatch(attempt -> answered(attempt, call))
                : answered(attempts.get(attempts.size() - 1), call);
    }

    private static boolean answered(AttemptRun attempt, CallRun call) {
        return switch (attempt.plan.ending()) {
            case NULL -> call.value == null;
            case VALUE -> attempt.value() != null && attempt.value().equals(call.value);
            default -> false;
        };
    }

    private boolean isPossibleFailure(CallRun call, Throwable thrown) {
        if (thrown instanceof Parts.Planned || isPlannedError(thrown)) {
            return true;
        }
        if (call.attempts.stream().anyMatch(attempt -> attempt.threw(thrown))) {
            return true;
        }
        boolean hasDeadline = call.deadlineAt() < Long.MAX_VALUE;
        return (thrown instanceof CallTimeoutException
                        && (settings.timeoutMillis() > 0 || hasDeadline))
                || (thrown instanceof DeadlineExceededException && hasDeadline)
                || (thrown instanceof CallNotPermittedException && parts.breaker != null)
                || (thrown instanceof BulkheadFullException && parts.bulkhead != null)
                || (thrown instanceof RateLimitExceededException && parts.limiter != null)
                || (thrown instanceof CancellationException && call.isCancelled())
                || (thrown instanceof TimeoutException && call.plan.async())
                || (thrown instanceof InterruptedException && !call.plan.async())
                || (thrown instanceof RejectedExecutionException && call.plan.async())
                || (thrown instanceof NullPointerException && answersNull(call));
    }

    private static boolean isPlannedError(Throwable thrown) {
        return thrown instanceof AssertionError && "planned".equals(thrown.getMessage());
    }

    private boolean answersNull(CallRun call) {
        return settings.timeoutException() == Manners.ANSWERS_NULL
                || call.attempts.stream().anyMatch(a -> a.plan.delivery() == Delivery.NULL_STAGE);
    }

    // --- what was borrowed ---

    private void placesAreBack(Bulkhead bulkhead) {
        check(parts.active() == 0, parts.active() + " places of the bulkhead are taken");
        check(bulkhead.waiting() == 0, bulkhead.waiting() + " calls wait for a place");
        check(bulkhead.misused() == 0, "a permit of the bulkhead was released twice");
    }

    private void probesAreBack(CircuitBreaker breaker) {
        Snapshot snapshot = breaker.snapshot();
        check(snapshot.misused() == 0, "a permit was ended twice");
        check(
                snapshot.state() != BreakerState.HALF_OPEN || snapshot.freeProbes() == Parts.PROBES,
                "only " + snapshot.freeProbes() + " probes are free");
    }

    /** Each attempt is reported once, and none that wasn't made. */
    private void reportsAgree() {
        long inside = run.begun() + (parts.bulkhead == null ? 0 : parts.bulkhead.rejected());
        if (parts.breaker != null) {
            long outcomes = parts.reports.outcomes.size();
            check(agree(outcomes, inside), outcomes + " outcomes of " + inside + " attempts");
            inside = outcomes + parts.reports.rejected;
        }
        if (parts.limiter != null) {
            long taken = settings.rate() - parts.limiter.available();
            check(agree(taken, inside), taken + " permits of the rate limiter for " + inside);
            inside = taken + parts.limiter.rejected();
        }
        long first = run.calls.stream().filter(call -> !beganTooLate(call)).count() + run.further;
        long asked = first + parts.reports.retried() + parts.reports.hedged();
        check(
                agree(asked, inside),
                asked + " attempts by the reports of the retry, " + inside + " made");
    }

    /** An attempt that gave up while it waited for a place was made, and not begun. */
    private boolean agree(long reported, long made) {
        return settings.waitMillis() == 0 ? reported == made : reported >= made;
    }

    private static boolean beganTooLate(CallRun call) {
        return call.startedAt >= call.deadlineAt();
    }

    private void budgetAgrees() {
        if (parts.hedge != null) {
            double spent = settings.hedgeBudget() - parts.hedge.budgetLeft();
            long hedged = parts.reports.hedged();
            check(spent == hedged, spent + " of the budget is spent for " + hedged + " hedges");
        }
        if (parts.budget != null) {
            double spent = settings.budget() - parts.budget.tokens();
            long retried = parts.reports.retried();
            check(spent == retried, spent + " of the budget is spent for " + retried + " retries");
        }
    }

    private void check(boolean holds, String otherwise) {
        if (!holds) {
            simulation.violation(otherwise);
        }
    }
}
