package org.acme.breaker.bulkhead;

import static org.acme.breaker.InvalidConfigurationException.require;
import static org.acme.breaker.InvalidConfigurationException.requireGiven;

import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.acme.breaker.CheckedCall;
import org.acme.breaker.Registration;
import org.acme.breaker.internal.ListenerList;
import org.acme.breaker.timeout.Deadline;
import org.acme.breaker.timeout.Timer;
import org.jspecify.annotations.Nullable;

/**
 * Limits how many calls are in flight at once. Further calls wait in one queue, in order of
 * arrival, blocking and asynchronous ones alike; both the length of the queue and the wait are
 * limited. A call that finds the queue full, or waits too long, is rejected with {@link
 * BulkheadFullException}, which a breaker does not record: nothing was called.
 *
 * <pre>{@code
 * Bulkhead payment =
 *         Bulkhead.builder("payment")
 *                 .maxConcurrent(8)
 *                 .maxWaiting(20)
 *                 .maxWait(Duration.ofMillis(100))
 *                 .build();
 * Receipt receipt = payment.call(() -> gateway.charge(order));
 * CompletableFuture<Receipt> later = payment.callAsync(() -> gateway.chargeLater(order));
 * }</pre>
 *
 * <p>A wait also ends when the current {@link Deadline} does. An interrupt ends the wait of a
 * blocking call and stays set; cancelling the returned future ends the wait of an asynchronous one.
 *
 * <p><b>When a permit is free again.</b> A blocking call holds its permit until it returns, however
 * late. An asynchronous one holds it until its stage ends, and the permit is free before the
 * returned future completes. A timeout, or cancelling the future, cancels the stage: a {@link
 * CompletableFuture} has then ended for every observer, even if a task behind it is still running.
 * Work that can't be stopped should return {@link CompletableFuture#minimalCompletionStage()}: it
 * can't be cancelled, and so holds its permit until the work has really ended.
 *
 * <p>Asynchronous work that had to wait is started on a thread of the {@link Timer}, never on the
 * thread that released the permit: it delays no other caller, and no stack grows with the queue. A
 * call that does not wait costs one atomic operation at either end. Thread-safe.
 */
public final class Bulkhead {

    /** The default of how many calls may wait. */
    public static final int DEFAULT_MAX_WAITING = 1_000;

    static final long ENDLESS = Long.MAX_VALUE;

    private final String name;
    private final int maxWaiting;
    private final long maxWaitNanos;
    private final Permits permits;
    private final InTurn turns = new InTurn();
    private final Timer timer;
    private final @Nullable AdaptiveLimit adaptive;
    private final LongAdder rejected = new LongAdder();
    private final LongAdder misused = new LongAdder();
    private final ListenerList<Consumer<? super BulkheadFullException>> listeners;

    Bulkhead(BulkheadBuilder b) {
        this.name = b.name;
        this.timer = b.timer;
        this.maxWaiting = b.maxWaiting;
        this.maxWaitNanos = b.maxWaitNanos;
        this.adaptive = b.adaptive;
        this.listeners = new ListenerList<>("bulkhead '" + b.name + "'");
        int limit = adaptive == null ? b.maxConcurrent : adaptive.current();
        this.permits = new Permits(limit, maxWaitNanos == 0 ? 0 : maxWaiting);
    }

    static int requirePlace(int maxConcurrent) {
        require(maxConcurrent >= 1, "bulkhead.maxConcurrent", "at least 1", maxConcurrent);
        return maxConcurrent;
    }

    /** Creates a bulkhead that rejects calls instead of letting them wait. */
    public static Bulkhead of(String name, int maxConcurrent) {
        return builder(name).maxConcurrent(maxConcurrent).build();
    }

    /**
     * A bulkhead where no call waits, and whose limit follows what the dependency can take; see
     * {@link AdaptiveLimit}. {@link BulkheadBuilder#adaptive} has more settings.
     *
     * @param min the lowest limit, at least 1
     * @param max the highest limit, at least {@code min}
     */
    public static Bulkhead adaptive(String name, int min, int max) {
        return builder(name).adaptive(AdaptiveLimit.builder().min(min).max(max).build()).build();
    }

    /** Returns a builder with the default settings. */
    public static BulkheadBuilder builder(String name) {
        return new BulkheadBuilder(name);
    }

    /**
     * Changes how many calls may be in flight. If more are, no call is admitted until enough of
     * them have ended; none is cancelled. Waiting calls are admitted at once if there is room. An
     * {@linkplain AdaptiveLimit adaptive} limit continues from there.
     *
     * @throws org.acme.breaker.InvalidConfigurationException if it is less than 1, or not within
     *     the bounds of an adaptive limit; nothing is changed
     */
    public void resize(int newMaxConcurrent) {
        requireSize(newMaxConcurrent);
        if (adaptive != null) {
            adaptive.restartFrom(newMaxConcurrent);
        }
        permits.resize(newMaxConcurrent);
    }

    /** Checks a size as {@link #resize} does, and changes nothing. */
    public void requireSize(int newMaxConcurrent) {
        requirePlace(newMaxConcurrent);
        if (adaptive != null) {
            require(
                    newMaxConcurrent >= adaptive.min() && newMaxConcurrent <= adaptive.max(),
                    "bulkhead.maxConcurrent",
                    "from " + adaptive.min() + " to " + adaptive.max() + " (adaptive)",
                    newMaxConcurrent);
        }
    }

    /**
     * Makes the call once there is a permit for it, within the current deadline.
     *
     * @throws BulkheadFullException if there is no permit in time
     */
    public <T extends @Nullable Object, E extends Exception> T call(CheckedCall<T, E> body)
            throws E {
        return call(body, Deadline.current());
    }

