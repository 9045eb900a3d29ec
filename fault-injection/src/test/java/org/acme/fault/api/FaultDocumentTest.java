package org.acme.fault.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.LongAdder;
import org.acme.fault.kind.Reset;
import org.acme.fault.lease.FaultLease;
import org.acme.fault.lease.FaultSpec;
import org.acme.fault.lease.ManualTicker;
import org.acme.fault.lease.RequestMatch;
import org.junit.jupiter.api.Test;

class FaultDocumentTest {

    private final ManualTicker ticker = new ManualTicker();

    @Test
    void secondsLeft_countDownToZero() {
        Duration minute = Duration.ofMinutes(1);
        FaultSpec spec = new FaultSpec(new Reset(), RequestMatch.EVERYTHING, 1, minute, null, 0);
        FaultLease lease = new FaultLease("f1", spec, Instant.EPOCH, ticker, new LongAdder());
        assertThat(FaultDocument.of(lease)).containsEntry("secondsLeft", 60.0);

        ticker.advance(Duration.ofMillis(12_300));
        assertThat(FaultDocument.of(lease)).containsEntry("secondsLeft", 47.7);

        ticker.advance(minute);
        assertThat(FaultDocument.of(lease)).containsEntry("secondsLeft", 0.0);
    }
}
