package org.acme.fault;

import io.netty.channel.ChannelOption;
import io.vertx.core.Context;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.json.JsonObject;
import io.vertx.core.net.impl.ConnectionBase;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
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
    private int next;

    HttpPassage(RoutingContext routing, FaultLease[] leases, ParkingLot parkingLot) {
        this.routing = routing;
        this.leases = leases;
        this.parkingLot = parkingLot;
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
        HttpConnection connection = routing.request().connection();
        if (!isStream() && connection instanceof ConnectionBase socket) {
            // Lingering for zero seconds makes the system send RST instead of FIN.
            socket.channel().config().setOption(ChannelOption.SO_LINGER, 0);
        }
        close();
    }

    @Override
    public void park(FaultLease lease, Stay stay) {
        if (routing.response().closed()) {
            return;
        }
        if (!parkingLot.enter()) {
            close();
            return;
        }
        new Ticket(lease, stay).take();
    }

    private boolean isStream() {
        return routing.request().version() == HttpVersion.HTTP_2;
    }

    /** A place in the parking lot. Given back once, by the clock, the lease's end or a client that went away. */
    private final class Ticket implements FaultLease.Parked {

        private final FaultLease lease;
        private final Stay stay;
        private final Context eventLoop = routing.vertx().getOrCreateContext();
        private int goneHandler;
        private @Nullable Long timer;
        private boolean givenBack;

        Ticket(FaultLease lease, Stay stay) {
            this.lease = lease;
            this.stay = stay;
        }

        void take() {
            goneHandler = routing.addEndHandler(gone -> giveBack());
            if (stay.time() != null) {
                long millis = Math.max(1, stay.time().toMillis());
                timer = routing.vertx().setTimer(millis, due -> leave(stay.afterwards()));
            }
            lease.park(this);
        }

        @Override
        public void leaseEnded() {
            eventLoop.runOnContext(ended -> leave(stay.whenLeaseEnds()));
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
            return true;
        }
    }
}
