package org.acme.breaker.contract;

import java.io.IOException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import org.acme.breaker.contract.History.AttemptPlan;
import org.acme.breaker.contract.History.Delivery;
import org.acme.breaker.contract.History.Ending;
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

    /** Whether this attempt holds its thread whatever happens. */
    boolean isDeaf(boolean async) {
        return plan.deaf() && (!async || plan.blocksNanos() > 0);
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
