package org.acme.breaker.retry;

import static org.acme.breaker.InvalidConfigurationException.requireGiven;

import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.acme.breaker.CheckedCall;
import org.acme.breaker.Registration;
import org.acme.breaker.Ticker;
import org.acme.breaker.internal.Failures;
import org.acme.breaker.internal.ListenerList;
import org.acme.breaker.timeout.Deadline;
import org.acme.breaker.timeout.Timer;
import org.jspecify.annotations.Nullable;

/** Repeats failed calls, with backoff, within a deadline and a budget. Thread-safe. */
public final class Retry {

    private static final String CONFIG = "retry.config";
    private static final String A_CONFIG = "a configuration";

    private final String name;
    private final Ticker ticker;
    private final Pause pause;
    private final Timer timer;
    private final ListenerList<Consumer<? super RetryOutcome>> listeners;
    private final ListenerList<Consumer<? super RetryEvent>> eventListeners;
    private volatile RetryConfig config;

    private Retry(String name, RetryConfig config, Ticker ticker, Pause pause, Timer timer) {
        this.name = requireGiven(name, "retry.name", "a name");
        this.config = requireGiven(config, CONFIG, A_CONFIG);
        this.ticker = requireGiven(ticker, "retry.ticker", "a ticker");
        this.pause = requireGiven(pause, "retry.pause", "a sleeper");
        this.timer = requireGiven(timer, "retry.timer", "a timer");
        this.listeners = new ListenerList<>("retry '" + name + "'");
        this.eventListeners = new ListenerList<>("retry '" + name + "'");
    }

    /** Creates a retry on the system clock. */
    public static Retry of(String name, RetryConfig config) {
        return of(name, config, Ticker.system(), Pause.sleeping(), Timer.shared());
    }

    /**
     * Creates a retry for tests: blocking calls wait by {@code pause}, asynchronous ones by {@code
     * timer}.
     */
    public static Retry of(
            String name, RetryConfig config, Ticker ticker, Pause pause, Timer timer) {
        return new Retry(name, config, ticker, pause, timer);
    }

    /** Returns the name of the retry. */
    public String name() {
        return name;
    }

    /** Returns the current configuration. */
    public RetryConfig config() {
        return config;
    }

    /** Replaces the configuration for new calls. Calls in flight keep the one they began with. */
    public void configure(RetryConfig newConfig) {
        config = requireGiven(newConfig, CONFIG, A_CONFIG);
    }

    /** Adds a listener that hears of the outcome of attempts. */
    public Registration onOutcome(Consumer<? super RetryOutcome> listener) {
        return listeners.add(listener);
    }

    /**
     * Adds a listener that hears of the outcome of attempts with their number, their failure and
     * the wait. What it throws is logged.
     */
    public Registration onEvent(Consumer<? super RetryEvent> listener) {
        return eventListeners.add(listener);
    }

    /**
     * Makes the call and repeats it as configured, within the current deadline. Throws what the
     * last attempt threw.
     */
    public <T extends @Nullable Object, E extends Exception> T call(CheckedCall<T, E> body)
            throws E {
        return call(body, Deadline.current());
    }

    /**
     * Makes the call and repeats it as configured, within the given deadline. An interrupt ends the
     * retries whatever the configuration says: the flag stays set, and what the last attempt threw
     * is thrown.
     */
    public <T extends @Nullable Object, E extends Exception> T call(
            CheckedCall<T, E> body, Deadline deadline) throws E {
        Objects.requireNonNull(body, "body");
        Attempts attempts = new Attempts(this, deadline);
        while (true) {
            T result;
            try {
                result = body.call();
            } catch (Throwable thrown) {
                if (!goesOn(attempts, null, thrown)) {
                    throw thrown;
                }
                continue;
            }
            if (!attempts.isRetryable(result)) {
                tellSuccess(attempts);
                return result;
            }
            if (!goesOn(attempts, result, null)) {
                RuntimeException failure = attempts.failureFor(result);
                if (failure != null) {
                    throw failure;
                }
                return result;
            }
        }
    }

    /** Waits for the next attempt; {@code false} if there is none. */
    private boolean goesOn(Attempts attempts, @Nullable Object result, @Nullable Throwable thrown) {
        if (thrown instanceof InterruptedException) {
            Thread.currentThread().interrupt();
        }
        RetryOutcome next =
                Thread.currentThread().isInterrupted()
                        ? attempts.interrupted(thrown)
                        : attempts.next(result, thrown);
        if (next == RetryOutcome.RETRIED && attempts.waitNanos() > 0) {
            next = paused(attempts.waitNanos());
        }
        if (next != RetryOutcome.RETRIED || !attempts.begins()) {
            attempts.withdraw();
        }
        attempts.tell(next, thrown);
        return next == RetryOutcome.RETRIED;
    }

    private RetryOutcome paused(long nanos) {
        try {
            pause.pause(nanos);
            return RetryOutcome.RETRIED;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return RetryOutcome.INTERRUPTED;
        }
    }

    /** Does the same as {@link #callAsync(Supplier, Deadline)} within the current deadline. */
    public <T extends @Nullable Object> CompletableFuture<T> callAsync(
            Supplier<? extends CompletionStage<T>> body) {
        return callAsync(body, Deadline.current());
    }

    /**
     * Starts asynchronous work and repeats it as configured, within the given deadline. Ending the
     * returned future early (by cancelling it, or by {@code completeOnTimeout}) ends the attempt in
     * flight, and no other follows.
     */
    public <T extends @Nullable Object> CompletableFuture<T> callAsync(
            Supplier<? extends CompletionStage<T>> body, Deadline deadline) {
        Objects.requireNonNull(body, "body");
        Attempts attempts = new Attempts(this, deadline);
        Deadline seen = deadline.earlier(Deadline.current());
        return new AsyncRetry<>(this, body, attempts, seen, timer).begin();
    }

    long now() {
        return ticker.nanos();
    }

    void logAndContinue(Throwable strategyFailed) {
        listeners.log().logAndContinue(strategyFailed);
    }

    void tellSuccess(Attempts attempts) {
        if (attempts.retries() > 0) {
            attempts.tell(RetryOutcome.RECOVERED, null);
        }
    }

    void tell(RetryOutcome outcome, int attempt, @Nullable Throwable thrown, long waitNanos) {
        if (!listeners.isEmpty()) {
            listeners.tell(listener -> listener.accept(outcome));
        }
        if (!eventListeners.isEmpty()) {
            String cause = thrown == null ? null : Failures.unwrap(thrown).getClass().getName();
            Duration wait = Duration.ofNanos(waitNanos);
            RetryEvent event = new RetryEvent(name, outcome, attempt, cause, wait);
            eventListeners.tell(listener -> listener.accept(event));
        }
    }
}
