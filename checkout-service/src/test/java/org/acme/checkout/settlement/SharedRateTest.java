package org.acme.checkout.settlement;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class SharedRateTest {

    private static final int PER_SECOND = 60;
    private static final int CONCURRENCY = 4;

    private final AtomicLong nanos = new AtomicLong();
    private final AtomicInteger living = new AtomicInteger(1);
    private final SharedRate rate =
            new SharedRate(PER_SECOND, CONCURRENCY, living::get, nanos::get);

    @Test
    void oneReplica_mayUseTheTotals() {
        assertThat(callsIn(Duration.ofSeconds(10))).isBetween(600, 604);
        assertThat(rate.available(4)).isEqualTo(0);
    }

    @Test
    void threeReplicas_useAThirdEach() {
        living.set(3);

        assertThat(callsIn(Duration.ofSeconds(10))).isBetween(200, 201);
    }

    @Test
    void twoReplicas_shareTheConcurrency() {
        living.set(2);
        assertThat(rate.available(4)).isEqualTo(2);
        assertThat(rate.available(3)).isEqualTo(1);
        assertThat(rate.available(2)).isZero();
    }

    @Test
    void replicaThatIsGone_leavesItsPartToTheOthers() {
        living.set(3);
        callsIn(Duration.ofSeconds(1));
        living.set(2);

        assertThat(callsIn(Duration.ofSeconds(10))).isBetween(300, 302);
    }

    @Test
    void moreReplicasThanCalls_leaveOneASecondToEach() {
        living.set(1_000);

        assertThat(callsIn(Duration.ofSeconds(10))).isBetween(10, 11);
        assertThat(rate.nanosUntilNext()).isEqualTo(Duration.ofSeconds(1).toNanos());
    }

    private int callsIn(Duration time) {
        int calls = 0;
        long step = Duration.ofMillis(10).toNanos();
        for (long passed = 0; passed < time.toNanos(); passed += step) {
            nanos.addAndGet(step);
            while (rate.available(CONCURRENCY) > 0) {
                rate.take();
                calls++;
            }
        }
        return calls;
    }
}
