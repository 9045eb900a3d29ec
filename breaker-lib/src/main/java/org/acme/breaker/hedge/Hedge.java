package org.acme.breaker.hedge;

import static org.acme.breaker.InvalidConfigurationException.requireGiven;

import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.acme.breaker.CheckedCall;
import org.acme.breaker.Registration;
import org.acme.breaker.internal.Durations;
import org.acme.breaker.internal.ListenerList;
import org.acme.breaker.internal.TokenBucket;
import org.acme.breaker.timeout.Deadline;
import org.acme.breaker.timeout.Timer;
import org.jspecify.annotations.Nullable;

/**
 * Starts a further attempt beside one that is slow, and takes the first good answer. It cuts the
 * slow tail of a dependency of which a few instances are slow at a time, and does nothing for one
 * that is slow everywhere. The technique is described by Dean and Barroso, "The Tail at Scale"
 * (Communications of the ACM, 2013).
 *
 * <pre>{@code
 * Hedge lookups = Hedge.builder("product").delay(Duration.ofMillis(80)).budget(10, 20).build();
 * CompletableFuture<Product> product = lookups.callAsync(() -> catalogue.find(sku));
 * }</pre>
 *
 * <p><b>Hedge reads only.</b> Two attempts of one call run at once: what charges, books or sends
 * must not be hedged, not even with an idempotency key, because the second attempt meets the first
 * one while that is under way.
 *
 * <p><b>How a call ends.</b> The first good answer wins, and the other attempts are cancelled
 * before the caller is told. An attempt that fails while another runs decides nothing; if all fail,
 * the call ends as its first attempt did, with the other failures attached. An attempt that fails
 * before the delay is over starts no further one: that is the business of a retry around the hedge.
 *
 * <p><b>In a pipeline</b> each attempt passes the rate limiter, the breaker, the timeout and the
 * bulkhead by itself and is recorded once: by its own end, or nowhere if it is cancelled.
 *
 * <p><b>Blocking calls</b> need an {@linkplain HedgeBuilder#executor executor}, which runs every
 * attempt; the caller's thread waits. Losing attempts are interrupted. Thread-safe.
 */
public final class Hedge {

    private final String name;
    private final int maxAttempts;
    private final Predicate<@Nullable Object> failureResult;
    private final @Nullable Executor executor;
    private final ListenerList<Consumer<? super HedgeOutcome>> listeners;
    final TokenBucket budget;
    final Timer timer;
    private volatile long delayNanos;

    Hedge(HedgeBuilder b) {
        this.name = b.name;
        this.delayNanos = b.delayNanos;
        this.maxAttempts = b.maxAttempts;
        this.budget = b.budget;
        this.failureResult = b.failureResult;
        this.executor = b.executor;
        this.timer = b.timer;
        this.listeners = new ListenerList<>("hedge '" + b.name + "'");
    }

    /** A builder with the defaults: one further attempt after 100 ms, for 10 % of the calls. */
    public static HedgeBuilder builder(String name) {
        return new HedgeBuilder(name);
    }

    /** Returns the name that metrics and messages use. */
    public String name() {
        return name;
    }

    /** Returns how long an attempt runs before the next one starts beside it. */
    public Duration delay() {
        return Duration.ofNanos(delayNanos);
    }

    /** Changes the delay, which must be above zero; calls under way may still use the old one. */
    public void delay(Duration value) {
        delayNanos = Durations.requirePositive("hedge.delay", value);
    }

    /** Returns how many attempts a call makes at most, the first included. */
    public int maxAttempts() {
        return maxAttempts;
    }

    /** Returns how many further attempts the budget allows now. */
    public double budgetLeft() {
        return budget.tokens();
    }

    /** Tells {@code listener} of every further attempt. What it throws is logged. */
    public Registration onOutcome(Consumer<? super HedgeOutcome> listener) {
        return listeners.add(requireGiven(listener, "hedge.listener", "a listener"));
    }

    /**
     * Starts asynchronous work, and starts it again beside itself where it is slow. Every attempt
     * sees the {@linkplain Deadline#current() current deadline} of the caller; none starts after
     * it. Ending the answer early (by cancelling it, say) cancels all attempts.
     */
    public <T extends @Nullable Object> CompletableFuture<T> callAsync(
            Supplier<? extends CompletionStage<T>> body) {
        return callAsync(body, Deadline.current());
    }

    /** As {@link #callAsync(Supplier)}, with no further attempt once {@code deadline} is over. */
    public <T extends @Nullable Object> CompletableFuture<T> callAsync(
            Supplier<? extends CompletionStage<T>> body, Deadline deadline) {
        Objects.requireNonNull(body, "body");
        budget.deposit();
        return new HedgedCall<>(this, body, deadline).begin();
    }

    /**
     * Makes a blocking call by attempts on the executor, and waits for the first good answer. If
     * the waiting thread is interrupted, all attempts are too, and the call ends with a {@link
     * CancellationException}; the flag stays set.
     *
     * @throws IllegalStateException if the hedge has no executor
     */
    public <T extends @Nullable Object, E extends Exception> T call(CheckedCall<T, E> body)
            throws E {
        Objects.requireNonNull(body, "body");
        requireExecutor();
        return await(callAsync(() -> submit(body)));
    }

    /** Fails unless blocking calls are possible. For parts that call this one. */
    public void requireExecutor() {
        if (executor == null) {
            throw new IllegalStateException(
                    "hedge '"
                            + name
                            + "' has no executor for blocking calls: set one, or call callAsync");
        }
    }

    /**
     * Runs a blocking call on the executor, within the current deadline. Cancelling the answer
     * interrupts the call. The answer ends when the call returns, however late: a caller that waits
     * for a permit of the call waits until it is really free.
     */
    public <T extends @Nullable Object> CompletableFuture<T> submit(CheckedCall<T, ?> body) {
        BlockingWork<T> work = new BlockingWork<>(body);
        Objects.requireNonNull(executor, "executor").execute(work);
        return work;
    }

    /** Waits for an answer of {@link #callAsync}, and throws what it fails with. */
    public <T extends @Nullable Object, E extends Exception> T await(CompletableFuture<T> answer)
            throws E {
        try {
            return answer.get();
        } catch (InterruptedException e) {
            answer.cancel(true);
            Thread.currentThread().interrupt();
            throw new CancellationException("hedge '" + name + "': the caller was interrupted");
        } catch (ExecutionException e) {
            throw Hedge.<E>asDeclared(e.getCause() == null ? e : e.getCause());
        }
    }

    /** The body can throw nothing but E and what is unchecked. */
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    private static <E extends Throwable> E asDeclared(Throwable thrown) throws E {
        throw (E) thrown;
    }

    long delayNanos() {
        return delayNanos;
    }

    boolean isGood(@Nullable Object result) {
        try {
            return !failureResult.test(result);
        } catch (Throwable strategyFailed) {
            listeners.log().logAndContinue(strategyFailed);
            return true;
        }
    }

    void logAndContinue(Throwable thrown) {
        listeners.log().logAndContinue(thrown);
    }

    void tell(HedgeOutcome outcome) {
        if (!listeners.isEmpty()) {
            listeners.tell(listener -> listener.accept(outcome));
        }
    }
}
