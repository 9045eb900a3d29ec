package org.acme.gateway.capacity;

import io.quarkus.runtime.Startup;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.vertx.core.Vertx;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * The bank behind the gateway: so many workers, a bounded line before them, a service time for every charge. Waiting
 * and working are timers and hold no thread. A charge whose client has gone is worked on all the same, as the bank
 * can't know: that is how retries make an overload last.
 */
@Startup
@Singleton
public final class Bank {

    /** Runs something later. */
    @FunctionalInterface
    interface Timer {
        void after(long millis, Runnable action);
    }

    private static final Duration LONGEST = Duration.ofSeconds(60);

    private final Timer timer;
    private final int workers;
    private final int room;
    private final long minMillis;
    private final long maxMillis;
    private final LongAdder arrivals = new LongAdder();
    private final LongAdder refusals = new LongAdder();

    /** Guarded by this, as is the number of busy workers. */
    private final Queue<UniEmitter<? super Void>> line = new ArrayDeque<>();

    private int busy;

    @Inject
    Bank(CapacityConfig config, Vertx vertx) {
        this(config, (millis, action) -> vertx.setTimer(millis, due -> action.run()));
    }

    Bank(CapacityConfig config, Timer timer) {
        this.timer = timer;
        this.workers = check("gateway.bank.workers", config.workers(), 1, 10_000);
        this.room = check("gateway.bank.queue", config.queue(), 0, 100_000);
        Duration min = config.serviceTime().min();
        this.minMillis = check("gateway.bank.service-time.min", min, Duration.ZERO);
        this.maxMillis = check("gateway.bank.service-time.max", config.serviceTime().max(), min);
    }

    /** Done when the bank has done its work; fails with {@link BankFullException} if the line is full. */
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
        if (busy < workers) {
            busy++;
            return Entry.WORKING;
        }
        return line.size() < room && line.add(charge) ? Entry.WAITING : Entry.REFUSED;
    }

    private void work(UniEmitter<? super Void> charge) {
        long millis = ThreadLocalRandom.current().nextLong(minMillis, maxMillis + 1);
        timer.after(Math.max(1, millis), () -> finish(charge));
    }

    private void finish(UniEmitter<? super Void> charge) {
        UniEmitter<? super Void> next = next();
        if (next != null) {
            work(next);
        }
        charge.complete(null);
    }

    private synchronized @Nullable UniEmitter<? super Void> next() {
        UniEmitter<? super Void> next = line.poll();
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

    private static long check(String key, Duration value, Duration atLeast) {
        if (value.compareTo(atLeast) < 0 || value.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(
                    "%s must be from %dms to %dms, but is %dms"
                            .formatted(
                                    key, atLeast.toMillis(), LONGEST.toMillis(), value.toMillis()));
        }
        return value.toMillis();
    }

    private static int check(String key, int value, int least, int most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(
                    "%s must be from %d to %d, but is %d".formatted(key, least, most, value));
        }
        return value;
    }
}
