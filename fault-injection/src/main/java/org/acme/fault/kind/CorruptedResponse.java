package org.acme.fault.kind;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpUtil;
import java.time.Duration;
import java.util.Map;

/**
 * Lets the service do the work and corrupts its response: drops it, breaks its JSON, or cuts it
 * off.
 */
public record CorruptedResponse(FaultKind kind) implements Fault {

    static Fault lost(JsonFields fields, Duration longest) {
        return new CorruptedResponse(FaultKind.LOST_RESPONSE);
    }

    static Fault malformed(JsonFields fields, Duration longest) {
        return new CorruptedResponse(FaultKind.MALFORMED);
    }

    static Fault truncated(JsonFields fields, Duration longest) {
        return new CorruptedResponse(FaultKind.TRUNCATED);
    }

    @Override
    public void apply(FaultContext context, Lease lease, Draw draw) {
        Corruption.Answer instead =
                switch (kind) {
                    case MALFORMED -> CorruptedResponse::malform;
                    case TRUNCATED -> CorruptedResponse::truncate;
                    default -> CorruptedResponse::lose;
                };
        context.corrupt(
                new Corruption(
                        kind != FaultKind.LOST_RESPONSE,
                        (connection, head, body, done) -> {
                            lease.countApplied();
                            instead.send(connection, head, body, done);
                        },
                        lease::countSkipped));
        context.proceed();
    }

    @Override
    public Map<String, Object> describe() {
        return Map.of();
    }

    private static void lose(
            ChannelHandlerContext connection, HttpResponse head, ByteBuf body, Runnable done) {
        body.release();
        connection.close();
    }

    /** Sends half of the body and a character that no JSON document can end with. */
    private static void malform(
            ChannelHandlerContext connection, HttpResponse head, ByteBuf body, Runnable done) {
        ByteBuf broken = Unpooled.buffer(body.readableBytes() / 2 + 1);
        broken.writeBytes(body, body.readableBytes() / 2).writeByte('#');
        body.release();
        FullHttpResponse answer =
                new DefaultFullHttpResponse(head.protocolVersion(), head.status(), broken);
        answer.headers().set(head.headers());
        HttpUtil.setContentLength(answer, broken.readableBytes());
        connection.writeAndFlush(answer);
        done.run();
    }

    /** Announces one byte more than there is, sends half of the body, and closes. */
    private static void truncate(
            ChannelHandlerContext connection, HttpResponse head, ByteBuf body, Runnable done) {
        HttpUtil.setContentLength(head, body.readableBytes() + 1L);
        ByteBuf half = body.readRetainedSlice(body.readableBytes() / 2);
        body.release();
        connection.write(head);
        connection
                .writeAndFlush(new DefaultHttpContent(half))
                .addListener(sent -> connection.close());
    }
}
