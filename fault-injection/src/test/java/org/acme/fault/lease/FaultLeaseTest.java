package org.acme.fault.lease;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import org.acme.fault.kind.Reset;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class FaultLeaseTest {

    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final ManualTicker ticker = new ManualTicker();
    private final LongAdder appliedOfKind = new LongAdder();

    @Test
    void applies_probabilityOne_appliesToEveryMatch() {
        FaultLease lease = lease(RequestMatch.EVERYTHING, 1, null, 0);

        assertThat(applies(lease, 10)).isEqualTo(10);
        assertThat(lease.matched()).isEqualTo(10);
        assertThat(lease.applied()).isEqualTo(10);
        assertThat(appliedOfKind.sum()).isEqualTo(10);
    }

    @Test
    void applies_probabilityZero_onlyCountsMatches() {
        FaultLease lease = lease(RequestMatch.EVERYTHING, 0, null, 0);

        assertThat(applies(lease, 100)).isZero();
        assertThat(lease.matched()).isEqualTo(100);
        assertThat(lease.applied()).isZero();
    }

    @Test
    void applies_probability_isKeptOverManyRequests() {
        assertThat(applies(lease(RequestMatch.EVERYTHING, 0.3, null, 42), 100_000))
                .isBetween(29_500, 30_500);
    }

    @Test
    void applies_sameSeed_decidesTheSame() {
        assertThat(pattern(7)).isEqualTo(pattern(7)).isNotEqualTo(pattern(8));
    }

    @Test
    void applies_limitUsedUp_letsPass() {
        FaultLease lease = lease(RequestMatch.EVERYTHING, 1, 3L, 0);

        assertThat(applies(lease, 10)).isEqualTo(3);
        assertThat(lease.matched()).isEqualTo(10);
        assertThat(lease.applied()).isEqualTo(3);
    }

    @Test
    void applies_whatWasSkipped_leavesItsPlaceOfTheLimitToAnother() {
        FaultLease lease = lease(RequestMatch.EVERYTHING, 1, 1L, 0);
        assertThat(lease.applies(FakeRequest.post("/charges"))).isNotNull();
        assertThat(lease.applies(FakeRequest.post("/charges"))).isNull();

        lease.countSkipped();

        assertThat(applies(lease, 2)).isEqualTo(1);
        assertThat(lease.matched()).isEqualTo(4);
        assertThat(lease.applied()).isEqualTo(1);
        assertThat(appliedOfKind.sum()).isEqualTo(1);
    }

    @Test
    void applies_fromManyThreads_keepTheLimitExactly() throws Exception {
        FaultLease lease = lease(RequestMatch.EVERYTHING, 1, 500L, 0);
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            CountDownLatch together = new CountDownLatch(8);
            Callable<Integer> many =
                    () -> {
                        together.countDown();
                        together.await();
                        return applies(lease, 1_000);
                    };
            int applied = 0;
            for (Future<Integer> each : threads.invokeAll(Collections.nCopies(8, many))) {
                applied += each.get();
            }

            assertThat(applied).isEqualTo(500);
        } finally {
            threads.shutdownNow();
        }
        assertThat(lease.applied()).isEqualTo(500);
        assertThat(appliedOfKind.sum()).isEqualTo(500);
        assertThat(lease.matched()).isEqualTo(8_000);
    }

    @Test
    void applies_otherRequest_isNotEvenMatched() {
        RequestMatch match =
                new RequestMatch("POST", PathPattern.of("/charges"), Map.of("X-Lane", "a"));
        FaultLease lease = lease(match, 1, null, 0);

        assertThat(lease.applies(new FakeRequest("GET", "/charges", Map.of("X-Lane", "a"))))
                .isNull();
        assertThat(lease.applies(new FakeRequest("POST", "/other", Map.of("X-Lane", "a"))))
                .isNull();
        assertThat(lease.applies(new FakeRequest("POST", "/charges", Map.of()))).isNull();
        assertThat(lease.matched()).isZero();
        assertThat(lease.applies(new FakeRequest("POST", "/charges", Map.of("X-Lane", "a"))))
                .isNotNull();
    }

    @Test
    void applies_timeUp_letsPassEvenBeforeTheTimerRan() {
        FaultLease lease = lease(RequestMatch.EVERYTHING, 1, null, 0);

        ticker.advance(MINUTE.minusNanos(1));
        assertThat(lease.isOver()).isFalse();
        ticker.advance(Duration.ofNanos(1));

        assertThat(lease.isOver()).isTrue();
        assertThat(applies(lease, 1)).isZero();
    }

    @Test
    void end_tellsWhatIsParked() {
        FaultLease lease = lease(RequestMatch.EVERYTHING, 1, null, 0);
        AtomicInteger told = new AtomicInteger();
        lease.park(told::incrementAndGet);

        lease.end();

        assertThat(told).hasValue(1);
        assertThat(lease.isOver()).isTrue();
    }

    @Test
    void park_afterTheEnd_isToldAtOnce() {
        FaultLease lease = lease(RequestMatch.EVERYTHING, 1, null, 0);
        AtomicInteger told = new AtomicInteger();
        lease.end();

        lease.park(told::incrementAndGet);

        assertThat(told).hasValue(1);
    }

    @Test
    void end_forgetsItsTimer() {
        FaultLease lease = lease(RequestMatch.EVERYTHING, 1, null, 0);
        AtomicInteger forgotten = new AtomicInteger();

        lease.endedBy(forgotten::incrementAndGet);
        lease.end();

        assertThat(forgotten).hasValue(1);
    }

    private List<Boolean> pattern(long seed) {
        FaultLease lease = lease(RequestMatch.EVERYTHING, 0.5, null, seed);
        List<Boolean> applied = new ArrayList<>();
        for (int i = 0; i < 64; i++) {
            applied.add(applies(lease, 1) == 1);
        }
        return applied;
    }

    private static int applies(FaultLease lease, int requests) {
        int applied = 0;
        for (int i = 0; i < requests; i++) {
            if (lease.applies(FakeRequest.post("/charges")) != null) {
                lease.countApplied();
                applied++;
            }
        }
        return applied;
    }

    private FaultLease lease(
            RequestMatch match, double probability, @Nullable Long limit, long seed) {
        FaultSpec spec = new FaultSpec(new Reset(), match, probability, MINUTE, limit, seed);
        return new FaultLease("f", spec, Instant.EPOCH, ticker, appliedOfKind);
    }
}
