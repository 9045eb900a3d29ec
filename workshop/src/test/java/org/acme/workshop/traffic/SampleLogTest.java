package org.acme.workshop.traffic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.acme.workshop.traffic.SampleLog.LatencySummary;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SampleLogTest {

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final SampleLog log = new SampleLog(2048, PATIENCE);

    @Test
    void aStretch_holdsThoseWhoCameInIt_whereverTheyEnded() {
        at(1, Outcome.CONFIRMED, 20);
        at(2, Outcome.TIMEOUT, 5000);
        at(3, Outcome.CONFIRMED, 20);

        LatencySummary latency = log.arrivedBetween(seconds(2), seconds(3));

        assertThat(latency.arrivals()).isEqualTo(1);
        assertThat(latency.count(Outcome.TIMEOUT)).isEqualTo(1);
        assertThat(latency.percentileMillis(99)).isCloseTo(5000, within(5.0));
    }

    @Test
    void whoStillWaits_countsAsArrivedButNotAsAnswered() {
        log.arrived(seconds(1));
        at(1, Outcome.OK, 3);

        LatencySummary latency = log.arrivedBetween(0, seconds(2));

        assertThat(latency.arrivals()).isEqualTo(2);
        assertThat(latency.open()).isEqualTo(1);
        assertThat(latency.answered()).isEqualTo(1);
        assertThat(log.inFlight()).isEqualTo(1);
    }

    @Test
    void answered_isEveryAnswerThatMeansSomething() {
        at(1, Outcome.CONFIRMED, 1);
        at(1, Outcome.PENDING, 1);
        at(1, Outcome.DECLINED, 1);
        at(1, Outcome.CONFLICT, 1);
        at(1, Outcome.ERROR, 1);
        at(1, Outcome.TIMEOUT, 1);

        assertThat(log.arrivedBetween(0, seconds(2)).answered()).isEqualTo(4);
    }

    /** Nine of ten are refused within a millisecond: nobody would call that lane the fast one. */
    @ParameterizedTest
    @EnumSource(names = {"ERROR", "TIMEOUT"})
    void unanswered_countsAsTheUsersWholePatience(Outcome outcome) {
        at(1, Outcome.CONFIRMED, 20);
        for (int i = 0; i < 9; i++) {
            at(1, outcome, 1);
        }

        LatencySummary came = log.arrivedBetween(0, seconds(2));
        LatencySummary ended = log.concludedBetween(0, seconds(2), PATIENCE.toNanos());

        assertThat(came.percentileMillis(5)).isCloseTo(20, within(0.1));
        assertThat(came.percentileMillis(50)).isCloseTo(5000, within(5.0));
        assertThat(ended.concluded()).as("when it ended is unchanged").isEqualTo(10);
        assertThat(ended.percentileMillis(99)).isCloseTo(5000, within(5.0));
        assertThat(log.sinceStart().getValueAtPercentile(99) / 1000.0).isCloseTo(5000, within(5.0));
    }

    @Test
    void concluded_isCountedWhenTheAnswerCame() {
        at(1, Outcome.TIMEOUT, 5000);

        assertThat(log.concludedBetween(seconds(1), seconds(2), seconds(5)).concluded()).isZero();
        assertThat(log.concludedBetween(seconds(6), seconds(7), seconds(5)).concluded()).isOne();
    }

    @Test
    void full_theOldestGo_andAStretchThatReachesBackSaysSo() {
        for (int i = 0; i < 3000; i++) {
            at(i, Outcome.OK, 1);
        }

        LatencySummary all = log.arrivedBetween(0, seconds(3000));
        assertThat(all.arrivals()).isEqualTo(2048);
        assertThat(all.complete()).isFalse();
        assertThat(log.arrivedBetween(seconds(2000), seconds(3000)).complete()).isTrue();
        assertThat(log.sinceStart().getTotalCount()).isEqualTo(3000);
    }

    @Test
    void concludedAfterItWasPushedOut_harmsNobody() {
        long number = log.arrived(0);
        for (int i = 0; i < 3000; i++) {
            at(i, Outcome.OK, 1);
        }

        log.concluded(number, Outcome.TIMEOUT, seconds(5));

        assertThat(log.arrivedBetween(0, seconds(3000)).count(Outcome.TIMEOUT)).isZero();
        assertThat(log.inFlight()).isZero();
    }

    @Test
    void capacity_mustBeAPowerOfTwo() {
        assertThatThrownBy(() -> new SampleLog(3000, PATIENCE))
                .hasMessageContaining("power of two");
    }

    private void at(long second, Outcome outcome, long millis) {
        log.concluded(log.arrived(seconds(second)), outcome, TimeUnit.MILLISECONDS.toNanos(millis));
    }

    private static long seconds(long seconds) {
        return TimeUnit.SECONDS.toNanos(seconds);
    }
}
