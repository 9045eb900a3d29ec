package org.acme.fault.wire;

import io.netty.channel.ChannelHandlerContext;
import io.vertx.core.Context;
import io.vertx.ext.web.RoutingContext;
import org.acme.fault.kind.FaultContext;
import org.acme.fault.kind.Lease;
import org.jspecify.annotations.Nullable;

/**
 * A request's place in the parking lot. Returned once: when its time is up, when the lease ends, or
 * when the client disconnects and the stay ends with it. Confined to the connection's event loop.
 */
final class Ticket implements Lease.Parked {

    private final HttpFaultContext context;
    private final RoutingContext routing;
    private final Lease lease;
    private final FaultContext.Stay stay;
    private final Runnable whenGone;
    private final Context eventLoop;
    private @Nullable HeldBody body;
    private @Nullable Integer goneHandler;
    private @Nullable Long timer;
    private @Nullable IdleTimeoutPause idle;
    private boolean withoutClient;
    private boolean givenBack;

    Ticket(HttpFaultContext context, Lease lease, FaultContext.Stay stay, Runnable whenGone) {
        this.context = context;
        this.routing = context.routing();
        this.lease = lease;
        this.stay = stay;
        this.whenGone = whenGone;
        this.eventLoop = routing.vertx().getOrCreateContext();
    }

    void take() {
        if (stay.withoutClient()) {
            body = context.body();
        }
        if (!context.isGone()) {
            goneHandler = routing.addEndHandler(gone -> clientGone());
            ChannelHandlerContext socket = context.socket();
            idle = socket == null ? null : IdleTimeoutPause.before(socket);
        }
        if (stay.time() != null) {
            long millis = Math.max(1, stay.time().toMillis());
            timer = routing.vertx().setTimer(millis, due -> leave(stay.afterwards()));
        }
        lease.park(this);
    }

    /** Ends the stay as if its time were up; thread-safe. */
    void wake() {
        eventLoop.runOnContext(woken -> leave(stay.afterwards()));
    }

    @Override
    public void leaseEnded() {
        eventLoop.runOnContext(ended -> leave(stay.whenLeaseEnds()));
    }

    /**
     * Handles the client's disconnect; a body that arrived together with it is complete a moment
     * later.
     */
    private void clientGone() {
        eventLoop.runOnContext(
                afterwards -> {
                    boolean staysOn = body != null && body.isWhole();
                    if (staysOn && !givenBack) {
                        withoutClient = true;
                        context.parkingLot().clientLeft();
                    } else if (!staysOn && giveBack()) {
                        dropped();
                    }
                });
    }

    private void dropped() {
        context.drop();
        whenGone.run();
    }

    private void leave(Runnable then) {
        if (!giveBack()) {
            return;
        }
        if (goneHandler != null) {
            routing.removeEndHandler(goneHandler);
        }
        if (body == null) {
            then.run();
        } else {
            body.whenWhole(then, this::dropped);
        }
    }

    private boolean giveBack() {
        if (givenBack) {
            return false;
        }
        givenBack = true;
        context.parkingLot().leave();
        if (withoutClient) {
            context.parkingLot().withoutClientLeaves();
        }
        lease.unpark(this);
        if (timer != null) {
            routing.vertx().cancelTimer(timer);
        }
        if (idle != null) {
            idle.end();
        }
        return true;
    }
}
