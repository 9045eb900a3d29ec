package org.acme.breaker.timeout;

import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.acme.breaker.CheckedCall;
import org.acme.breaker.Durations;
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

    private static final String STAGE = "the stage";

    private final String name;
    private final Duration duration;
    private final long nanos;
    private final Timer timer;
    private final Supplier<? extends RuntimeException> failure;

    private Timeout(
            String name,
            Duration duration,
            Timer timer,
            @Nullable Supplier<? extends RuntimeException> failure) {
        this.name = name;
        this.duration = duration;
        this.nanos = Durations.requirePositive("timeout", duration);
        this.timer = timer;
        this.failure = failure == null ? () -> new CallTimeoutException(name, duration) : failure;
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
     * specification names. Asked for a new one each time; it must not have a cause yet.
     */
    public Timeout failingWith(Supplier<? extends RuntimeException> exception) {
        return new Timeout(name, duration, timer, Objects.requireNonNull(exception, "exception"));
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
     * Makes the call within its timeout or what is left of the deadline, whichever is less.
     *
     * @throws CallTimeoutException if the timeout ended it, or the deadline, when at least nine
     *     tenths of the timeout were over
     * @throws DeadlineExceededException if the deadline ended it sooner
     */
    public <T extends @Nullable Object, E extends Exception> T call(
            CheckedCall<T, E> body, Deadline deadline) throws E {
        long remaining = deadline.remainingNanos();
        if (remaining == 0) {
            throw new DeadlineExceededException(name);
        }
        Interruption interruption = new Interruption(Thread.currentThread());
        Timer.Pending pending = timer.schedule(interruption, Math.min(nanos, remaining));
        T result;
        try {
            result = deadline.within(nanos).call(body);
        } catch (Throwable thrown) {
            if (interruption.end(pending)) {
                throw withCause(exceeded(remaining), thrown);
            }
            throw thrown;
        }
        if (interruption.end(pending)) {
            throw exceeded(remaining);
        }
        return result;
    }

    /** Starts asynchronous work; its answer fails, and the work is cancelled, when time is up. */
    public <T extends @Nullable Object> CompletableFuture<T> callAsync(
            Supplier<? extends CompletionStage<T>> body, Deadline deadline) {
        long remaining = deadline.remainingNanos();
        if (remaining == 0) {
            return CompletableFuture.failedFuture(new DeadlineExceededException(name));
        }
        CompletionStage<T> stage;
        try {
            stage = deadline.within(nanos).call(() -> Objects.requireNonNull(body.get(), STAGE));
        } catch (Throwable thrown) {
            return CompletableFuture.failedFuture(thrown);
        }
        TimedStage<T> answer = new TimedStage<>(stage, () -> exceeded(remaining));
        return answer.within(timer, Math.min(nanos, remaining));
    }

    /**
     * An attempt that began with the deadline (a moment later, by the clock) has had its time: that
     * it hangs is the dependency's failure, even if the deadline was over first.
     */
    private RuntimeException exceeded(long remaining) {
        return nanos - nanos / 10 <= remaining
                ? failure.get()
                : new DeadlineExceededException(name);
    }

    private static RuntimeException withCause(RuntimeException timeout, Throwable cause) {
        timeout.initCause(cause);
        return timeout;
    }
}
