package org.acme.fault.wire;

import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Detects when the service has done its work on a request: when it starts to respond, even if the
 * client has disconnected. A request that a fault has dropped is over as well.
 */
final class WorkEnd {

    private final RoutingContext routing;
    private final Duration longestWork;
    private final List<Runnable> actions = new CopyOnWriteArrayList<>();
    private final AtomicBoolean over = new AtomicBoolean();

    /** Confined to the event loop, like the next field. */
    private boolean begun;

    private boolean gone;

    private WorkEnd(RoutingContext routing, Duration longestWork) {
        this.routing = routing;
        this.longestWork = longestWork;
    }

    /**
     * @param longestWork the time after the client's disconnect from which on no response is
     *     expected
     */
    static WorkEnd of(RoutingContext routing, Duration longestWork) {
        WorkEnd end = new WorkEnd(routing, longestWork);
        routing.addHeadersEndHandler(answer -> end.now());
        if (routing.response().closed()) {
            end.clientGone();
        } else {
            routing.addEndHandler(closed -> end.clientGone());
        }
        return end;
    }

    /** Runs {@code action} once, on any thread; at once if the work is over. */
    void then(Runnable action) {
        actions.add(action);
        if (over.get() && actions.remove(action)) {
            action.run();
        }
    }

    /** Reports that the work is over, or will never be done. */
    void now() {
        if (over.compareAndSet(false, true)) {
            for (Runnable action : actions) {
                if (actions.remove(action)) {
                    action.run();
                }
            }
        }
    }

    /**
     * Handles the client's disconnect: the service goes on if it has begun; a parked request may
     * begin much later.
     */
    private void clientGone() {
        gone = true;
        if (begun) {
            waitNoLonger();
        }
    }

    /** Reports that the request is passed to the service. */
    void begin() {
        begun = true;
        if (gone) {
            waitNoLonger();
        }
    }

    private void waitNoLonger() {
        if (!over.get()) {
            routing.vertx().setTimer(longestWork.toMillis(), due -> now());
        }
    }
}
