package org.acme.breaker.bulkhead;

import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;
import org.acme.breaker.CheckedCall;
import org.acme.breaker.InvalidConfigurationException;
import org.acme.breaker.timeout.Deadline;
import org.jspecify.annotations.Nullable;

/** Lets so many calls be under way at once, and others wait so long. Thread-safe. */
public final class Bulkhead {

    private final String name;
    private final long maxWaitNanos;
    private final Places places;
    private final LongAdder waiting = new LongAdder();
    private final LongAdder rejected = new LongAdder();
    private volatile int maxConcurrent;

    /** A semaphore lets only its heirs take permits away that are in use. */
    private static final class Places extends Semaphore {

        private static final long serialVersionUID = 1;

        Places(int permits) {
            super(permits);
        }

        void change(int by) {
            if (by > 0) {
                release(by);
            } else {
                reducePermits(-by);
            }
        }
    }

    private Bulkhead(String name, int maxConcurrent, Duration maxWait) {
        requireAPlace(maxConcurrent);
        InvalidConfigurationException.require(
                !maxWait.isNegative() && maxWait.compareTo(Duration.ofDays(1)) <= 0,
                "bulkhead.maxWait",
                "from PT0S (no waiting) to one day",
                maxWait);
        this.name = name;
        this.maxConcurrent = maxConcurrent;
        this.maxWaitNanos = maxWait.toNanos();
        this.places = new Places(maxConcurrent);
    }

    private static void requireAPlace(int maxConcurrent) {
        InvalidConfigurationException.require(
                maxConcurrent >= 1, "bulkhead.maxConcurrent", "at least 1", maxConcurrent);
    }

    /** A bulkhead where nobody waits. */
    public static Bulkhead of(String name, int maxConcurrent) {
        return of(name, maxConcurrent, Duration.ZERO);
    }

    /** A bulkhead where a blocking call waits up to {@code maxWait} for a place. */
    public static Bulkhead of(String name, int maxConcurrent, Duration maxWait) {
        return new Bulkhead(name, maxConcurrent, maxWait);
    }

    /**
     * Changes how many calls may be under way. With fewer places than calls under way, nobody is let
     * in until enough of them have ended; none is ended for it.
     *
     * @throws InvalidConfigurationException if it is less than 1; nothing is changed then
     */
    public synchronized void resize(int newMaxConcurrent) {
        requireAPlace(newMaxConcurrent);
        places.change(newMaxConcurrent - maxConcurrent);
        maxConcurrent = newMaxConcurrent;
    }

    /**
     * Makes the call once there is a place for it. An interrupt while it waits ends the wait, and
     * stays set.
     *
     * @throws BulkheadFullException if there is none in time
     */
    public <T extends @Nullable Object, E extends Exception> T call(CheckedCall<T, E> body)
            throws E {
        return call(body, Deadline.current());
    }

    /** As {@link #call(CheckedCall)}, waiting no longer than the deadline allows. */
    public <T extends @Nullable Object, E extends Exception> T call(
            CheckedCall<T, E> body, Deadline deadline) throws E {
        acquire(deadline);
        try {
            return body.call();
        } finally {
            places.release();
        }
    }

    /** Starts asynchronous work if there is a place now; it is free again when the stage ends. */
    public <T extends @Nullable Object> CompletionStage<T> callAsync(
            Supplier<? extends CompletionStage<T>> body) {
        if (!tryAcquire()) {
            return CompletableFuture.failedFuture(refusal());
        }
        CompletionStage<T> stage;
        try {
            stage = Objects.requireNonNull(body.get(), "the stage");
        } catch (Throwable thrown) {
            places.release();
            return CompletableFuture.failedFuture(thrown);
        }
        stage.whenComplete((result, thrown) -> places.release());
        return stage;
    }

    /** Takes a place, to be given back by {@link #release()}; {@code false} if there is none. */
    public boolean tryAcquire() {
        if (places.tryAcquire()) {
            return true;
        }
        rejected.increment();
        return false;
    }

    /** Gives a place back. */
    public void release() {
        places.release();
    }

    private void acquire(Deadline deadline) {
        if (places.tryAcquire()) {
            return;
        }
        if (maxWaitNanos > 0 && waitForPlace(deadline)) {
            return;
        }
        rejected.increment();
        throw refusal();
    }

    private boolean waitForPlace(Deadline deadline) {
        long nanos = Math.min(maxWaitNanos, deadline.remainingNanos());
        waiting.increment();
        try {
            return places.tryAcquire(nanos, TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            waiting.decrement();
        }
    }

    private BulkheadFullException refusal() {
        return new BulkheadFullException(name, maxConcurrent);
    }

    /** What it is called. */
    public String name() {
        return name;
    }

    /** How many calls may be under way. */
    public int maxConcurrent() {
        return maxConcurrent;
    }

    /** How many are; while the bulkhead is being resized, roughly. */
    public int active() {
        return Math.max(0, maxConcurrent - places.availablePermits());
    }

    /** How many wait. */
    public int waiting() {
        return waiting.intValue();
    }

    /** How many have been refused. */
    public long rejected() {
        return rejected.sum();
    }
}
