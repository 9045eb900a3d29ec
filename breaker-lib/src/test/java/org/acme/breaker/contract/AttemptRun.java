package org.acme.breaker.contract;

import java.io.IOException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import org.acme.breaker.CheckedCall;
import org.acme.breaker.contract.History.AttemptPlan;
import org.acme.breaker.contract.History.Delivery;
import org.acme.breaker.contract.History.Ending;
import org.acme.breaker.timeout.Deadline;
import org.jspecify.annotations.Nullable;

/**
 * The dependency in one attempt: does what the plan says, asynchronously or on the caller's thread.
 */
final class AttemptRun {

    final AttemptPlan plan;
    final CompletableFuture<@Nullable String> work = new CompletableFuture<>();

    private final Simulation simulation;
    private final String value;
    private boolean started = true;

    /** Whether the body (a supplier, or the whole of a blocking call) is on some thread's stack. */
    private boolean inside;

    /** How long the body held its thread after its time was up, deaf to the interrupt. */
    long overrunNanos;

    private final @Nullable Throwable failure;

    AttemptRun(Simulation simulation, AttemptPlan plan, String value) {
        this.simulation = simulation;
        this.plan = plan;
        this.value = value;
        this.failure = failure(plan.ending());
    }

    private static @Nullable Throwable failure(Ending ending) {
        return switch (ending) {
            case VALUE, NULL -> null;
            case CHECKED -> new IOException("planned");
            case RUNTIME -> new IllegalArgumentException("planned");
            case ERROR -> new AssertionError("planned");
            case INTERRUPTED -> new InterruptedException("planned");
            case CANCELLED -> new CancellationException("planned");
            case WRAPPED -> new CompletionException(new IOException("planned"));
        };
    }

    @Nullable String value() {
        return plan.ending() == Ending.NULL ? null : value;
    }

    /** Whether this attempt may have thrown it. */
    boolean threw(Throwable thrown) {
        return thrown == failure || (failure != null && thrown == failure.getCause());
    }

    /** Whether the work could have been cancelled, and goes on. */
    boolean runsOn() {
        return started && !work.isDone() && isCancellable();
    }

    private boolean isCancellable() {
        return switch (plan.delivery()) {
            case AT_ONCE, LATER, NEVER -> true;
            default -> false;
        };
    }

    boolean isInside() {
        return inside;
    }

    /** Whether it is in flight: its body hasn't returned, or the stage that it returned is open. */
    boolean isInFlight(boolean async) {
        return inside || (async && started && hasStage() && !work.isDone());
    }

    private boolean hasStage() {
        return isCancellable()
                || plan.delivery() == Delivery.TWICE
                || plan.delivery() == Delivery.INTERFACE_ONLY;
    }

    /** Runs the body, within which the thread may be interrupted once its time is up. */
    <T extends @Nullable Object> T inside(CheckedCall<T, Exception> body) throws Exception {
        SimulatedThread here = SimulatedThread.current();
        long remaining = Deadline.current().remainingNanos();
        long now = simulation.now();
        long timeIsUpAt = remaining > Long.MAX_VALUE - now ? Long.MAX_VALUE : now + remaining;
        here.bodyBegins(timeIsUpAt);
        inside = true;
        try {
            return body.call();
        } finally {
            inside = false;
            here.bodyEnds();
            overrunNanos = Math.max(0, simulation.now() - timeIsUpAt);
        }
    }

    // --- on the caller's thread ---

    @Nullable String run() throws Exception {
        pass(plan.blocksNanos());
        if (plan.delivery() == Delivery.NEVER) {
            pass(History.HORIZON);
        } else if (plan.delivery() != Delivery.AT_ONCE) {
            pass(plan.afterNanos());
        }
        if (failure instanceof InterruptedException) {
            SimulatedThread.current().mayBeInterrupted = true;
        }
        if (failure instanceof Error error) {
            throw error;
        }
        if (failure != null) {
            throw (Exception) failure;
        }
        return value();
    }

    private void pass(long nanos) throws InterruptedException {
        if (plan.deaf()) {
            SimulatedThread.current().blockUninterruptibly(nanos);
        } else if (nanos > 0) {
            SimulatedThread.current().block(nanos);
        }
    }

    // --- asynchronously ---

    @SuppressWarnings({"NullAway", "NullableProblems"}) // Users do answer null instead of a stage.
    CompletionStage<@Nullable String> start() {
        blockStarter();
        if (plan.delivery() == Delivery.AT_ONCE) {
            end();
        } else if (plan.delivery() != Delivery.NEVER) {
            simulation.after(plan.afterNanos(), () -> simulation.loop.hand(this::end));
        }
        return switch (plan.delivery()) {
            case AT_ONCE, LATER, NEVER -> work;
            case THROWS -> throw new Parts.Planned();
            case NULL_STAGE -> null;
            case TWICE -> ForeignStages.callsBackTwice(work);
            case INTERFACE_ONLY -> ForeignStages.interfaceOnly(work);
            case REFUSES_CALLBACKS -> ForeignStages.refusesCallbacks(new Parts.Planned());
            case REFUSED_BY_EXECUTOR -> throw new RejectedExecutionException("planned");
        };
    }

    /** A supplier that blocks. Where it is interrupted and listens, it starts nothing. */
    private void blockStarter() {
        if (plan.blocksNanos() == 0) {
            return;
        }
        try {
            pass(plan.blocksNanos());
        } catch (InterruptedException e) {
            started = false;
            throw new IllegalStateException("interrupted", e);
        }
    }

    /** Ends the work on this thread, if it still runs. */
    void end() {
        if (failure == null) {
            work.complete(value());
        } else {
            work.completeExceptionally(failure);
        }
    }
}
