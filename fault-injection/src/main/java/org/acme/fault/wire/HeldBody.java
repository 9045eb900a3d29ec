package org.acme.fault.wire;

import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.impl.RoutingContextInternal;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Reads the body of a request while a fault holds the request, so that the service can do its work
 * even if the client disconnects. Size and time are limited, and so is the memory of all held
 * bodies together. Confined to the connection's event loop.
 */
public final class HeldBody {

    /** The largest body, more than any service here accepts; a larger one closes its connection. */
    public static final int MAX_BYTES = 128 * 1024;

    /** How long a client may take for the rest of its body when the fault is over. */
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private final RoutingContext routing;
    private final ParkingLot parkingLot;
    private final Context eventLoop;
    private final Buffer content = Buffer.buffer();
    private boolean whole;
    private boolean broken;
    private boolean released;
    private @Nullable Wait wait;

    private record Wait(Runnable then, Runnable otherwise, long timer) {}

    private HeldBody(RoutingContext routing, ParkingLot parkingLot) {
        this.routing = routing;
        this.parkingLot = parkingLot;
        this.eventLoop = routing.vertx().getOrCreateContext();
    }

    /** Starts to read. Later handlers find the body in the routing context. */
    static HeldBody of(RoutingContext routing, ParkingLot parkingLot) {
        HeldBody body = new HeldBody(routing, parkingLot);
        body.read();
        return body;
    }

    private void read() {
        HttpServerRequest request = routing.request();
        request.exceptionHandler(cutOff -> breakOff()).handler(this::take).endHandler(end -> end());
        if ("100-continue".equalsIgnoreCase(request.getHeader(HttpHeaders.EXPECT))) {
            routing.response().writeContinue();
        }
        request.resume();
    }

    private void take(Buffer part) {
        if (broken || released) {
            return;
        }
        if (content.length() + part.length() > MAX_BYTES || !parkingLot.keep(part.length())) {
            refuse();
            return;
        }
        content.appendBuffer(part);
    }

    private void end() {
        whole = !broken;
        if (whole) {
            finish(true);
        }
    }

    /**
     * Handles a closed connection; data that arrived before is still on its way to {@link #end}.
     */
    private void breakOff() {
        eventLoop.runOnContext(afterwards -> refuse());
    }

    /** Refuses the body: too large, too slow, too much memory in all, or incomplete. */
    private void refuse() {
        if (!whole && !broken) {
            broken = true;
            release();
            routing.request().connection().close();
            finish(false);
        }
    }

    boolean isWhole() {
        return whole;
    }

    /**
     * Runs {@code then} as soon as the body is complete, at once if it is.
     *
     * @param otherwise runs instead if the client stops sending or takes too long
     */
    void whenWhole(Runnable then, Runnable otherwise) {
        if (whole) {
            then.run();
        } else if (broken) {
            otherwise.run();
        } else {
            long timer = routing.vertx().setTimer(TIMEOUT.toMillis(), late -> refuse());
            wait = new Wait(then, otherwise, timer);
        }
    }

    private void finish(boolean good) {
        Wait waiting = wait;
        if (waiting != null) {
            wait = null;
            routing.vertx().cancelTimer(waiting.timer());
            (good ? waiting.then() : waiting.otherwise()).run();
        }
    }

    /** Passes the body to the service, which need not read it from the connection any more. */
    void handOver() {
        RoutingContextInternal internal = (RoutingContextInternal) routing;
        internal.visitHandler(RoutingContextInternal.BODY_HANDLER);
        internal.setBody(content);
        release();
    }

    /** Frees the memory of the body in the parking lot. */
    void release() {
        if (!released) {
            released = true;
            parkingLot.forget(content.length());
        }
    }
}
