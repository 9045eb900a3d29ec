package org.acme.breaker.ratelimit;

import static org.acme.breaker.InvalidConfigurationException.require;
import static org.acme.breaker.InvalidConfigurationException.requireGiven;

import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.acme.breaker.CheckedCall;
import org.acme.breaker.Registration;
import org.acme.breaker.Ticker;
import org.acme.breaker.internal.ListenerList;
import org.acme.breaker.retry.Pause;
import org.acme.breaker.timeout.Deadline;
import org.acme.breaker.timeout.Timer;
import org.jspecify.annotations.Nullable;

/**
 * Limits the rate of calls with a token bucket: on average {@code permits} calls in each {@code
 * per}, up to {@code burst} of them at once. A call that finds no permit is rejected at once, or
 * waits for one if {@link RateLimiterBuilder#maxWait} is set.
 *
 * <p>A wait is decided when the call comes: it takes the next permit, and waits exactly until that
 * is due. A call that would wait longer than {@code maxWait} or its {@linkplain Deadline#current()
 * deadline} is rejected at once and takes nothing, so no call waits in vain. Calls are served in
 * the order in which they came. A call whose wait ends early (by an interrupt, or because its
 * future is cancelled) returns its permit; those behind it do not move up.
 *
 * <p>Lock-free, thread-safe. A call that does not wait costs one compare-and-set.
 */
public final class RateLimiter {

    private final String name;
    private final Ticker ticker;
    private final long maxWaitNanos;
    private final Pause pause;
    private final Timer timer;
    private final LongAdder rejected = new LongAdder();
    private final AtomicInteger waiting = new AtomicInteger();
    private final ListenerList<Consumer<? super RateLimitExceededException>> listeners;
    private volatile Bucket bucket;

    RateLimiter(RateLimiterBuilder b) {
        this.name = b.name;
        this.ticker = b.ticker;
        this.maxWaitNanos = b.maxWaitNanos;
        this.pause = b.pause;
        this.timer = b.timer;
        this.bucket = new Bucket(ticker, b.permits, b.perNanos, b.burst, maxWaitNanos);
        this.listeners = new ListenerList<>("rate limiter '" + name + "'");
    }

    /** Returns a builder with the default settings. */
    public static RateLimiterBuilder builder(String name) {
        return new RateLimiterBuilder(name);
    }

    /**
     * Changes the rate. Permits that were taken stay taken: their time is counted anew by the new
     * rate. Calls that wait keep the time they were told, and a call that comes at this very moment
     * may still be served by the old rate.
     *
     * @throws org.acme.breaker.InvalidConfigurationException if a value is wrong; nothing changes
     */
    public synchronized void configure(long permits, Duration per, int burst) {
        Bucket next = bucketFor(permits, per, burst);
        next.continueFrom(bucket);
        bucket = next;
    }

    /** Checks a rate as {@link #configure} does, and changes nothing. */
    public void requireRate(long permits, Duration per, int burst) {
        bucketFor(permits, per, burst);
    }

    private Bucket bucketFor(long permits, Duration per, int burst) {
        RateLimiterBuilder checked = builder(name).permits(permits, per).burst(burst);
        return new Bucket(ticker, permits, checked.perNanos, burst, maxWaitNanos);
    }

    /**
     * Makes the call once there is a permit, within the current deadline.
     *
     * @throws RateLimitExceededException if there is none in time
     */
    public <T extends @Nullable Object, E extends Exception> T call(CheckedCall<T, E> body)
            throws E {
        Objects.requireNonNull(body, "body");
        acquire();
        return body.call();
    }

    /** Takes a permit for one call; otherwise as {@link #acquire(int, Deadline)}. */
    public void acquire() {
        acquire(1);
    }

    /** Takes permits within the current deadline; see {@link #acquire(int, Deadline)}. */
    public void acquire(int permits) {
        Bucket from = bucket;
        if (from.take(within(from, permits), 0) != 0) {
            acquireLater(permits, Deadline.current());
        }
    }

    /**
     * Takes permits, and waits for them no longer than {@code maxWait} and the deadline allow. An
     * interrupt ends the wait and stays set.
     *
     * @param permits from 1 to the burst
     * @throws RateLimitExceededException if they are not there in time; none is taken
     */
    public void acquire(int permits, Deadline deadline) {
        Bucket from = bucket;
        if (from.take(within(from, permits), 0) != 0) {
            acquireLater(permits, deadline);
        }
    }

