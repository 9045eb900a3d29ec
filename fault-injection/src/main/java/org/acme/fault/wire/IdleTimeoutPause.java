package org.acme.fault.wire;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.timeout.IdleStateEvent;
import io.netty.handler.timeout.IdleStateHandler;

/**
 * Suspends the server's idle timeout of a connection while a fault holds its request, because then
 * no data moves. Afterwards the timeout starts again. Confined to the connection's event loop.
 */
final class IdleTimeoutPause extends ChannelInboundHandlerAdapter {

    private final ChannelHandlerContext service;
    private boolean over;

    private IdleTimeoutPause(ChannelHandlerContext service) {
        this.service = service;
    }

    /** Installs the pause before a handler of the connection, which then gets no idle events. */
    static IdleTimeoutPause before(ChannelHandlerContext service) {
        IdleTimeoutPause pause = new IdleTimeoutPause(service);
        if (service.isRemoved()) {
            pause.over = true; // the connection is closed already
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
