package org.acme.breaker.timeout;

import static org.acme.breaker.InvalidConfigurationException.requireGiven;

import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.acme.breaker.CheckedCall;
import org.acme.breaker.NotCalled;
import org.acme.breaker.Registration;
import org.acme.breaker.internal.Durations;
import org.acme.breaker.internal.Failures;
import org.acme.breaker.internal.ListenerList;
import org.jspecify.annotations.Nullable;

/**
 * Ends an attempt that takes too long. A blocking call runs on the caller's thread and is
 * interrupted; one that ignores interrupts goes on until it returns, and its late result is
 * replaced by the timeout all the same. The interrupt is cleared before the caller goes on; one
 * that another thread sent before the call is kept. Thread-safe.
 *
 * <p>Set connect and read timeouts in a blocking client as well: they can end calls that ignore
 * interrupts.
 */
public final class Timeout {

    private final String name;
    private final Duration duration;
    private final long nanos;
    private final Timer timer;
    private final @Nullable Supplier<? extends RuntimeException> failure;
    private final LongAdder expired = new LongAdder();
    private final ListenerList<Consumer<? super Duration>> listeners;

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
        this.listeners = new ListenerList<>("timeout '" + name + "'");
    }

    /** Creates a timeout of {@code duration} on the shared timer. */
    public static Timeout of(String name, Duration duration) {
        return of(name, duration, Timer.shared());
    }

    /** Creates a timeout of {@code duration} on another timer. */
    public static Timeout of(String name, Duration duration, Timer timer) {
        return new Timeout(name, duration, timer, null);
    }

    /**
     * Returns the same timeout with the caller's own exception, which an API may have to throw. The
     * supplier is called for each timeout. If it throws or returns {@code null}, the call fails
     * with {@link CallTimeoutException} instead.
     */
    public Timeout failingWith(Supplier<? extends RuntimeException> exception) {
        return new Timeout(
                name,
                duration,
                timer,
                requireGiven(exception, "timeout.exception", "a supplier of exceptions"));
    }

    /** Returns how long an attempt may take. */
    public Duration duration() {
        return duration;
    }

    /**
     * Makes the call within its timeout and the current deadline.
     *
     * @throws CallTimeoutException if it takes too long
     */
    public <T extends @Nullable Object, E extends Exception> T call(CheckedCall<T, E> body)
            throws E {
        return call(body, Deadline.current());
    }

    /**
     * Makes the call within its timeout or the rest of the deadline, whichever is shorter. If the
     * call only waited in a queue until time was up, it fails with that queue's {@link NotCalled}
     * exception; so does a call whose body throws such an exception itself.
     *
     * @throws CallTimeoutException if the timeout ended it, or the deadline after at least nine
     *     tenths of the timeout
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

    /** Does the same as {@link #callAsync(Supplier, Deadline)} within the current deadline. */
    public <T extends @Nullable Object> CompletableFuture<T> callAsync(
            Supplier<? extends CompletionStage<T>> body) {
        return callAsync(body, Deadline.current());
    }

    /**
     * Starts asynchronous work within its timeout or the rest of the deadline, whichever is
     * shorter. The time starts before {@code body} is called: if it blocks, it is interrupted like
     * a blocking call. When time is up, the work is cancelled and the returned future fails, on a
     * thread of the timer. Cancelling the future cancels the work.
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
     * Returns the exception for an attempt that took too long. An attempt that began with the
     * deadline, or a moment later, has had its full time: if it hangs, that is the dependency's
     * failure, even if the deadline ended first.
     */
    private RuntimeException exceeded(long remaining, Deadline deadline) {
        return nanos - nanos / 10 <= remaining
                ? newFailure()
                : new DeadlineExceededException(name, deadline);
    }

    /**
     * Adds a listener that gets the length of this timeout each time it ends a call; a deadline
     * that ends it is not told. What it throws is logged.
     */
    public Registration onExpired(Consumer<? super Duration> listener) {
        return listeners.add(requireGiven(listener, "timeout.listener", "a listener"));
    }

    /** Returns how many calls this timeout has ended. */
    public long expired() {
        return expired.sum();
    }

    /** Returns the caller's exception, or the library's if the caller's supplier provides none. */
    private RuntimeException newFailure() {
        expired.increment();
        if (!listeners.isEmpty()) {
            listeners.tell(listener -> listener.accept(duration));
        }
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

    /** Sets the cause, unless the exception object is thrown repeatedly and has one already. */
    private static RuntimeException withCause(RuntimeException timeout, Throwable cause) {
        try {
            timeout.initCause(cause);
        } catch (IllegalStateException | IllegalArgumentException taken) {
            Failures.attach(timeout, cause);
        }
        return timeout;
    }
}
