package org.acme.fault.kind;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.DefaultLastHttpContent;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.LastHttpContent;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Sends the head at once and the body slowly, in small parts; when the lease ends or the fault goes
 * off, the rest is sent at once.
 */
public record SlowBody(int bytes, Duration pause) implements Fault {

    private static final Duration DEFAULT_PAUSE = Duration.ofMillis(200);

    static Fault read(JsonFields fields, Duration longest) {
        int bytes = fields.integer("bytes", 1, 1_000_000).orElse(1L).intValue();
        return new SlowBody(
                bytes, fields.duration("pause", SHORTEST, longest).orElse(DEFAULT_PAUSE));
    }

    @Override
    public FaultKind kind() {
        return FaultKind.SLOW_BODY;
    }

    @Override
    public void apply(FaultContext context, Lease lease, Draw draw) {
        context.corrupt(
                new Corruption(
                        true,
                        (connection, head, body, done) -> {
                            if (body.readableBytes() <= bytes || lease.isOver()) {
                                lease.countSkipped();
                                sendAtOnce(connection, head, body, done);
                            } else {
                                lease.countApplied();
                                new Drip(lease, connection, body, done).begin(context, head);
                            }
                        },
                        lease::countSkipped));
        context.proceed();
    }

    private static void sendAtOnce(
            ChannelHandlerContext connection, HttpResponse head, ByteBuf body, Runnable done) {
        connection.write(head);
        connection.writeAndFlush(new DefaultLastHttpContent(body));
        done.run();
    }

    @Override
    public Map<String, Object> describe() {
        return JsonObject.of("bytes", bytes, "pause", DurationText.format(pause)).getMap();
    }

    /** One body that is being sent. Confined to the connection's event loop. */
    private final class Drip {

        private final Lease lease;
        private final ChannelHandlerContext connection;
        private final ByteBuf body;
        private final Runnable done;
        private Runnable leave = () -> {};
        private @Nullable Future<?> timer;
        private boolean letGo;
        private boolean over;

        Drip(Lease lease, ChannelHandlerContext connection, ByteBuf body, Runnable done) {
            this.lease = lease;
            this.connection = connection;
            this.body = body;
            this.done = done;
        }

        void begin(FaultContext context, HttpResponse head) {
            FaultContext.Stay stay = new FaultContext.Stay(null, this::letGo, this::letGo, false);
            leave = context.hold(lease, connection, stay, this::finish);
            if (!over) {
                connection.writeAndFlush(head);
                next();
            }
        }

        private void letGo() {
            letGo = true;
            next();
        }

        private void next() {
            if (timer != null) {
                timer.cancel(false);
            }
            if (over) {
                return;
            }
            boolean atOnce = letGo || lease.isOver();
            int size = atOnce ? body.readableBytes() : Math.min(bytes, body.readableBytes());
            connection.writeAndFlush(new DefaultHttpContent(body.readRetainedSlice(size)));
            if (over) {
                return; // that write has found the connection closed
            }
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
            if (over) {
                return;
            }
            over = true;
            if (timer != null) {
                timer.cancel(false);
            }
            body.release();
            leave.run();
        }
    }
}
