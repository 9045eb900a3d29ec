package org.acme.breaker.quarkus.admin;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Executor;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The bounded queue of one reader: publishers fill it, and it is emptied as fast as the reader
 * requests.
 */
final class FeedReader implements Flow.Subscription {

    private final Flow.Subscriber<? super BreakerEvent> subscriber;
    private final int capacity;
    private final Executor delivery;
    private final Consumer<FeedReader> onLeave;

    /** Guarded by itself, like the fields up to the blank line. */
    private final Deque<BreakerEvent> queue = new ArrayDeque<>();

    private long dropped;
    private long wanted;

    /** Counts requests to drain; the thread that finds 0 drains for all. */
    private final AtomicInteger draining = new AtomicInteger();

    private volatile boolean gone;

    FeedReader(
            Flow.Subscriber<? super BreakerEvent> subscriber,
            int capacity,
            Executor delivery,
            Consumer<FeedReader> onLeave) {
        this.subscriber = subscriber;
        this.capacity = capacity;
        this.delivery = delivery;
        this.onLeave = onLeave;
    }

    void offer(BreakerEvent event) {
        synchronized (queue) {
            if (queue.size() == capacity) {
                queue.removeFirst();
                dropped++;
            }
            queue.addLast(event);
        }
        drain();
    }

    @Override
    public void request(long count) {
        if (count <= 0) {
            cancel();
            subscriber.onError(new IllegalArgumentException("asked for " + count + " events"));
            return;
        }
        synchronized (queue) {
            wanted = wanted + count < 0 ? Long.MAX_VALUE : wanted + count;
        }
        drain();
    }

    @Override
    public void cancel() {
        gone = true;
        onLeave.accept(this);
    }

    private void drain() {
        if (draining.getAndIncrement() == 0) {
            delivery.execute(this::deliver);
        }
    }

    private void deliver() {
        int missed = 1;
        do {
            for (BreakerEvent next = next(); next != null && !gone; next = next()) {
                subscriber.onNext(next);
            }
            missed = draining.addAndGet(-missed);
        } while (missed != 0);
    }

    /** Returns the next event; the report of a loss comes before all others. */
    private @Nullable BreakerEvent next() {
        synchronized (queue) {
            if (wanted == 0 || (queue.isEmpty() && dropped == 0)) {
                return null;
            }
            wanted--;
            if (dropped > 0) {
                BreakerEvent loss = BreakerEvent.dropped(dropped);
                dropped = 0;
                return loss;
            }
            return queue.removeFirst();
        }
    }
}
