package org.acme.breaker.pipeline;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.Supplier;
import org.acme.breaker.CheckedCall;
import org.acme.breaker.CircuitBreaker;
import org.acme.breaker.Ticker;
import org.acme.breaker.bulkhead.Bulkhead;
import org.acme.breaker.chaos.Chaos;
import org.acme.breaker.fallback.Fallback;
import org.acme.breaker.hedge.Hedge;
import org.acme.breaker.internal.Answer;
import org.acme.breaker.ratelimit.RateLimiter;
import org.acme.breaker.retry.Retry;
import org.acme.breaker.timeout.Deadline;
import org.acme.breaker.timeout.DeadlineExceededException;
import org.acme.breaker.timeout.Timeout;
import org.jspecify.annotations.Nullable;

/**
 * Makes calls through several guards, in the one order in which they work together. Outermost
 * first:
 *
 * <pre>
 *   fallback( deadline( retry( hedge( rate limiter( circuit breaker( timeout( bulkhead( chaos( call
 * </pre>
 *
 * <p><b>Why this order.</b> The <i>retry</i> is outside the breaker, so the breaker records every
 * attempt; with the retry inside, a failing dependency would look much healthier than it is. A
 * rejection by the breaker is never retried. The <i>rate limiter</i> is inside the retry, because a
 * retry is load as well, and outside the breaker, so that a rejected attempt takes no probe. The
 * <i>timeout</i> is inside the breaker, so a timeout is recorded as a failure, and it limits one
 * attempt. The <i>bulkhead</i> is innermost: only real calls take a permit, and the time in its
 * queue counts against the timeout of the attempt.
 *
 * <p><b>Deadline and timeout.</b> The deadline limits the whole call: all attempts and all waits
 * between them. It starts with the call and is never later than the {@linkplain Deadline#current()
 * current deadline} of the thread, which a pipeline obeys even if it has none of its own. An
 * attempt gets its timeout or the rest of the deadline, whichever is shorter. The <i>fallback</i>
 * runs outside of the deadline, so that it can still provide a result after it; {@link
 * Fallback#within} limits it.
 *
 * <p><b>What the breaker records.</b> A full bulkhead, an exceeded rate and the caller's own
 * deadline say nothing about the dependency and are not recorded. If the deadline ends an attempt
 * after at least nine tenths of its timeout, that is recorded as a timeout. Without a timeout, the
 * pipeline's own deadline takes its place in this rule; otherwise a dependency that always hangs
 * would never open the breaker. Outside the pipeline, its own deadline is a failure like any other.
 *
 * <p><b>What readers get wrong.</b> A timeout interrupts a blocking call but cannot stop one that
 * ignores interrupts; see {@link Timeout}. A fallback hides failures from the caller, never from
 * the breaker. And a part that is shared between pipelines (a breaker, a bulkhead) is shared with
 * all its counts.
 *
 * <p><b>Cost.</b> A part that is missing costs a {@code null} check. A deadline or timeout
 * schedules one task on the timer for each attempt.
 *
 * <p>Immutable, thread-safe. Any part may be missing.
 */
public final class Pipeline {

    private static final Duration UNLIMITED = Duration.ofDays(365);

    private final String name;
    private final Ticker ticker;
    private final Deadline none;
    private final @Nullable Duration deadline;
    private final @Nullable Retry retry;
    private final @Nullable Hedge hedge;
    private final @Nullable RateLimiter rateLimiter;
    private final @Nullable CircuitBreaker breaker;
    private final @Nullable Timeout timeout;

    /** Ends attempts at an inherited deadline if the pipeline has no timeout. */
    private final Timeout unlimited;

    private final @Nullable Bulkhead bulkhead;
    private final @Nullable Chaos chaos;
    private final @Nullable ContextPropagation context;

    /** A strategy of users, and the parts inside of it; {@code null}: there is none. */
    private final @Nullable Rest rest;

