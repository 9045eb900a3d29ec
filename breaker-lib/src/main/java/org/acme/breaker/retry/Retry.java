package org.acme.breaker.retry;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.acme.breaker.CheckedCall;
import org.acme.breaker.ListenerList;
import org.acme.breaker.Registration;
import org.acme.breaker.Ticker;
import org.acme.breaker.timeout.Deadline;
import org.acme.breaker.timeout.Timer;
import org.jspecify.annotations.Nullable;

/** Makes a call again where that is worth it. Thread-safe. */
public final class Retry {

    private final String name;
    private final RetryConfig config;
    private final Ticker ticker;
    private final Pause pause;
    private final Timer timer;
    private final ListenerList<Consumer<? super RetryOutcome>> listeners;

    private Retry(String name, RetryConfig config, Ticker ticker, Pause pause, Timer timer) {
        this.name = name;
        this.config = config;
        this.ticker = ticker;
        this.pause = pause;
        this.timer = timer;
        this.listeners = new ListenerList<>("retry '" + name + "'");
    }

    /** A retry. */
    public static Retry of(String name, RetryConfig config) {
        return of(name, config, Ticker.system(), Pause.sleeping(), Timer.shared());
    }

    /** A retry with other time: blocking calls wait by {@code pause}, stages by {@code timer}. */
    public static Retry of(
            String name, RetryConfig config, Ticker ticker, Pause pause, Timer timer) {
        return new Retry(name, config, ticker, pause, timer);
    }

    /** What it is called. */
    public String name() {
        return name;
    }

    /** What it is configured as. */
    public RetryConfig config() {
        return config;
    }

    /** Tells {@code listener} of what came of attempts. */
    public Registration onOutcome(Consumer<? super RetryOutcome> listener) {
        return listeners.add(listener);
    }

    /** Makes the call, as often as it is worth it. Throws what the last attempt threw. */
    public <T extends @Nullable Object, E extends Exception> T call(CheckedCall<T, E> body)
            throws E {
        return call(body, Deadline.none());
    }

    /**
     * Makes the call, as often as the deadline allows. An interrupt during a wait ends the retries:
     * the flag stays set, and what the last attempt threw is thrown.
     */
    public <T extends @Nullable Object, E extends Exception> T call(
            CheckedCall<T, E> body, Deadline deadline) throws E {
        Attempts attempts = new Attempts(config, ticker, deadline);
        while (true) {
            try {
                T result = body.call();
                if (!attempts.isRetryable(result)) {
                    tellSuccess(attempts);
                    return result;
                }
                RetryOutcome next = pausedBefore(attempts, attempts.next(null));
                tell(next);
                if (next != RetryOutcome.RETRIED) {
                    return result;
                }
            } catch (Throwable thrown) {
                RetryOutcome next = pausedBefore(attempts, attempts.next(thrown));
                tell(next);
                if (next != RetryOutcome.RETRIED) {
                    throw thrown;
                }
            }
        }
    }

    private RetryOutcome pausedBefore(Attempts attempts, RetryOutcome decided) {
        long nanos = attempts.waitNanos();
        if (decided != RetryOutcome.RETRIED || nanos <= 0) {
            return decided;
        }
        try {
            pause.pause(nanos);
            return decided;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return RetryOutcome.INTERRUPTED;
        }
    }

    /** Starts asynchronous work, as often as it is worth it. Cancelling the answer ends it. */
    public <T extends @Nullable Object> CompletableFuture<T> callAsync(
            Supplier<? extends CompletionStage<T>> body, Deadline deadline) {
        return new AsyncRetry<>(this, body, new Attempts(config, ticker, deadline), timer).start();
    }

    void tellSuccess(Attempts attempts) {
        if (attempts.retries() > 0) {
            tell(RetryOutcome.RECOVERED);
        }
    }

    void tell(RetryOutcome outcome) {
        if (!listeners.isEmpty()) {
            listeners.tell(listener -> listener.accept(outcome));
        }
    }
}
