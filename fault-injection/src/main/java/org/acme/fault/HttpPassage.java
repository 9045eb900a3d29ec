package org.acme.fault;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOption;
import io.vertx.core.Context;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.impl.HttpServerConnection;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * A request on a real socket. Quarkus hands requests over paused, and whoever reads the body resumes them: a body can
 * wait here as long as it must.
 */
final class HttpPassage implements Passage, RequestFacts {

    /** HTTP/2's INTERNAL_ERROR. */
    private static final long STREAM_ERROR = 2;

    private final RoutingContext routing;
    private final FaultLease[] leases;
    private final ParkingLot parkingLot;
    private final Runnable crash;
    private int next;

    HttpPassage(
            RoutingContext routing, FaultLease[] leases, ParkingLot parkingLot, Runnable crash) {
        this.routing = routing;
        this.leases = leases;
        this.parkingLot = parkingLot;
        this.crash = crash;
    }

    @Override
    public String method() {
        return routing.request().method().name();
    }

    @Override
    public String path() {
        return routing.normalizedPath();
    }

    @Override
    public @Nullable String header(String name) {
        return routing.request().getHeader(name);
    }

    @Override
    public void proceed() {
        while (next < leases.length) {
            FaultLease lease = leases[next++];
            Dice dice = lease.strikes(this);
            if (dice != null) {
                lease.spec().fault().strike(this, lease, dice);
                return;
            }
        }
        routing.next();
    }

    @Override
    public void answer(int status, @Nullable Duration retryAfter) {
        HttpServerResponse response = routing.response().setStatusCode(status);
        response.putHeader(HttpHeaders.CONTENT_TYPE, Problem.MEDIA_TYPE);
        if (retryAfter != null) {
            long seconds = retryAfter.plusNanos(999_999_999).toSeconds();
            response.putHeader(HttpHeaders.RETRY_AFTER, Long.toString(seconds));
        }
        Problem problem =
                Problem.of("injected", "Injected fault", status, "a fault answers this request");
        routing.request().resume();
        response.end(
                JsonObject.of(
                                "type", problem.type(),
                                "title", problem.title(),
                                "status", problem.status(),
                                "detail", problem.detail())
                        .toBuffer());
    }

    @Override
    public void close() {
        if (isStream()) {
            routing.response().reset(STREAM_ERROR);
        } else {
            routing.request().connection().close();
        }
    }

    @Override
    public void reset() {
        ChannelHandlerContext socket = socket();
        if (socket != null) {
            // Lingering for zero seconds makes the system send RST instead of FIN.
            socket.channel().config().setOption(ChannelOption.SO_LINGER, 0);
        }
        close();
    }

    @Override
    public Runnable parkUntilWoken(FaultLease lease, Stay stay, Runnable whenGone) {
        if (routing.response().closed()) {
            whenGone.run();
            return () -> {};
        }
        if (!parkingLot.enter()) {
            close();
            whenGone.run();
            return () -> {};
        }
        Ticket ticket = new Ticket(lease, stay, whenGone);
        ticket.take();
        return ticket::wake;
    }

    @Override
    public Runnable hold(
            FaultLease lease, ChannelHandlerContext connection, Stay stay, Runnable whenGone) {
        return HeldAnswer.take(lease, parkingLot, connection, stay, whenGone);
    }

    @Override
    public void spoil(Spoiling spoiling) {
        boolean isHead = routing.request().method().equals(HttpMethod.HEAD);
        ChannelHandlerContext service = isHead && spoiling.needsBody() ? null : socket();
        if (service == null || isSpoiledAlready(service)) {
            spoiling.whenSpared().run();
        } else {
            service.pipeline()
                    .addBefore(service.name(), AnswerTap.class.getName(), new AnswerTap(spoiling));
        }
    }

    /** By a lease before, or a pipelined request before is still being answered in drips. */
    private static boolean isSpoiledAlready(ChannelHandlerContext service) {
        return service.pipeline().get(AnswerTap.class) != null;
    }

    @Override
    public void whenOver(Runnable action) {
        if (routing.response().closed()) {
            action.run();
        } else {
            AtomicBoolean isOver = new AtomicBoolean();
            routing.addEndHandler(
                    over -> {
                        if (isOver.compareAndSet(false, true)) {
                            action.run();
                        }
                    });
        }
    }

    @Override
    public void crash() {
        crash.run();
    }

    /** Where the server reads from this request's connection; null if other requests share it. */
    private @Nullable ChannelHandlerContext socket() {
        return !isStream() && routing.request().connection() instanceof HttpServerConnection socket
                ? socket.channelHandlerContext()
                : null;
    }

    private boolean isStream() {
        return routing.request().version() == HttpVersion.HTTP_2;
    }

    /** A place in the parking lot. Given back once, by the clock, the lease's end or a client that went away. */
    private final class Ticket implements FaultLease.Parked {

        private final FaultLease lease;
        private final Stay stay;
        private final Runnable whenGone;
        private final Context eventLoop = routing.vertx().getOrCreateContext();
        private int goneHandler;
        private @Nullable Long timer;
        private @Nullable IdleTimeoutPause idle;
        private boolean givenBack;

        Ticket(FaultLease lease, Stay stay, Runnable whenGone) {
            this.lease = lease;
            this.stay = stay;
            this.whenGone = whenGone;
        }

        void take() {
            goneHandler = routing.addEndHandler(gone -> clientGone());
            ChannelHandlerContext socket = socket();
            idle = socket == null ? null : IdleTimeoutPause.before(socket);
            if (stay.time() != null) {
                long millis = Math.max(1, stay.time().toMillis());
                timer = routing.vertx().setTimer(millis, due -> leave(stay.afterwards()));
            }
            lease.park(this);
        }

        void wake() {
            eventLoop.runOnContext(woken -> leave(stay.afterwards()));
        }

        @Override
        public void leaseEnded() {
            eventLoop.runOnContext(ended -> leave(stay.whenLeaseEnds()));
        }

        private void clientGone() {
            if (giveBack()) {
                whenGone.run();
            }
        }

        private void leave(Runnable then) {
            if (giveBack()) {
                routing.removeEndHandler(goneHandler);
                then.run();
            }
        }

        private boolean giveBack() {
            if (givenBack) {
                return false;
            }
            givenBack = true;
            parkingLot.leave();
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
}