    /** Its own, or one inside a strategy. */
    private final @Nullable Hedge anyHedge;

    record Rest(Strategy strategy, Pipeline inner) {}

    Pipeline(PipelineBuilder b, @Nullable Rest rest) {
        this.name = b.name;
        this.ticker = b.ticker;
        this.none = Deadline.none(b.ticker);
        this.deadline = b.deadline;
        this.retry = b.retry;
        this.hedge = b.hedge;
        this.rateLimiter = b.rateLimiter;
        this.breaker = b.breaker;
        this.timeout = b.timeout;
        this.unlimited = Timeout.of(b.name, UNLIMITED, b.timer);
        this.bulkhead = b.bulkhead;
        this.chaos = b.chaos;
        this.context = b.context;
        this.rest = rest;
        this.anyHedge = hedge().orElse(null);
    }

    /** Returns a builder that has no parts yet. */
    public static PipelineBuilder named(String name) {
        return new PipelineBuilder(name);
    }

    /**
     * Makes the call through all parts on this thread.
     *
     * @return what {@code body} returned; may be {@code null}
     * @throws DeadlineExceededException if the deadline is over
     * @throws E what the last attempt threw
     */
    public <T extends @Nullable Object, E extends Exception> T call(CheckedCall<T, E> body)
            throws E {
        Objects.requireNonNull(body, "body");
        Deadline outer = Deadline.current();
        Deadline until = within(outer);
        if (anyHedge != null) {
            anyHedge.requireExecutor();
        }
        try {
            return attempts(body, until);
        } catch (DeadlineExceededException e) {
            if (until != outer) {
                until.leftBy(e);
            }
            throw e;
        }
    }

    private <T extends @Nullable Object, E extends Exception> T attempts(
            CheckedCall<T, E> body, Deadline until) throws E {
        Retry again = retry;
        return again == null ? attempt(body, until) : again.call(() -> attempt(body, until), until);
    }

    /** Makes the call through all parts; if it fails, the fallback provides the result. */
    public <T extends @Nullable Object, E extends Exception> T call(
            CheckedCall<T, E> body, Fallback<T> fallback) throws E {
        if (anyHedge != null) {
            // Not a failure that a fallback is for.
            anyHedge.requireExecutor();
        }
        return fallback.call(() -> call(body));
    }

    private <T extends @Nullable Object, E extends Exception> T attempt(
            CheckedCall<T, E> body, Deadline until) throws E {
        Hedge further = hedge;
        return further == null ? once(body, until) : hedged(further, body, until);
    }

    /** By asynchronous attempts, whose work is the blocking call on the hedge's executor. */
    private <T extends @Nullable Object, E extends Exception> T hedged(
            Hedge further, CheckedCall<T, E> body, Deadline until) throws E {
        CapturedContext captured = captured();
        CheckedCall<T, E> work = captured == null ? body : () -> captured.call(body);
        Supplier<CompletionStage<T>> attempt =
                () -> attemptAsync(() -> further.submit(work), until);
        return further.<T, E>await(further.callAsync(attempt, until));
    }

    private <T extends @Nullable Object, E extends Exception> T once(
            CheckedCall<T, E> body, Deadline until) throws E {
        if (until.isOver()) {
            throw new DeadlineExceededException(name, until);
        }
        if (rateLimiter != null) {
            rateLimiter.acquire(1, until);
        }
        return breaker == null ? timed(body, until) : breaker.call(() -> timed(body, until));
    }

    private <T extends @Nullable Object, E extends Exception> T timed(
            CheckedCall<T, E> body, Deadline until) throws E {
        Timeout limit = limitWithin(until);
        return limit == null
                ? inBulkhead(body, until)
                : limit.call(() -> inBulkhead(body, until), until);
    }

    /** Where there is a rest, that has the timeout, or ends by the deadline itself. */
    private @Nullable Timeout limitWithin(Deadline until) {
        return timeout != null || until.isNone() || rest != null ? timeout : unlimited;
    }

