package org.acme.breaker.contract;

import static org.acme.breaker.contract.History.MILLI;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeoutException;
import org.acme.breaker.contract.History.CallPlan;
import org.acme.breaker.contract.History.Continuation;
import org.acme.breaker.contract.History.Interference;
import org.acme.breaker.contract.History.Settings;
import org.acme.breaker.timeout.Deadline;
import org.jspecify.annotations.Nullable;

/** One call of a history, and what came of it. */
final class CallRun {

    static final String BY_CALLER = "by the caller";

    final CallPlan plan;
    final List<AttemptRun> attempts = new ArrayList<>();
    private final HistoryRun run;
    private final Simulation simulation;
    private final int number;

    long startedAt = -1;
    long returnedAt = -1;
    long answeredAt = -1;
    int answers;
    @Nullable String value;
    @Nullable Throwable thrown;
    boolean interrupted;

    /** What the caller's own surroundings allow, at the start. */
    private long outerNanos = Long.MAX_VALUE;

    private @Nullable CompletableFuture<@Nullable String> answer;

    CallRun(HistoryRun run, CallPlan plan, int number) {
        this.run = run;
        this.simulation = run.simulation;
        this.plan = plan;
        this.number = number;
    }

    /** To be run on the caller's thread. */
    void begin() {
        startedAt = simulation.now();
        scheduleInterference();
        Deadline outer =
                plan.outerMillis() == 0
                        ? Deadline.none(simulation.ticker())
                        : Deadline.after(
                                Duration.ofMillis(plan.outerMillis()), simulation.ticker());
        try {
            outer.call(
                    () -> {
                        outerNanos = Deadline.current().remainingNanos();
                        if (plan.async()) {
                            beginAsync();
                        } else {
                            callAndWait();
                        }
                        return this;
                    });
        } catch (Exception e) {
            simulation.violation(this + " threw " + e);
        }
    }

    @SuppressWarnings("NullAway") // which doesn't look at type arguments
    private void callAndWait() {
        try {
            String result = run.parts.call(this::runAttempt);
            returnedAt = simulation.now();
            answered(result, null);
        } catch (Throwable e) {
            returnedAt = simulation.now();
            answered(null, e);
        }
        if (interrupted
                && !(thrown instanceof InterruptedException)
                && !Thread.currentThread().isInterrupted()) {
            simulation.violation(this + ": the caller's interrupt is lost");
        }
    }

    private void beginAsync() {
        CompletableFuture<@Nullable String> future = run.parts.callAsync(this::startAttempt);
        returnedAt = simulation.now();
        answer = future;
        future.whenComplete(this::answered);
    }

    @SuppressWarnings("NullAway") // which doesn't look at type arguments
    private @Nullable String runAttempt() throws Exception {
        AttemptRun attempt = attempt();
        return attempt.inside(
                () -> {
                    endOthers(attempt);
                    return attempt.run();
                });
    }

