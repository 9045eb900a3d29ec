package org.acme.fault.wire;

import io.vertx.ext.web.RoutingContext;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/**
 * Lets the service finish its work after the client of a request has disconnected, whether or not a
 * fault is active.
 *
 * <p>Quarkus REST skips the remaining handlers of a request when its connection closes: work that
 * waits for a worker thread would never be done, and work in progress would never be answered. It
 * registers this on the response as soon as it knows the resource, and this filter is the first to
 * run afterwards, on the same event loop: no close can come in between.
 */
public class WorkWithoutClient {

    @ServerRequestFilter(nonBlocking = true, priority = 0)
    public void keepHandlers(RoutingContext routing) {
        routing.response().closeHandler(null);
    }
}
