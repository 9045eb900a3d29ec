package org.acme.fault;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.LastHttpContent;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Sends the head at once and the body in drips; what is left when the lease ends comes at once. */
record SlowBody(int bytes, Duration pause) implements Fault {

    @Override
    public FaultKind kind() {
        return FaultKind.SLOW_BODY;
    }

    @Override
    public void strike(Passage passage, FaultLease lease, Dice dice) {
        passage.spoil((connection, head, body, done) -> drip(lease, connection, head, body, done));
        passage.proceed();
    }

    @Override
    public Map<String, Object> describe() {
        return JsonObject.of("bytes", bytes, "pause", DurationText.format(pause)).getMap();
    }

    private void drip(
            FaultLease lease,
            ChannelHandlerContext connection,
            HttpResponse head,
            ByteBuf body,
            Runnable done) {
        connection.writeAndFlush(head);
        Drip drip = new Drip(lease, connection, body, done);
        lease.park(drip);
        drip.next();
    }

    /** One body on its way. Lives on the connection's event loop. */
    private final class Drip implements FaultLease.Parked {

        private final FaultLease lease;
        private final ChannelHandlerContext connection;
        private final ByteBuf body;
        private final Runnable done;
        private @Nullable Future<?> timer;
        private boolean over;

        Drip(FaultLease lease, ChannelHandlerContext connection, ByteBuf body, Runnable done) {
            this.lease = lease;
            this.connection = connection;
            this.body = body;
            this.done = done;
        }

        @Override
        public void leaseEnded() {
            connection.executor().execute(this::next);
        }

        void next() {
            if (timer != null) {
                timer.cancel(false);
            }
            if (over) {
                return;
            }
            if (!connection.channel().isActive()) {
                finish();
                return;
            }
            int size =
                    lease.isOver() ? body.readableBytes() : Math.min(bytes, body.readableBytes());
            connection.writeAndFlush(new DefaultHttpContent(body.readRetainedSlice(size)));
            if (body.isReadable()) {
                timer =
                        connection
                                .executor()
                                .schedule(this::next, pause.toNanos(), TimeUnit.NANOSECONDS);
            } else {
                connection.writeAndFlush(LastHttpContent.EMPTY_LAST_CONTENT);
                finish();
                done.run();
            }
        }

        private void finish() {
            over = true;
            body.release();
            lease.unpark(this);
        }
    }
}
