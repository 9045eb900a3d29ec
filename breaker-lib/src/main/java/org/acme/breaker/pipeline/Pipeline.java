package org.acme.breaker.pipeline;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.acme.breaker.CheckedCall;
import org.acme.breaker.CircuitBreaker;
import org.acme.breaker.Ticker;
import org.acme.breaker.bulkhead.Bulkhead;
import org.acme.breaker.fallback.Fallback;
import org.acme.breaker.internal.Answer;
import org.acme.breaker.ratelimit.RateLimiter;
import org.acme.breaker.retry.Retry;
import org.acme.breaker.timeout.Deadline;
import org.acme.breaker.timeout.DeadlineExceededException;
import org.acme.breaker.timeout.Timeout;
import org.jspecify.annotations.Nullable;

/**
 * The parts that guard a call, in the one order that works, outermost first:
 *
 * <pre>
 *   fallback( deadline( retry( rate limiter( circuit breaker( timeout( bulkhead( call )))))))
 * </pre>
 *
 * The fallback answers when the deadline is over, too: it has time of its own, which {@link
 * Fallback#within} bounds. A pipeline inherits the {@linkplain Deadline#current() current deadline}
 * and is ended by it, whether it has a deadline of its own or not. Every attempt is seen by the breaker; a refusal by the breaker isn't tried again; the time in the
 * bulkhead's queue counts against the attempt's timeout; a full bulkhead, a used up rate and the
 * caller's own deadline count for nothing. Any part may be missing. Immutable, thread-safe.
 */
public final class Pipeline {

    private static final Duration UNLIMITED = Duration.ofDays(365);

    private final String name;
    private final Ticker ticker;
    private final Deadline none;
    private final @Nullable Duration deadline;
    private final @Nullable Retry retry;
    private final @Nullable RateLimiter rateLimiter;
    private final @Nullable CircuitBreaker breaker;
    private final @Nullable Timeout timeout;

    /** Ends attempts by an inherited deadline where nothing else does. */
    private final Timeout unlimited;

    private final @Nullable Bulkhead bulkhead;

    Pipeline(PipelineBuilder b) {
        this.name = b.name;
        this.ticker = b.ticker;
        this.none = Deadline.none(b.ticker);
        this.deadline = b.deadline;
        this.retry = b.retry;
        this.rateLimiter = b.rateLimiter;
        this.breaker = b.breaker;
        this.timeout =
                b.timeout == null && b.deadline != null
                        ? Timeout.of(b.name, b.deadline, b.timer)
                        : b.timeout;
        this.unlimited = Timeout.of(b.name, UNLIMITED, b.timer);
        this.bulkhead = b.bulkhead;
    }

    /** A builder without any part. */
    public static PipelineBuilder named(String name) {
        return new PipelineBuilder(name);
    }

    /** Makes the call through all parts. */
    public <T extends @Nullable Object, E extends Exception> T call(CheckedCall<T, E> body)
            throws E {
        Objects.requireNonNull(body, "body");
        Deadline outer = Deadline.current();
        Deadline until = within(outer);
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

    /** Makes the call through all parts; where it fails, the fallback answers. */
    public <T extends @Nullable Object, E extends Exception> T call(
            CheckedCall<T, E> body, Fallback<T> fallback) throws E {
        return fallback.call(() -> call(body));
    }

    private <T extends @Nullable Object, E extends Exception> T attempt(
            CheckedCall<T, E> body, Deadline until) throws E {
        if (until.isOver()) {
            throw new DeadlineExceededException(name, until);
        }
        if (rateLimiter != null) {
            rateLimiter.acquire();
        }
        return breaker == null ? timed(body, until) : breaker.call(() -> timed(body, until));
    }

    private <T extends @Nullable Object, E extends Exception> T timed(
            CheckedCall<T, E> body, Deadline until) throws E {
        Timeout limit = limitWithin(until);
        return limit == null ? inBulkhead(body) : limit.call(() -> inBulkhead(body), until);
    }

    private @Nullable Timeout limitWithin(Deadline until) {
        return timeout != null || until.isNone() ? timeout : unlimited;
    }

    private <T extends @Nullable Object, E extends Exception> T inBulkhead(CheckedCall<T, E> body)
            throws E {
        return bulkhead == null ? body.call() : bulkhead.call(body);
    }

    /** Starts asynchronous work through all parts. */
    public <T extends @Nullable Object> CompletableFuture<T> callAsync(
            Supplier<? extends CompletionStage<T>> body) {
        Objects.requireNonNull(body, "body");
        Deadline outer = Deadline.current();
        Deadline until = within(outer);
        CompletableFuture<T> answer =
                retry == null
                        ? attemptAsync(body, until)
                        : retry.callAsync(() -> attemptAsync(body, until), until);
        return until == outer || until.isNone() ? answer : new PipelineAnswer<>(until, answer);
    }

    /**
     * Follows a stage of the pipeline's, and tells failures by the pipeline's own deadline that they
     * leave it; or the stage of users where no part follows it: that may support nothing but its
     * interface, and if it is a future, it stays theirs.
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

    /** Starts asynchronous work through all parts; where it fails, the fallback answers. */
    public <T extends @Nullable Object> CompletableFuture<T> callAsync(
            Supplier<? extends CompletionStage<T>> body, Fallback<T> fallback) {
        return fallback.callAsync(() -> callAsync(body));
    }

    private <T extends @Nullable Object> CompletableFuture<T> attemptAsync(
            Supplier<? extends CompletionStage<T>> body, Deadline until) {
        try {
            // Later attempts run on any thread, which may be in the middle of another call.
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
        if (rateLimiter != null) {
            rateLimiter.acquire();
        }
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
        Supplier<? extends CompletionStage<T>> inner =
                places == null ? body : () -> places.callAsync(body);
        Timeout limit = limitWithin(until);
        return limit == null
                ? Objects.requireNonNull(inner.get(), "the stage")
                : limit.callAsync(inner, until);
    }

    /** Never later than that of a pipeline around this one. */
    private Deadline within(Deadline outer) {
        Deadline own = deadline == null ? none : Deadline.after(deadline, ticker);
        return own.earlier(outer);
    }

    /** What it is called. */
    public String name() {
        return name;
    }

    /** How long everything together may take, if that is bounded. */
    public Optional<Duration> deadline() {
        return Optional.ofNullable(deadline);
    }

    /** Its rate limiter, if it has one. */
    public Optional<RateLimiter> rateLimiter() {
        return Optional.ofNullable(rateLimiter);
    }

    /** Its timeout, if it has one of its own: a deadline alone ends attempts too. */
    public Optional<Timeout> timeout() {
        return Optional.ofNullable(timeout).filter(t -> !t.duration().equals(deadline));
    }

    /** Its breaker, if it has one. */
    public Optional<CircuitBreaker> breaker() {
        return Optional.ofNullable(breaker);
    }

    /** Its retry, if it has one. */
    public Optional<Retry> retry() {
        return Optional.ofNullable(retry);
    }

    /** Its bulkhead, if it has one. */
    public Optional<Bulkhead> bulkhead() {
        return Optional.ofNullable(bulkhead);
    }
}
