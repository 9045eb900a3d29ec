package org.acme.workshop.traffic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.acme.workshop.ManualTicker;
import org.junit.jupiter.api.Test;

class ArrivalScheduleTest {

    private final ManualTicker ticker = new ManualTicker();
    private final ArrivalSchedule schedule = new ArrivalSchedule(ticker.nanos());

    @Test
    void noRate_nobodyComes() {
        ticker.pass(Duration.ofHours(1));

        assertThat(schedule.nanosUntilNext(ticker.nanos())).isEqualTo(ArrivalSchedule.NEVER);
    }

    @Test
    void constantRate_arrivalsAreEvenlySpaced() {
        schedule.change(50, ticker.nanos());
        long start = ticker.nanos();

        ticker.pass(Duration.ofSeconds(1));

        List<Long> due = due();
        assertThat(due).hasSize(50);
        assertThat(due.get(0) - start).isEqualTo(Duration.ofMillis(20).toNanos());
        assertThat(due.get(49) - start).isEqualTo(Duration.ofSeconds(1).toNanos());
    }

    @Test
    void aLateDriver_getsEveryArrivalWithItsScheduledInstant() {
        schedule.change(100, ticker.nanos());
        long start = ticker.nanos();

        ticker.pass(Duration.ofSeconds(3));
        List<Long> due = due();

        assertThat(due).hasSize(300);
        assertThat(due.get(0) - start).isEqualTo(Duration.ofMillis(10).toNanos());
    }

    @Test
    void anOddRate_doesNotDriftAway() {
        schedule.change(300, ticker.nanos());
        long start = ticker.nanos();

        ticker.pass(Duration.ofMinutes(10));
        List<Long> due = due();

        assertThat(due).hasSize(180_000);
        assertThat(due.get(179_999) - start)
                .isCloseTo(Duration.ofMinutes(10).toNanos(), within(1000L));
    }

    @Test
    void changedWhileRunning_theNextComesOneNewIntervalLater() {
        schedule.change(1, ticker.nanos());
        ticker.pass(Duration.ofMillis(900));

        schedule.change(10, ticker.nanos());

        assertThat(schedule.nanosUntilNext(ticker.nanos()))
                .isEqualTo(Duration.ofMillis(100).toNanos());
    }

    @Test
    void pausedForLong_nothingPilesUp() {
        schedule.change(50, ticker.nanos());
        schedule.change(0, ticker.nanos());
        ticker.pass(Duration.ofHours(1));

        schedule.change(50, ticker.nanos());

        assertThat(due()).isEmpty();
    }

    private List<Long> due() {
        List<Long> due = new ArrayList<>();
        while (schedule.nanosUntilNext(ticker.nanos()) <= 0) {
            due.add(schedule.take());
        }
        return due;
    }
}