    private CompletionStage<@Nullable String> startAttempt() {
        AttemptRun attempt = attempt();
        try {
            return attempt.inside(
                    () -> {
                        endOthers(attempt);
                        return attempt.start();
                    });
        } catch (RuntimeException | Error thrown) {
            throw thrown;
        } catch (Exception impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private void endOthers(AttemptRun attempt) {
        if (attempt.plan.endsOthers()) {
            run.endOthers(this);
        }
    }

    private AttemptRun attempt() {
        simulation.userCode("body");
        if (!plan.async() && interrupted) {
            simulation.violation(this + ": an attempt after the caller's interrupt");
        }
        checkDeadline();
        int index = attempts.size();
        AttemptRun attempt = new AttemptRun(simulation, plan.attempt(index), number + "/" + index);
        attempts.add(attempt);
        return attempt;
    }

    /** An attempt sees what is left of its own call and of itself, and nobody else's deadline. */
    private void checkDeadline() {
        Settings settings = run.parts.settings;
        long timeout =
                settings.timeoutMillis() == 0 ? Long.MAX_VALUE : settings.timeoutMillis() * MILLI;
        long expected = Math.min(timeout, remainingNanos());
        long seen = Deadline.current().remainingNanos();
        boolean waited = settings.waitMillis() > 0;
        if (waited ? seen > expected : seen != expected) {
            simulation.violation(
                    this + ": an attempt sees a deadline of " + seen + " instead of " + expected);
        }
    }

    /** What is left of the deadline of the whole call. */
    private long remainingNanos() {
        int own = run.parts.settings.deadlineMillis();
        long all = Math.min(outerNanos, own == 0 ? Long.MAX_VALUE : own * MILLI);
        return all == Long.MAX_VALUE ? all : Math.max(0, all - (simulation.now() - startedAt));
    }

    /** When the call's own deadline is over; {@link Long#MAX_VALUE} if it has none. */
    long deadlineAt() {
        int own = run.parts.settings.deadlineMillis();
        long all = Math.min(outerNanos, own == 0 ? Long.MAX_VALUE : own * MILLI);
        return all == Long.MAX_VALUE ? all : startedAt + all;
    }

    // --- the caller ---

    private void scheduleInterference() {
        SimulatedThread caller = SimulatedThread.current();
        switch (plan.interference()) {
            case NONE -> {}
            case INTERRUPT -> simulation.after(plan.interferenceNanos(), () -> interrupt(caller));
            default ->
                    simulation.after(
                            plan.interferenceNanos(), () -> simulation.loop.hand(this::interfere));
        }
    }

    private void interrupt(SimulatedThread caller) {
        // One that comes after the timeout's own can't be told from it.
        if (isUnderWay() && !interrupted && !caller.isInterrupted()) {
            interrupted = true;
            caller.mayBeInterrupted = true;
            caller.interrupt();
        }
    }

    private void interfere() {
        if (answer == null) {
            return;
        }
        switch (plan.interference()) {
            case CANCEL -> answer.cancel(true);
            case COMPLETE -> answer.complete(BY_CALLER);
            case TIME_OUT -> answer.completeExceptionally(new TimeoutException(BY_CALLER));
            default -> {}
        }
    }

    private void answered(@Nullable String result, @Nullable Throwable failure) {
        answers++;
        answeredAt = simulation.now();
        value = result;
        thrown = failure;
        if (plan.async()) {
            simulation.userCode("continuation");
        } else if (failure instanceof InterruptedException
                || interrupted
                || run.mayInterrupt(this)) {
            SimulatedThread.current().mayBeInterrupted = true;
        }
        run.checkNothingIsHeldBy(this);
        goOn(plan.continuation());
    }

    private void goOn(Continuation continuation) {
        switch (continuation) {
            case NONE -> {}
            case THROWS -> {
                if (plan.async()) {
                    throw new Parts.Planned();
                }
            }
            case BLOCKS -> SimulatedThread.current().blockUninterruptibly(40 * MILLI);
            case CALLS_AGAIN -> run.callAgain();
        }
    }

    /** Whether the call has begun and its answer isn't there. */
    boolean isUnderWay() {
        return startedAt >= 0 && answers == 0;
    }

    /** How many of its attempts are in flight, whether or not it has been answered. */
    long inFlight() {
        return attempts.stream().filter(attempt -> attempt.isInFlight(plan.async())).count();
    }

    /** How many of its attempts' suppliers run although it has been answered. */
    long starting() {
        return isUnderWay() ? 0 : attempts.stream().filter(AttemptRun::isInside).count();
    }

    /** Ends everything that still runs, as a dependency that answers at last. */
    void endWork() {
        for (AttemptRun attempt : List.copyOf(attempts)) {
            attempt.end();
        }
    }

    boolean isCancelled() {
        return plan.interference() == Interference.CANCEL;
    }

    @Override
    public String toString() {
        return "call " + number;
    }
}
