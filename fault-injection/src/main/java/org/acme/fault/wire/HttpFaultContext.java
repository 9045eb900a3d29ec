package org.acme.fault.wire;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOption;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.impl.HttpServerConnection;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import org.acme.chassis.problem.Problem;
import org.acme.chassis.problem.ProblemAnswers;
import org.acme.fault.kind.Corruption;
import org.acme.fault.kind.Draw;
import org.acme.fault.kind.FaultContext;
import org.acme.fault.kind.Lease;
import org.acme.fault.lease.FaultLease;
import org.acme.fault.lease.RequestFacts;
import org.jspecify.annotations.Nullable;

/**
 * A request on a real connection. Quarkus passes requests on paused, and the reader of the body
 * resumes them: the service, or {@link HeldBody} while a fault holds a request that the service
 * will process without its client.
 */
final class HttpFaultContext implements FaultContext, RequestFacts {

    /** The HTTP/2 error code INTERNAL_ERROR. */
    private static final long STREAM_ERROR = 2;

    private final RoutingContext routing;
    private final FaultLease[] leases;
    private final ParkingLot parkingLot;
    private final ProblemAnswers answers;
    private final Runnable crash;
    private final Duration longestWork;
    private @Nullable HeldBody body;
    private @Nullable WorkEnd end;
    private int next;

    HttpFaultContext(
            RoutingContext routing,
            FaultLease[] leases,
            ParkingLot parkingLot,
            ProblemAnswers answers,
            Runnable crash,
            Duration longestWork) {
        this.routing = routing;
        this.leases = leases;
        this.parkingLot = parkingLot;
        this.answers = answers;
        this.crash = crash;
        this.longestWork = longestWork;
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
            Draw draw = lease.applies(this);
            if (draw != null) {
                lease.spec().fault().apply(this, lease, draw);
                return;
            }
        }
        if (end != null) {
            body().whenWhole(this::begin, this::drop);
        } else {
            begin();
        }
    }

    /**
     * Begins the work of the service. Code that waits for its end has read the whole body before,
     * so work that has begun does end.
     */
    private void begin() {
        if (end != null) {
            end.begin();
        }
        if (body != null) {
            body.handOver();
        }
        routing.next();
    }

    @Override
    public void answer(int status, @Nullable Duration retryAfter) {
        releaseBody();
        if (retryAfter != null) {
            long seconds = retryAfter.plusNanos(999_999_999).toSeconds();
            routing.response().putHeader(HttpHeaders.RETRY_AFTER, Long.toString(seconds));
        }
        routing.request().resume();
        answers.end(
                routing,
                Problem.of(
                        status,
                        "urn:problem:fault:injected",
                        "Injected fault",
                        "a fault answers this request"));
    }

    @Override
    public void close() {
        drop();
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
            // With a linger time of zero the system sends RST instead of FIN.
            socket.channel().config().setOption(ChannelOption.SO_LINGER, 0);
        }
        close();
    }

    @Override
    public Runnable parkUntilWoken(Lease lease, Stay stay, Runnable whenGone) {
        if (isGone() && !stay.withoutClient()) {
            drop();
            whenGone.run();
            return () -> {};
        }
        if (!parkingLot.enter()) {
            close();
            whenGone.run();
            return () -> {};
        }
        Ticket ticket = new Ticket(this, lease, stay, whenGone);
        ticket.take();
        return ticket::wake;
    }

    @Override
    public Runnable hold(
            Lease lease, ChannelHandlerContext connection, Stay stay, Runnable whenGone) {
        return PendingResponse.take(lease, parkingLot, connection, stay, whenGone);
    }

    @Override
    public void corrupt(Corruption corruption) {
        boolean isHead = routing.request().method().equals(HttpMethod.HEAD);
        boolean skipped = isGone() || (isHead && corruption.needsBody());
        ChannelHandlerContext service = skipped ? null : socket();
        if (service == null || isCorruptedAlready(service)) {
            corruption.whenSkipped().run();
        } else {
            service.pipeline()
                    .addBefore(
                            service.name(),
                            ResponseInterceptor.class.getName(),
                            new ResponseInterceptor(corruption));
        }
    }

    /**
     * Whether an earlier lease corrupts the response, or an earlier pipelined request is still
     * being answered slowly.
     */
    private static boolean isCorruptedAlready(ChannelHandlerContext service) {
        return service.pipeline().get(ResponseInterceptor.class) != null;
    }

    @Override
    public void whenOver(Runnable action) {
        if (end == null) {
            end = WorkEnd.of(routing, longestWork);
        }
        end.then(action);
    }

    @Override
    public void crash() {
        crash.run();
    }

    RoutingContext routing() {
        return routing;
    }

    ParkingLot parkingLot() {
        return parkingLot;
    }

    boolean isGone() {
        return routing.response().closed();
    }

    /** Returns the request's body and starts to read it. */
    HeldBody body() {
        if (body == null) {
            body = HeldBody.of(routing, parkingLot);
        }
        return body;
    }

    /** Drops the request: the service never gets it. */
    void drop() {
        releaseBody();
        if (end != null) {
            end.now();
        }
    }

    private void releaseBody() {
        if (body != null) {
            body.release();
        }
    }

    /**
     * Returns the server's handler of this request's connection; null if other requests share the
     * connection.
     */
    @Nullable ChannelHandlerContext socket() {
        return !isStream() && routing.request().connection() instanceof HttpServerConnection socket
                ? socket.channelHandlerContext()
                : null;
    }

    private boolean isStream() {
        return routing.request().version() == HttpVersion.HTTP_2;
    }
}
