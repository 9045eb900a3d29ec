package org.acme.fault.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.embedded.EmbeddedChannel;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.acme.fault.kind.FaultContext;
import org.acme.fault.kind.SlowBody;
import org.acme.fault.lease.FaultLease;
import org.acme.fault.lease.FaultSpec;
import org.acme.fault.lease.ManualTicker;
import org.acme.fault.lease.RequestMatch;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PendingResponseTest {

    private final EmbeddedChannel connection =
            new EmbeddedChannel(new ChannelOutboundHandlerAdapter());
    private final ParkingLot parkingLot = new ParkingLot(1, 0);
    private final List<String> calls = new ArrayList<>();
    private final FaultLease lease =
            new FaultLease(
                    "f",
                    new FaultSpec(
                            new SlowBody(1, Duration.ofSeconds(1)),
                            RequestMatch.EVERYTHING,
                            1,
                            Duration.ofMinutes(1),
                            null,
                            0),
                    Instant.EPOCH,
                    new ManualTicker(),
                    new LongAdder());

    @Test
    void timeUp_givesThePlaceBack() {
        connection.freezeTime();
        hold(Duration.ofSeconds(2));
        assertThat(parkingLot.taken()).isEqualTo(1);
        assertThat(lease.parked()).isEqualTo(1);

        connection.advanceTimeBy(1999, TimeUnit.MILLISECONDS);
        connection.runScheduledPendingTasks();
        assertThat(calls).isEmpty();
        connection.advanceTimeBy(1, TimeUnit.MILLISECONDS);
        connection.runScheduledPendingTasks();

        assertHasLeftWith("time up");
    }

    @Test
    void leaseEnds_givesThePlaceBack() {
        hold(Duration.ofSeconds(2));

        lease.end();
        connection.runPendingTasks();

        assertHasLeftWith("lease ended");
    }

    @Test
    void clientGoes_givesThePlaceBackAtOnce() {
        hold(null);

        connection.close();

        assertHasLeftWith("gone");
    }

    @Test
    void woken_givesThePlaceBackOnce() {
        Runnable wake = hold(null);

        wake.run();
        wake.run();
        connection.close();

        assertHasLeftWith("time up");
    }

    @Test
    void noRoom_closesTheConnection() {
        hold(null);
        EmbeddedChannel second = new EmbeddedChannel(new ChannelOutboundHandlerAdapter());

        hold(second, null);

        assertThat(calls).containsExactly("gone");
        assertThat(second.isOpen()).isFalse();
        assertThat(parkingLot.taken()).isEqualTo(1);
        assertThat(lease.parked()).isEqualTo(1);
    }

    private void assertHasLeftWith(String call) {
        assertThat(calls).containsExactly(call);
        assertThat(parkingLot.taken()).isZero();
        assertThat(lease.parked()).isZero();
    }

    private Runnable hold(@Nullable Duration time) {
        return hold(connection, time);
    }

    private Runnable hold(EmbeddedChannel channel, @Nullable Duration time) {
        FaultContext.Stay stay =
                new FaultContext.Stay(
                        time, () -> calls.add("time up"), () -> calls.add("lease ended"), false);
        return PendingResponse.take(
                lease,
                parkingLot,
                channel.pipeline().firstContext(),
                stay,
                () -> calls.add("gone"));
    }
}
