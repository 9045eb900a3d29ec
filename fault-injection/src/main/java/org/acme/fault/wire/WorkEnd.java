package org.acme.fault.wire;

import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Notices when the service has done its work on a request: when it begins to answer, whether or not anybody is left to
 * read that. A request that a fault has dropped is over as well.
 */
final class WorkEnd {

    private final RoutingContext routing;
    private final Duration longestWork;
    private final List<Runnable> actions = new CopyOnWriteArrayList<>();
    private final AtomicBoolean over = new AtomicBoolean();

    /** Of the event loop only, as is the next one. */
    private boolean begun;

    private boolean gone;

    private WorkEnd(RoutingContext routing, Duration longestWork) {
        this.routing = routing;
        this.longestWork = longestWork;
    }

    /**
     * @param longestWork when this has passed since the client left, no answer is expected any more
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

    /** Runs once, on any thread; at once if the work is over. */
    void then(Runnable action) {
        actions.add(action);
        if (over.get() && actions.remove(action)) {
            action.run();
        }
    }

    /** The work is over, or will never be done. */
    void now() {
        if (over.compareAndSet(false, true)) {
            for (Runnable action : actions) {
                if (actions.remove(action)) {
                    action.run();
                }
            }
        }
    }

    /** The service works on, if it has begun; what is parked may begin much later. */
    private void clientGone() {
        gone = true;
        if (begun) {
            waitNoLonger();
        }
    }

    /** The request goes to the service. */
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