    private void acquireLater(int permits, Deadline deadline) {
        Bucket from = bucket;
        long wait = reserve(from, permits, deadline);
        if (wait == 0) {
            return;
        }
        waiting.incrementAndGet();
        try {
            pause.pause(wait);
        } catch (InterruptedException e) {
            from.giveBack(permits);
            Thread.currentThread().interrupt();
            throw reject(wait);
        } finally {
            waiting.decrementAndGet();
        }
    }

    /** Takes a permit if there is one now; returns whether it did. Never waits. */
    public boolean tryAcquire() {
        return tryAcquire(1);
    }

    /** Takes permits, all or none, from 1 to the burst; returns whether it did. Never waits. */
    public boolean tryAcquire(int permits) {
        Bucket from = bucket;
        long wait = from.take(within(from, permits), 0);
        if (wait == 0) {
            return true;
        }
        reject(-wait);
        return false;
    }

    /** Does the same as {@link #callAsync(Supplier, Deadline)} within the current deadline. */
    public <T extends @Nullable Object> CompletableFuture<T> callAsync(
            Supplier<? extends CompletionStage<T>> body) {
        return callAsync(body, Deadline.current());
    }

    /**
     * Starts asynchronous work once there is a permit, on a thread of the timer if it has to wait.
     * The returned future fails with {@link RateLimitExceededException} if there is none in time.
     * Cancelling it returns a permit that is not used yet, or cancels the work.
     */
    public <T extends @Nullable Object> CompletableFuture<T> callAsync(
            Supplier<? extends CompletionStage<T>> body, Deadline deadline) {
        Objects.requireNonNull(body, "body");
        try {
            Bucket from = bucket;
            long wait = reserve(from, 1, deadline);
            return new LimitedCall<>(this, from, body).begin(wait, timer);
        } catch (Throwable refused) {
            return CompletableFuture.failedFuture(refused);
        }
    }

    /** Returns how long to wait for the permits that were taken. */
    private long reserve(Bucket from, int permits, Deadline deadline) {
        long most = maxWaitNanos == 0 ? 0 : Math.min(maxWaitNanos, deadline.remainingNanos());
        long wait = from.take(within(from, permits), most);
        if (wait < 0) {
            throw reject(-wait);
        }
        return wait;
    }

    private static int within(Bucket from, int permits) {
        require(
                permits >= 1 && permits <= from.burst(),
                "rateLimiter.permits",
                "from 1 to the burst of " + from.burst(),
                permits);
        return permits;
    }

    /** Counts a rejected call, and runs no user code. */
    RateLimitExceededException count(long waitNanos) {
        rejected.increment();
        return new RateLimitExceededException(name, waitNanos);
    }

    private RateLimitExceededException reject(long waitNanos) {
        RateLimitExceededException refusal = count(waitNanos);
        if (!listeners.isEmpty()) {
            listeners.tell(listener -> listener.accept(refusal));
        }
        return refusal;
    }

    void waits(int more) {
        waiting.addAndGet(more);
    }

    /**
     * Adds a listener that hears of each rejected call, except one whose wait a timeout around it
     * has ended. What it throws is logged.
     */
    public Registration onRejected(Consumer<? super RateLimitExceededException> listener) {
        return listeners.add(requireGiven(listener, "rateLimiter.listener", "a listener"));
    }

    /** Returns the name of the rate limiter. */
    public String name() {
        return name;
    }

    /** Returns how many permits there are in each {@link #per}. */
    public long permits() {
        return bucket.permits();
    }

    /** Returns the length of the period. */
    public Duration per() {
        return bucket.per();
    }

    /** Returns how many permits may be taken at once. */
    public int burst() {
        return bucket.burst();
    }

    /** Returns how long a call may wait for a permit; zero: no call waits. */
    public Duration maxWait() {
        return Duration.ofNanos(maxWaitNanos);
    }

    /** Whether calls may wait. For parts that call this one. */
    public boolean canWait() {
        return maxWaitNanos > 0;
    }

    /** Returns how many permits are available now. */
    public long available() {
        return bucket.available();
    }

    /** Returns how many calls are waiting for their permits. */
    public int waiting() {
        return waiting.get();
    }

    /** Returns how many calls have been rejected. */
    public long rejected() {
        return rejected.sum();
    }
}