    private <T extends @Nullable Object, E extends Exception> T inBulkhead(
            CheckedCall<T, E> body, Deadline until) throws E {
        CheckedCall<T, E> inner = chaos == null && rest == null ? body : inside(body, until);
        return bulkhead == null ? inner.call() : bulkhead.call(inner);
    }

    /** What is inside the bulkhead: chaos, then a strategy of users with the parts inside of it. */
    private <T extends @Nullable Object, E extends Exception> CheckedCall<T, E> inside(
            CheckedCall<T, E> body, Deadline until) {
        Rest further = rest;
        CheckedCall<T, E> call =
                further == null
                        ? body
                        : () ->
                                until.earlier(Deadline.current())
                                        .callInstead(
                                                () ->
                                                        further.strategy.call(
                                                                () -> further.inner.call(body)));
        Chaos disturbance = chaos;
        return disturbance == null ? call : () -> disturbance.call(call);
    }

    private <T extends @Nullable Object> Supplier<? extends CompletionStage<T>> insideAsync(
            Supplier<? extends CompletionStage<T>> body) {
        Rest further = rest;
        Supplier<? extends CompletionStage<T>> call =
                further == null
                        ? body
                        : () -> further.strategy.callAsync(() -> further.inner.callAsync(body));
        Chaos disturbance = chaos;
        return disturbance == null ? call : () -> disturbance.callAsync(call);
    }

    private @Nullable CapturedContext captured() {
        return context == null ? null : new CapturedContext(context);
    }

    /**
     * Starts asynchronous work through all parts. The returned future fails as {@link #call} would
     * throw.
     */
    public <T extends @Nullable Object> CompletableFuture<T> callAsync(
            Supplier<? extends CompletionStage<T>> body) {
        Objects.requireNonNull(body, "body");
        CapturedContext captured;
        try {
            captured = captured();
        } catch (Throwable thrown) {
            return CompletableFuture.failedFuture(thrown);
        }
        return captured == null
                ? attemptsAsync(body)
                : captured.answer(attemptsAsync(captured.around(body)));
    }

    private <T extends @Nullable Object> CompletableFuture<T> attemptsAsync(
            Supplier<? extends CompletionStage<T>> body) {
        Deadline outer = Deadline.current();
        Deadline until = within(outer);
        CompletableFuture<T> answer =
                retry == null
                        ? hedgedAsync(body, until)
                        : retry.callAsync(() -> hedgedAsync(body, until), until);
        return until == outer || until.isNone() ? answer : new PipelineAnswer<>(until, answer);
    }

    private <T extends @Nullable Object> CompletableFuture<T> hedgedAsync(
            Supplier<? extends CompletionStage<T>> body, Deadline until) {
        return hedge == null
                ? attemptAsync(body, until)
                : hedge.callAsync(() -> attemptAsync(body, until), until);
    }

    /**
     * Follows the stage of the parts, and marks failures by the pipeline's own deadline as having
     * left it. Also wraps the user's stage if no part follows it: such a stage may support nothing
     * but its interface, and a user's future must not be completed by others.
     */
    private static final class PipelineAnswer<T extends @Nullable Object> extends Answer<T> {

        private final Deadline own;

        PipelineAnswer(Deadline own, CompletionStage<T> inside) {
            this.own = own;
            follow(inside);
        }

        @Override
        protected void settle(@Nullable T result, @Nullable Throwable thrown, boolean givenUp) {
            if (thrown != null) {
                own.leftBy(thrown);
            }
        }

        @Override
        protected @Nullable Throwable withdraw() {
            return withdrawWork();
        }
    }

    /**
     * Starts asynchronous work through all parts; if it fails, the fallback provides the result.
     */
    public <T extends @Nullable Object> CompletableFuture<T> callAsync(
            Supplier<? extends CompletionStage<T>> body, Fallback<T> fallback) {
        return fallback.callAsync(() -> callAsync(body));
    }

