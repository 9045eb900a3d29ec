package org.acme.breaker.bulkhead;

import static org.acme.breaker.InvalidConfigurationException.require;

import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;
import org.acme.breaker.CheckedCall;
import org.acme.breaker.timeout.Deadline;
import org.acme.breaker.timeout.Timer;
import org.jspecify.annotations.Nullable;

/**
 * Limits how many calls are in flight at once. Further calls wait in one queue, first come, first
 * served, blocking and asynchronous callers alike; the queue is bounded, and so is the wait. A call
 * that finds the queue full, or waits too long, is rejected with {@link BulkheadFullException}, which
 * counts nowhere: nothing was called.
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
 * <p>A wait also ends when the current {@link Deadline} does. An interrupt ends the wait of a blocking
 * call and stays set; cancelling the answer ends that of an asynchronous one.
 *
 * <p><b>When a permit is free again.</b> A blocking call holds its permit until it returns, however
 * late. An asynchronous one holds it until its stage ends, and the permit is free before the caller's
 * answer completes. A timeout or a cancelled answer cancels the stage: a {@link CompletableFuture} has
 * ended then, as far as anybody can see, even if a task behind it runs on. Work that can't be stopped
 * returns {@link CompletableFuture#minimalCompletionStage()}, which can't be cancelled: so it holds its
 * permit until it has really ended.
 *
 * <p>Asynchronous work that had to wait is started on a thread of the {@link Timer}, never on the
 * thread that released the permit: it delays nobody's answer, and no stack grows with the queue. A call
 * that needn't wait costs one atomic operation at either end. Thread-safe.
 */
public final class Bulkhead {

    /** How many calls may wait unless said otherwise. */
    public static final int DEFAULT_MAX_WAITING = 1_000;

    static final long ENDLESS = Long.MAX_VALUE;

    private final String name;
    private final int maxWaiting;
    private final long maxWaitNanos;
    private final Permits permits;
    private final InTurn turns = new InTurn();
    private final Timer timer;
    private final LongAdder rejected = new LongAdder();
    private final LongAdder misused = new LongAdder();

    Bulkhead(BulkheadBuilder b) {
        this.name = b.name;
        this.timer = b.timer;
        this.maxWaiting = b.maxWaiting;
        this.maxWaitNanos = b.maxWaitNanos;
        this.permits = new Permits(b.maxConcurrent, maxWaitNanos == 0 ? 0 : maxWaiting);
    }

    static int requirePlace(int maxConcurrent) {
        require(maxConcurrent >= 1, "bulkhead.maxConcurrent", "at least 1", maxConcurrent);
        return maxConcurrent;
    }

    /** A bulkhead where no call waits. */
    public static Bulkhead of(String name, int maxConcurrent) {
        return builder(name).maxConcurrent(maxConcurrent).build();
    }

    /** A builder with the defaults. */
    public static BulkheadBuilder builder(String name) {
        return new BulkheadBuilder(name);
    }

    /**
     * Changes how many calls may be in flight. Where more are, nobody is admitted until enough of them
     * have ended; none is ended for it. Waiting calls are admitted at once where there is room.
     *
     * @throws org.acme.breaker.InvalidConfigurationException if it is less than 1; nothing is changed
     */
    public void resize(int newMaxConcurrent) {
        permits.resize(requirePlace(newMaxConcurrent));
    }

    /**
     * Makes the call once there is a permit for it, within the current deadline.
     *
     * @throws BulkheadFullException if there is none in time
     */
    public <T extends @Nullable Object, E extends Exception> T call(CheckedCall<T, E> body)
            throws E {
        return call(body, Deadline.current());
    }

    /** As {@link #call(CheckedCall)}, waiting no longer than {@code deadline} allows. */
    public <T extends @Nullable Object, E extends Exception> T call(
            CheckedCall<T, E> body, Deadline deadline) throws E {
        Objects.requireNonNull(body, "body");
        if (!permits.tryTake() && !waitForPermit(deadline)) {
            throw reject();
        }
        try {
            return body.call();
        } finally {
            permits.giveBack();
        }
    }

    private boolean waitForPermit(Deadline deadline) {
        long nanos = Math.min(maxWaitNanos, deadline.remainingNanos());
        return nanos > 0 && new BlockedCaller(permits).awaitPermit(nanos);
    }

    /**
     * Starts asynchronous work once there is a permit for it, within the current deadline. The answer
     * fails with {@link BulkheadFullException} if there is none in time. Cancelling the answer leaves
     * the queue, or cancels the work.
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
        return CompletableFuture.failedFuture(reject());
    }

    private <T extends @Nullable Object> QueuedCall<T> queued(
            Supplier<? extends CompletionStage<T>> body) {
        return new QueuedCall<>(this, permits, turns, timer, body);
    }

    /** A permit to be {@linkplain Permit#release released} once, or {@code null}. Never waits. */
    public @Nullable Permit tryAcquire() {
        if (permits.tryTake()) {
            return new Permit();
        }
        rejected.increment();
        return null;
    }

    /** The right to be in flight, held by callers who release it by hand. Thread-safe. */
    public final class Permit {

        private final AtomicBoolean released = new AtomicBoolean();

        private Permit() {}

        /**
         * Releases the permit. A second time it does nothing but count as {@linkplain
         * Bulkhead#misused misuse}: no bulkhead gets wider than it is.
         */
        public void release() {
            if (released.compareAndSet(false, true)) {
                permits.giveBack();
            } else {
                misused.increment();
            }
        }
    }

    BulkheadFullException reject() {
        rejected.increment();
        return full();
    }

    /** Of a call that has been counted as rejected already. */
    BulkheadFullException full() {
        return new BulkheadFullException(name, permits.max());
    }

    /** What it is called. */
    public String name() {
        return name;
    }

    /** How many calls may be in flight. */
    public int maxConcurrent() {
        return permits.max();
    }

    /** How many calls may wait. */
    public int maxWaiting() {
        return maxWaiting;
    }

    /** How many calls are in flight, exactly; more than allowed for a while after a resize. */
    public int active() {
        return permits.taken();
    }

    /** How many calls wait. */
    public int waiting() {
        return permits.waiting();
    }

    /** How many calls have been rejected. */
    public long rejected() {
        return rejected.sum();
    }

    /** How often a permit was released that had been released before. */
    public long misused() {
        return misused.sum();
    }
}
