package org.acme.fault.kind;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.LongAdder;
import org.acme.fault.lease.FaultLease;
import org.acme.fault.lease.FaultSpec;
import org.acme.fault.lease.ManualTicker;
import org.acme.fault.lease.RequestMatch;
import org.junit.jupiter.api.Test;

class CapacityTest {

    private final Capacity capacity = new Capacity(1, 2);
    private final FaultLease lease =
            new FaultLease(
                    "f",
                    new FaultSpec(
                            capacity, RequestMatch.EVERYTHING, 1, Duration.ofMinutes(1), null, 0),
                    Instant.EPOCH,
                    new ManualTicker(),
                    new LongAdder());

    @Test
    void strike_oneServed_twoWait_theRestIsRefused() {
        assertThat(enter().calls()).containsExactly("proceed");
        assertThat(enter().calls()).containsExactly("park");
        assertThat(enter().calls()).containsExactly("park");
        assertThat(enter().calls()).containsExactly("answer 503");
    }

    @Test
    void strike_countsThoseWhoWaitOrAreRefused_notWhoIsServedAtOnce() {
        enter();
        assertThat(lease.applied()).isZero();

        enter();
        enter();
        enter();

        assertThat(lease.applied()).isEqualTo(3);
    }

    @Test
    void end_letsTheNextOneIn_inTheOrderOfTheLine() {
        FakeFaultContext first = enter();
        FakeFaultContext second = enter();
        FakeFaultContext third = enter();

        first.end();
        assertThat(second.calls()).containsExactly("park", "proceed");
        assertThat(third.calls()).containsExactly("park");

        second.end();
        assertThat(third.calls()).containsExactly("park", "proceed");

        third.end();
        assertThat(enter().calls()).containsExactly("proceed");
    }

    @Test
    void dropped_whileWaiting_makesRoomInTheLine() {
        FakeFaultContext first = enter();
        FakeFaultContext second = enter();
        FakeFaultContext third = enter();

        second.drop();
        first.end();

        assertThat(second.calls()).containsExactly("park");
        assertThat(third.calls()).containsExactly("park", "proceed");
    }

    @Test
    void leaseEnds_servesAllThatWait() {
        enter();
        FakeFaultContext second = enter();

        second.stay().whenLeaseEnds().run();

        assertThat(second.calls()).containsExactly("park", "proceed");
    }

    private FakeFaultContext enter() {
        FakeFaultContext context = new FakeFaultContext();
        capacity.apply(context, lease, new Draw(0, 0));
        return context;
    }
}
