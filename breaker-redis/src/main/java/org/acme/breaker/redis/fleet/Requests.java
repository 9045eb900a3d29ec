package org.acme.breaker.redis.fleet;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Actions that operators ask of the fleet at this replica: carried one after the other. */
final class Requests {

    private final Deque<Request> waiting = new ArrayDeque<>();

    /** The request that the last report carried. */
    private @Nullable Request carried;

    private record Request(String id, FleetAction action, CompletableFuture<Long> done) {}

    void add(String id, FleetAction action, CompletableFuture<Long> done) {
        waiting.addLast(new Request(id, action, done));
    }

    String id() {
        carried = waiting.peekFirst();
        return carried == null ? "" : carried.id();
    }

    FleetAction action() {
        return carried == null ? FleetAction.NONE : carried.action();
    }

    /**
     * The store has answered the report that carried the first request.
     *
     * @param told collects what is to be told outside of any lock
     */
    void answered(Consensus word, List<Runnable> told) {
        Request done = carried;
        carried = null;
        if (done != null && waiting.remove(done)) {
            told.add(() -> done.done().complete(word.actionNumber()));
        }
    }

    /** The store is away: nothing that waits here is carried later, when nobody expects it. */
    void fail(RuntimeException why, List<Runnable> told) {
        carried = null;
        for (Request next = waiting.poll(); next != null; next = waiting.poll()) {
            CompletableFuture<Long> done = next.done();
            told.add(() -> done.completeExceptionally(why));
        }
    }
}