    private <T extends @Nullable Object> CompletableFuture<T> attemptAsync(
            Supplier<? extends CompletionStage<T>> body, Deadline until) {
        try {
            // Later attempts may run on a thread that is in the middle of another call.
            return until.callInstead(() -> startAttempt(body, until));
        } catch (Throwable thrown) {
            return CompletableFuture.failedFuture(thrown);
        }
    }

    private <T extends @Nullable Object> CompletableFuture<T> startAttempt(
            Supplier<? extends CompletionStage<T>> body, Deadline until) {
        if (until.isOver()) {
            throw new DeadlineExceededException(name, until);
        }
        RateLimiter limit = rateLimiter;
        if (limit != null && limit.canWait()) {
            return limit.callAsync(() -> admitted(body, until), until);
        }
        if (limit != null) {
            limit.acquire();
        }
        return admitted(body, until);
    }

    private <T extends @Nullable Object> CompletableFuture<T> admitted(
            Supplier<? extends CompletionStage<T>> body, Deadline until) {
        return breaker == null
                ? asFuture(timedAsync(body, until))
                : breaker.callAsync(() -> timedAsync(body, until));
    }

    private static <T extends @Nullable Object> CompletableFuture<T> asFuture(
            CompletionStage<T> stage) {
        return stage instanceof Answer<T> own ? own : new PipelineAnswer<>(Deadline.none(), stage);
    }

    private <T extends @Nullable Object> CompletionStage<T> timedAsync(
            Supplier<? extends CompletionStage<T>> body, Deadline until) {
        Bulkhead places = bulkhead;
        Supplier<? extends CompletionStage<T>> work =
                chaos == null && rest == null ? body : insideAsync(body);
        Supplier<? extends CompletionStage<T>> inner =
                places == null ? work : () -> places.callAsync(work);
        Timeout limit = limitWithin(until);
        return limit == null
                ? Objects.requireNonNull(inner.get(), "the stage")
                : limit.callAsync(inner, until);
    }

    /** Returns this call's deadline, never later than that of an outer pipeline. */
    private Deadline within(Deadline outer) {
        Deadline own = deadline == null ? none : Deadline.after(deadline, ticker);
        return own.earlier(outer);
    }

    /** Returns the name of the pipeline. */
    public String name() {
        return name;
    }

    /** Returns how long a whole call may take, if that is limited. */
    public Optional<Duration> deadline() {
        return Optional.ofNullable(deadline);
    }

    /** Returns the rate limiter, if there is one. */
    public Optional<RateLimiter> rateLimiter() {
        return part(rateLimiter, Pipeline::rateLimiter);
    }

    /** Returns the timeout of an attempt, if one was set; a deadline alone ends attempts too. */
    public Optional<Timeout> timeout() {
        return part(timeout, Pipeline::timeout).filter(t -> !t.duration().equals(deadline));
    }

    /** Returns the breaker, if there is one. */
    public Optional<CircuitBreaker> breaker() {
        return part(breaker, Pipeline::breaker);
    }

    /** Returns the retry, if there is one. */
    public Optional<Retry> retry() {
        return part(retry, Pipeline::retry);
    }

    /** Its hedge, if it has one. */
    public Optional<Hedge> hedge() {
        return part(hedge, Pipeline::hedge);
    }

    /** Returns the bulkhead, if there is one. */
    public Optional<Bulkhead> bulkhead() {
        return part(bulkhead, Pipeline::bulkhead);
    }

    /** Its chaos, if it has one. */
    public Optional<Chaos> chaos() {
        return part(chaos, Pipeline::chaos);
    }

    private <P> Optional<P> part(@Nullable P own, Function<Pipeline, Optional<P>> inside) {
        return own == null && rest != null ? inside.apply(rest.inner) : Optional.ofNullable(own);
    }
}
