package org.acme.fault.wire;

import io.vertx.ext.web.RoutingContext;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/** Holds requests to {@code /echo/held} on their worker, before the service's own code. */
public class HeldRequests {

    static final Queue<RoutingContext> HELD = new ConcurrentLinkedQueue<>();

    /** Each held request needs one permit to go on. */
    static final Semaphore PERMITS = new Semaphore(0);

    @ServerRequestFilter
    public void hold(RoutingContext routing) throws InterruptedException {
        if (routing.normalizedPath().equals("/echo/held")) {
            HELD.add(routing);
            PERMITS.acquire();
        }
    }
}
