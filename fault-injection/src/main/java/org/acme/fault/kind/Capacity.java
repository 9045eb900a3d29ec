package org.acme.fault.kind;

import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Map;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * Limits a service: serves a number of requests at once, queues a number of others, and answers 503
 * to the rest, so that overload depends on the load. A client that disconnects frees neither its
 * slot nor its place in the queue, because the service does not notice. Thread-safe; used by all
 * event loops. When the lease ends, all waiting requests are served.
 */
public final class Capacity implements Fault {

    private static final int MAX_AT_ONCE = 100_000;

    private final int atOnce;
    private final int queue;
    private final Queue<Waiting> line = new ArrayDeque<>();
    private int served;

    public Capacity(int atOnce, int queue) {
        this.atOnce = atOnce;
        this.queue = queue;
    }

    static Fault read(JsonFields fields, Duration longest) {
        if (!fields.has("atOnce")) {
            fields.wrong("atOnce", "is missing; must be a whole number from 1 to " + MAX_AT_ONCE);
        }
        int atOnce = fields.integer("atOnce", 1, MAX_AT_ONCE).orElse(1L).intValue();
        return new Capacity(atOnce, fields.integer("queue", 0, MAX_AT_ONCE).orElse(0L).intValue());
    }

    /**
     * A request that waits, or has stopped waiting. All fields are guarded by the lock of the
     * capacity.
     */
    private static final class Waiting {
        private @Nullable Runnable wake;
        private boolean called;
    }

    private enum Entry {
        SERVED,
        WAITING,
        REFUSED
    }

    @Override
    public FaultKind kind() {
        return FaultKind.CAPACITY;
    }

    @Override
    public Map<String, Object> describe() {
        return JsonObject.of("atOnce", atOnce, "queue", queue).getMap();
    }

    @Override
    public void apply(FaultContext context, Lease lease, Draw draw) {
        Waiting waiting = new Waiting();
        switch (enter(waiting)) {
            case SERVED -> {
                lease.countSkipped();
                serve(context);
            }
            case REFUSED -> {
                lease.countApplied();
                context.answer(503, null);
            }
            case WAITING -> {
                lease.countApplied();
                await(context, lease, waiting);
            }
        }
    }

    private synchronized Entry enter(Waiting waiting) {
        if (served < atOnce) {
            served++;
            return Entry.SERVED;
        }
        return line.size() < queue && line.add(waiting) ? Entry.WAITING : Entry.REFUSED;
    }

    private void serve(FaultContext context) {
        context.whenOver(this::release);
        context.proceed();
    }

    private void await(FaultContext context, Lease lease, Waiting waiting) {
        Runnable whenLeaseEnds =
                () -> {
                    giveUp(waiting);
                    context.proceed();
                };
        FaultContext.Stay stay =
                new FaultContext.Stay(null, () -> serve(context), whenLeaseEnds, true);
        Runnable wake = context.parkUntilWoken(lease, stay, () -> giveUp(waiting));
        if (isCalledBefore(waiting, wake)) {
            wake.run();
        }
    }

    private synchronized boolean isCalledBefore(Waiting waiting, Runnable wake) {
        waiting.wake = wake;
        return waiting.called;
    }

    /** Passes a free slot to the next request in the queue, even if that is not parked yet. */
    private void release() {
        @Nullable Runnable wake = null;
        synchronized (this) {
            Waiting next = line.poll();
            if (next == null) {
                served--;
            } else {
                next.called = true;
                wake = next.wake;
            }
        }
        if (wake != null) {
            wake.run();
        }
    }

    /**
     * Removes a request from the queue; if it has been given a slot already, the slot is passed on.
     */
    private void giveUp(Waiting waiting) {
        boolean hasPlace;
        synchronized (this) {
            hasPlace = !line.remove(waiting) && waiting.called;
        }
        if (hasPlace) {
            release();
        }
    }
}
