package org.acme.fault.wire;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.timeout.IdleStateEvent;
import io.netty.handler.timeout.IdleStateHandler;

/**
 * Keeps the server's idle timeout away from a connection while a fault holds its request: nothing moves there because
 * the fault wants it so. Afterwards the timeout begins anew. Lives on the connection's event loop.
 */
final class IdleTimeoutPause extends ChannelInboundHandlerAdapter {

    private final ChannelHandlerContext service;
    private boolean over;

    private IdleTimeoutPause(ChannelHandlerContext service) {
        this.service = service;
    }

    /** Stands before a handler of the connection, which isn't told any more that nothing moves. */
    static IdleTimeoutPause before(ChannelHandlerContext service) {
        IdleTimeoutPause pause = new IdleTimeoutPause(service);
        if (service.isRemoved()) {
            pause.over = true; // closed already: there is nothing to keep
        } else {
            service.pipeline().addBefore(service.name(), null, pause);
        }
        return pause;
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext connection, Object event) {
        if (!(event instanceof IdleStateEvent)) {
            connection.fireUserEventTriggered(event);
        }
    }

    void end() {
        if (over) {
            return;
        }
        service.pipeline().remove(this);
        IdleStateHandler timeout = service.pipeline().get(IdleStateHandler.class);
        if (timeout != null) {
            timeout.resetReadTimeout();
        }
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext connection) {
        over = true;
    }
}
