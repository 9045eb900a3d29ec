package org.acme.fault.kind;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.HttpResponse;

/**
 * What a fault does to the answer that the service will give. All of it runs on the connection's event loop.
 *
 * @param needsBody whether it can do nothing to an answer that may have no body: to HEAD, or with status 204
 * @param answer sends something else
 * @param whenSkipped runs if the answer goes out as it is, or never comes
 */
public record Corruption(boolean needsBody, Answer answer, Runnable whenSkipped) {

    /** What to send instead of a whole answer. */
    @FunctionalInterface
    public interface Answer {

        /**
         * @param head without transfer encoding; its content length is that of the body
         * @param body to be released here
         * @param done to be called when the connection may carry on, if it may
         */
        void send(ChannelHandlerContext connection, HttpResponse head, ByteBuf body, Runnable done);
    }
}