    /**
     * Makes the call like {@link #call(CheckedCall)}, and waits no longer than {@code deadline}
     * allows.
     */
    public <T extends @Nullable Object, E extends Exception> T call(
            CheckedCall<T, E> body, Deadline deadline) throws E {
        Objects.requireNonNull(body, "body");
        if (!permits.tryTake() && !waitForPermit(deadline)) {
            throw told(reject());
        }
        if (adaptive != null) {
            return measured(adaptive, body);
        }
        try {
            return body.call();
        } finally {
            permits.giveBack();
        }
    }

    private <T extends @Nullable Object, E extends Exception> T measured(
            AdaptiveLimit limit, CheckedCall<T, E> body) throws E {
        long start = limit.ticker.nanos();
        boolean failed = true;
        try {
            T result = body.call();
            failed = false;
            return result;
        } finally {
            end(limit, start, failed);
        }
    }

    /** Resizes before the permit is free: a lower limit is in force for the next caller. */
    private void end(AdaptiveLimit limit, long start, boolean failed) {
        try {
            if (limit.ended(start, failed, permits.taken())) {
                permits.resize(limit.current());
            }
        } finally {
            permits.giveBack();
        }
    }

    /** The tick at which asynchronous work begins; 0 where that doesn't matter. */
    long workBegins() {
        return adaptive == null ? 0 : adaptive.ticker.nanos();
    }

    /** Asynchronous work has ended: its permit is free. */
    void workEnded(long start, boolean failed) {
        if (adaptive == null) {
            permits.giveBack();
        } else {
            end(adaptive, start, failed);
        }
    }

    private boolean waitForPermit(Deadline deadline) {
        long nanos = Math.min(maxWaitNanos, deadline.remainingNanos());
        return nanos > 0 && new BlockedCaller(permits).awaitPermit(nanos);
    }

    /**
     * Starts asynchronous work once there is a permit for it, within the current deadline. The
     * returned future fails with {@link BulkheadFullException} if there is no permit in time.
     * Cancelling it leaves the queue, or cancels the work.
     */
    public <T extends @Nullable Object> CompletableFuture<T> callAsync(
            Supplier<? extends CompletionStage<T>> body) {
        Objects.requireNonNull(body, "body");
        if (permits.tryTake()) {
            QueuedCall<T> answer = queued(body);
            answer.begin();
            return answer;
        }
        long nanos = Math.min(maxWaitNanos, Deadline.current().remainingNanos());
        if (nanos > 0) {
            QueuedCall<T> answer = queued(body);
            if (answer.enqueue(nanos)) {
                return answer;
            }
        }
        return CompletableFuture.failedFuture(told(reject()));
    }

    private <T extends @Nullable Object> QueuedCall<T> queued(
            Supplier<? extends CompletionStage<T>> body) {
        return new QueuedCall<>(this, permits, turns, timer, body);
    }

    /**
     * Takes a permit, to be {@linkplain Permit#release released} once; {@code null} if none is
     * free. Never waits.
     */
    public @Nullable Permit tryAcquire() {
        if (permits.tryTake()) {
            return new Permit();
        }
        rejected.increment();
        if (!listeners.isEmpty()) {
            told(full());
        }
        return null;
    }

    /** A permit that its holder releases by hand. Thread-safe. */
    public final class Permit {

        private final AtomicBoolean released = new AtomicBoolean();

        private Permit() {}

        /**
         * Releases the permit for another call. Releasing it again changes nothing and is counted
         * as {@linkplain Bulkhead#misused misuse}.
         */
        public void release() {
            if (released.compareAndSet(false, true)) {
                permits.giveBack();
            } else {
                misused.increment();
            }
        }
    }

    /** Tells the listeners of a rejected call. */
    BulkheadFullException told(BulkheadFullException refusal) {
        if (!listeners.isEmpty()) {
            listeners.tell(listener -> listener.accept(refusal));
        }
        return refusal;
    }

    /**
     * Adds a listener that hears of each rejected call, except one whose wait a timeout around it
     * has ended. What it throws is logged.
     */
    public Registration onRejected(Consumer<? super BulkheadFullException> listener) {
        return listeners.add(requireGiven(listener, "bulkhead.listener", "a listener"));
    }

    /** Counts a rejected call, and runs no user code. */
    BulkheadFullException reject() {
        rejected.increment();
        return full();
    }

    /** Creates the exception of a call that has been counted as rejected. */
    BulkheadFullException full() {
        return new BulkheadFullException(name, permits.max());
    }

    /** Returns the name of the bulkhead. */
    public String name() {
        return name;
    }

    /** Returns its adaptive limit, if it has one. */
    public Optional<AdaptiveLimit> adaptiveLimit() {
        return Optional.ofNullable(adaptive);
    }

    /** Returns how many calls may be in flight; an adaptive limit changes that. */
    public int maxConcurrent() {
        return permits.max();
    }

    /** Returns how many calls may wait. */
    public int maxWaiting() {
        return maxWaiting;
    }

    /**
     * Returns how many calls are in flight, exactly; after a resize this may exceed the limit for a
     * while.
     */
    public int active() {
        return permits.taken();
    }

    /** Returns how many calls are waiting. */
    public int waiting() {
        return permits.waiting();
    }

    /** Returns how many calls have been rejected. */
    public long rejected() {
        return rejected.sum();
    }

    /** Returns how often a permit was released that had been released before. */
    public long misused() {
        return misused.sum();
    }
}
