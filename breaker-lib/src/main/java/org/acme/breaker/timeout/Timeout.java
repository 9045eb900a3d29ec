package org.acme.breaker.timeout;

import static org.acme.breaker.InvalidConfigurationException.requireGiven;

import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.acme.breaker.CheckedCall;
import org.acme.breaker.NotCalled;
import org.acme.breaker.internal.Durations;
import org.acme.breaker.internal.Failures;
import org.jspecify.annotations.Nullable;

/**
 * Ends an attempt that takes too long. A blocking call runs on the caller's thread and is
 * interrupted; one that doesn't listen to interrupts goes on until it returns, and its late result is
 * replaced by the timeout all the same. The interrupt is taken back before the caller goes on; one
 * that somebody else sent before the call is kept.
 *
 * <p>For a blocking client the first net is its own connect and read timeout: this is the second.
 */
public final class Timeout {

    private final String name;
    private final Duration duration;
    private final long nanos;
    private final Timer timer;
    private final @Nullable Supplier<? extends RuntimeException> failure;

    private Timeout(
            String name,
            Duration duration,
            Timer timer,
            @Nullable Supplier<? extends RuntimeException> failure) {
        this.name = requireGiven(name, "timeout.name", "a name");
        this.duration = duration;
        this.nanos = Durations.requirePositive("timeout", duration);
        this.timer = requireGiven(timer, "timeout.timer", "a timer");
        this.failure = failure;
    }

    /** A timeout of {@code duration}. */
    public static Timeout of(String name, Duration duration) {
        return of(name, duration, Timer.shared());
    }

    /** A timeout on another timer. */
    public static Timeout of(String name, Duration duration, Timer timer) {
        return new Timeout(name, duration, timer, null);
    }

    /**
     * The same timeout with an exception of the caller's own, for those who have to throw what a
     * specification names. Asked for a new one each time. If it throws or answers {@code null}, the
     * call fails with {@link CallTimeoutException} all the same.
     */
    public Timeout failingWith(Supplier<? extends RuntimeException> exception) {
        return new Timeout(
                name,
                duration,
                timer,
                requireGiven(exception, "timeout.exception", "a supplier of exceptions"));
    }

    /** How long an attempt may take. */
    public Duration duration() {
        return duration;
    }

    /**
     * Makes the call.
     *
     * @throws CallTimeoutException if it takes too long
     */
    public <T extends @Nullable Object, E extends Exception> T call(CheckedCall<T, E> body)
            throws E {
        return call(body, Deadline.current());
    }

    /**
     * Makes the call within its timeout or what is left of the deadline, whichever is less. A call that
     * only waited for its turn ({@link NotCalled}) until time was up fails with that; so does one
     * whose body throws such an exception of its own accord.
     *
     * @throws CallTimeoutException if the timeout ended it, or the deadline, when at least nine
     *     tenths of the timeout were over
     * @throws DeadlineExceededException if the deadline ended it sooner
     */
    public <T extends @Nullable Object, E extends Exception> T call(
            CheckedCall<T, E> body, Deadline deadline) throws E {
        Objects.requireNonNull(body, "body");
        long remaining = deadline.remainingNanos();
        if (remaining == 0) {
            throw new DeadlineExceededException(name, deadline);
        }
        Deadline inner = deadline.within(nanos);
        Interruption interruption = new Interruption(Thread.currentThread());
        Timer.Pending pending = timer.schedule(interruption, Math.min(nanos, remaining));
        T result;
        try {
            result = inner.callInside(body);
        } catch (Throwable thrown) {
            if (isTooLate(interruption, pending) && !(thrown instanceof NotCalled)) {
                throw withCause(exceeded(remaining, deadline), thrown);
            }
            if (inner != deadline) {
                inner.leftBy(thrown);
            }
            throw thrown;
        }
        if (isTooLate(interruption, pending)) {
            throw exceeded(remaining, deadline);
        }
        return result;
    }

    private static boolean isTooLate(Interruption interruption, Timer.Pending pending) {
        boolean tooLate = interruption.end();
        if (!tooLate) {
            pending.cancel();
        }
        return tooLate;
    }

    /** As {@link #callAsync(Supplier, Deadline)} within the current deadline. */
    public <T extends @Nullable Object> CompletableFuture<T> callAsync(
            Supplier<? extends CompletionStage<T>> body) {
        return callAsync(body, Deadline.current());
    }

    /**
     * Starts asynchronous work within its timeout or what is left of the deadline, whichever is less.
     * Time starts here, before {@code body} is asked: if it blocks, it is interrupted as a blocking
     * call is. When time is up, the work is cancelled and the answer fails, on a thread of the timer;
     * cancelling the answer cancels the work.
     */
    public <T extends @Nullable Object> CompletableFuture<T> callAsync(
            Supplier<? extends CompletionStage<T>> body, Deadline deadline) {
        Objects.requireNonNull(body, "body");
        long remaining = deadline.remainingNanos();
        if (remaining == 0) {
            return CompletableFuture.failedFuture(new DeadlineExceededException(name, deadline));
        }
        Deadline inner = deadline.within(nanos);
        try {
            return new TimedAnswer<T>(timer, deadline, inner, () -> exceeded(remaining, deadline))
                    .within(Math.min(nanos, remaining), () -> inner.callInside(body::get));
        } catch (Throwable timerRefused) {
            return CompletableFuture.failedFuture(timerRefused);
        }
    }

    /**
     * An attempt that began with the deadline (a moment later, by the clock) has had its time: that
     * it hangs is the dependency's failure, even if the deadline was over first.
     */
    private RuntimeException exceeded(long remaining, Deadline deadline) {
        return nanos - nanos / 10 <= remaining
                ? newFailure()
                : new DeadlineExceededException(name, deadline);
    }

    /** Where the caller has no exception to offer, it is the library's own. */
    private RuntimeException newFailure() {
        Throwable why;
        try {
            RuntimeException own = failure == null ? null : failure.get();
            if (own != null) {
                return own;
            }
            why = null;
        } catch (Throwable thrown) {
            why = thrown;
        }
        return Failures.attach(new CallTimeoutException(name, duration), why);
    }

    /** An exception object that is thrown again and again has a cause already. */
    private static RuntimeException withCause(RuntimeException timeout, Throwable cause) {
        try {
            timeout.initCause(cause);
        } catch (IllegalStateException | IllegalArgumentException taken) {
            Failures.attach(timeout, cause);
        }
        return timeout;
    }
}
