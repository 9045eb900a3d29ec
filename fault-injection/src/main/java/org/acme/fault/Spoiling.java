package org.acme.fault;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.HttpResponse;

/** What to send instead of a whole answer. Runs on the connection's event loop. */
@FunctionalInterface
interface Spoiling {

    /**
     * @param head without transfer encoding; its content length is that of the body
     * @param body to be released here
     * @param done to be called when the connection may carry on, if it may
     */
    void send(ChannelHandlerContext connection, HttpResponse head, ByteBuf body, Runnable done);
}
