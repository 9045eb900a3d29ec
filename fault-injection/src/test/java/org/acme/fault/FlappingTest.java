package org.acme.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.LongAdder;
import org.junit.jupiter.api.Test;

class FlappingTest {

    private final ManualTicker ticker = new ManualTicker();
    private final FaultLease lease = lease();

    @Test
    void strikes_onlyWhileItIsOn() {
        assertThat(strikes()).isTrue();
        ticker.advance(Duration.ofSeconds(2));
        assertThat(strikes()).isFalse();
        ticker.advance(Duration.ofSeconds(3));
        assertThat(strikes()).isTrue();

        assertThat(lease.matched()).isEqualTo(3);
        assertThat(lease.applied()).isEqualTo(2);
    }

    @Test
    void park_lastsNoLongerThanTheTurn_andEndsAsWithTheLease() {
        FakePassage passage = new FakePassage();
        ticker.advance(Duration.ofMillis(1500));

        lease.spec().fault().strike(passage, lease, new Dice(0, 0));

        assertThat(passage.stay().time()).isEqualTo(Duration.ofMillis(500));
        passage.stay().afterwards().run();
        assertThat(passage.calls()).containsExactly("park", "close");
    }

    private boolean strikes() {
        return lease.strikes(FakeRequest.post("/charges")) != null;
    }

    private FaultLease lease() {
        Fault fault = new Flapping(new Hang(false), Duration.ofSeconds(2), Duration.ofSeconds(3));
        FaultSpec spec =
                new FaultSpec(fault, RequestMatch.EVERYTHING, 1, Duration.ofMinutes(1), null, 0);
        return new FaultLease("f", spec, Instant.EPOCH, ticker, new LongAdder());
    }
}
