package org.acme.fault.kind;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.HttpResponse;

/**
 * How a fault corrupts the response of the service. Runs on the connection's event loop.
 *
 * @param needsBody whether it needs a response with a body, unlike that to HEAD or with status 204
 * @param answer sends the corrupted response
 * @param whenSkipped runs if the response is sent unchanged, or never comes
 */
public record Corruption(boolean needsBody, Answer answer, Runnable whenSkipped) {

    /** Sends something in place of a complete response. */
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
