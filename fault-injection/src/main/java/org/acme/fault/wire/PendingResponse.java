package org.acme.fault.wire;

import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.acme.fault.kind.FaultContext;
import org.acme.fault.kind.Lease;
import org.jspecify.annotations.Nullable;

/**
 * A parked response that the service has sent already. The request is over for the service, so the
 * connection itself reports when the client disconnects. Confined to the connection's event loop.
 */
final class PendingResponse implements Lease.Parked {

    private final Lease lease;
    private final ParkingLot parkingLot;
    private final ChannelHandlerContext connection;
    private final FaultContext.Stay stay;
    private final Runnable whenGone;
    private final ChannelFutureListener goneListener = closed -> clientGone();
    private @Nullable Future<?> timer;
    private boolean givenBack;

    private PendingResponse(
            Lease lease,
            ParkingLot parkingLot,
            ChannelHandlerContext connection,
            FaultContext.Stay stay,
            Runnable whenGone) {
        this.lease = lease;
        this.parkingLot = parkingLot;
        this.connection = connection;
        this.stay = stay;
        this.whenGone = whenGone;
    }

    /** See {@link FaultContext#hold}. */
    static Runnable take(
            Lease lease,
            ParkingLot parkingLot,
            ChannelHandlerContext connection,
            FaultContext.Stay stay,
            Runnable whenGone) {
        if (!parkingLot.enter()) {
            connection.close();
            whenGone.run();
            return () -> {};
        }
        PendingResponse held = new PendingResponse(lease, parkingLot, connection, stay, whenGone);
        held.stayAsLongAsItMay();
        return () -> held.leave(stay.afterwards());
    }

    private void stayAsLongAsItMay() {
        if (stay.time() != null) {
            long nanos = stay.time().toNanos();
            timer =
                    connection
                            .executor()
                            .schedule(() -> leave(stay.afterwards()), nanos, TimeUnit.NANOSECONDS);
        }
        lease.park(this);
        connection.channel().closeFuture().addListener(goneListener);
    }

    @Override
    public void leaseEnded() {
        connection.executor().execute(() -> leave(stay.whenLeaseEnds()));
    }

    private void clientGone() {
        leave(whenGone);
    }

    private void leave(Runnable then) {
        if (givenBack) {
            return;
        }
        givenBack = true;
        parkingLot.leave();
        lease.unpark(this);
        connection.channel().closeFuture().removeListener(goneListener);
        if (timer != null) {
            timer.cancel(false);
        }
        then.run();
    }
}
