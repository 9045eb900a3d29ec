package org.acme.gateway.capacity;

import io.quarkus.runtime.Startup;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.vertx.core.Vertx;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.LongAdder;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Simulates the bank behind the gateway: a number of workers, a bounded queue, and a service time
 * for every charge. Waiting and working are timers and hold no thread. A charge is processed even
 * if its client has disconnected, because the bank can't know: that is how retries prolong an
 * overload.
 */
@Startup
@Singleton
public final class Bank {

    /** Runs a task later. */
    @FunctionalInterface
    interface Timer {
        void after(long millis, Runnable action);
    }

    private final Timer timer;
    private final BankSize configured;
    private final LongAdder arrivals = new LongAdder();
    private final LongAdder refusals = new LongAdder();

    /**
     * Guarded by this, like the number of busy workers, the size, its draw and the number of its
     * changes.
     */
    private final Queue<UniEmitter<? super Void>> line = new ArrayDeque<>();

    private int busy;
    private BankSize size;
    private RandomGenerator draw;
    private int changes;

    @Inject
    Bank(CapacityConfig config, Vertx vertx) {
        this(config, (millis, action) -> vertx.setTimer(millis, due -> action.run()));
    }

    Bank(CapacityConfig config, Timer timer) {
        this.timer = timer;
        this.configured = BankSize.of(config);
        this.size = configured;
        this.draw = diceOf(configured);
    }

    /** Processes one charge; fails with {@link BankFullException} if the queue is full. */
    public Uni<Void> serve() {
        return Uni.createFrom().<Void>emitter(this::arrive);
    }

    private void arrive(UniEmitter<? super Void> charge) {
        arrivals.increment();
        switch (enter(charge)) {
            case WORKING -> work(charge);
            case WAITING -> {}
            case REFUSED -> {
                refusals.increment();
                charge.fail(new BankFullException());
            }
        }
    }

    private enum Entry {
        WORKING,
        WAITING,
        REFUSED
    }

    private synchronized Entry enter(UniEmitter<? super Void> charge) {
        if (busy < size.workers()) {
            busy++;
            return Entry.WORKING;
        }
        return line.size() < size.queue() && line.add(charge) ? Entry.WAITING : Entry.REFUSED;
    }

    private void work(UniEmitter<? super Void> charge) {
        timer.after(Math.max(1, drawMillis()), () -> finish(charge));
    }

    private synchronized long drawMillis() {
        return size.time().drawMillis(draw);
    }

    private void finish(UniEmitter<? super Void> charge) {
        UniEmitter<? super Void> next = next();
        if (next != null) {
            work(next);
        }
        charge.complete(null);
    }

    private synchronized @Nullable UniEmitter<? super Void> next() {
        UniEmitter<? super Void> next = busy > size.workers() ? null : line.poll();
        if (next == null) {
            busy--;
        }
        return next;
    }

    synchronized int busy() {
        return busy;
    }

    synchronized int waiting() {
        return line.size();
    }

    LongAdder arrivals() {
        return arrivals;
    }

    LongAdder refusals() {
        return refusals;
    }

    synchronized BankSize size() {
        return size;
    }

    BankSize configured() {
        return configured;
    }

    /** Changes the size, and restores the configured one after the given time. */
    void resize(BankSize wanted, Duration lasts) {
        int change = become(wanted);
        timer.after(lasts.toMillis(), () -> endOf(change));
    }

    /** Restores the configured size. */
    void restore() {
        become(configured);
    }

    private void endOf(int change) {
        if (changes() == change) {
            restore();
        }
    }

    /** Returns a new draw for each change: the same seed gives the same times. */
    private static RandomGenerator diceOf(BankSize size) {
        return new SplittableRandom(size.time().seed());
    }

    private synchronized int changes() {
        return changes;
    }

    /** Applies a size; additional workers start on waiting charges at once. */
    private int become(BankSize wanted) {
        List<UniEmitter<? super Void>> called = new ArrayList<>();
        int change;
        synchronized (this) {
            size = wanted;
            draw = diceOf(wanted);
            change = ++changes;
            while (busy < size.workers() && !line.isEmpty()) {
                busy++;
                called.add(line.remove());
            }
        }
        called.forEach(this::work);
        return change;
    }
}
