package org.acme.fault.wire;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.CompositeByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import java.nio.channels.ClosedChannelException;
import java.util.ArrayDeque;
import java.util.Queue;
import org.acme.fault.kind.Corruption;
import org.jspecify.annotations.Nullable;

/**
 * Collects one response between the service and the socket, and lets a fault corrupt it. Later
 * writes and closes of the service wait until the corrupted response has been sent.
 */
final class ResponseInterceptor extends ChannelOutboundHandlerAdapter {

    private final Corruption corruption;
    private final Queue<Later> later = new ArrayDeque<>();
    private @Nullable ChannelPromise closing;
    private @Nullable HttpResponse head;
    private @Nullable CompositeByteBuf body;
    private boolean taken;

    private record Later(Object message, ChannelPromise promise) {}

    ResponseInterceptor(Corruption corruption) {
        this.corruption = corruption;
    }

    @Override
    public void write(ChannelHandlerContext connection, Object message, ChannelPromise promise) {
        if (taken) {
            later.add(new Later(message, promise));
        } else if (corruption.needsBody() && isBodiless(message)) {
            connection.write(message, promise);
            connection.pipeline().remove(this);
        } else if (isPassedOn(message)) {
            connection.write(message, promise);
        } else {
            collect(connection, message);
            promise.trySuccess();
        }
    }

    /** Whether this is a final response that has no body, whatever its headers say. */
    private static boolean isBodiless(Object message) {
        return message instanceof HttpResponse response
                && switch (response.status().code()) {
                    case 204, 205, 304 -> true;
                    default -> false;
                };
    }

    /** Whether a message passes unchanged: interim responses, and everything that is not HTTP. */
    private boolean isPassedOn(Object message) {
        return message instanceof HttpResponse response
                ? response.status().code() < HttpResponseStatus.OK.code()
                : head == null || !(message instanceof HttpContent);
    }

    private void collect(ChannelHandlerContext connection, Object message) {
        if (message instanceof HttpResponse response) {
            head =
                    new DefaultHttpResponse(
                            response.protocolVersion(), response.status(), response.headers());
            body = connection.alloc().compositeBuffer();
        }
        if (message instanceof HttpContent content && body != null) {
            body.addComponent(true, content.content().retain());
        }
        ReferenceCountUtil.release(message);
        if (message instanceof LastHttpContent && head != null && body != null) {
            corrupt(connection, head, body);
        }
    }

    private void corrupt(ChannelHandlerContext connection, HttpResponse whole, ByteBuf content) {
        taken = true;
        body = null;
        whole.headers().remove(HttpHeaderNames.TRANSFER_ENCODING);
        HttpUtil.setContentLength(whole, content.readableBytes());
        corruption.answer().send(connection, whole, content, () -> leave(connection));
    }

    private void leave(ChannelHandlerContext connection) {
        for (Later each = later.poll(); each != null; each = later.poll()) {
            connection.write(each.message(), each.promise());
        }
        connection.flush();
        if (closing != null) {
            connection.close(closing);
        }
        connection.pipeline().remove(this);
    }

    @Override
    public void close(ChannelHandlerContext connection, ChannelPromise promise) {
        if (taken && connection.channel().isActive()) {
            closing = promise;
        } else {
            connection.close(promise);
        }
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext connection) {
        if (!taken) {
            corruption.whenSkipped().run();
        }
        if (body != null) {
            body.release();
            body = null;
        }
        for (Later each = later.poll(); each != null; each = later.poll()) {
            ReferenceCountUtil.release(each.message());
            each.promise().tryFailure(new ClosedChannelException());
        }
    }
}
