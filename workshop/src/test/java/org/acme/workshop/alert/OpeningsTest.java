package org.acme.workshop.alert;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.acme.workshop.ManualTicker;
import org.acme.workshop.lane.BreakerHistory.Change;
import org.acme.workshop.lane.Lane;
import org.junit.jupiter.api.Test;

class OpeningsTest {

    private static final Instant NOON = Instant.parse("2026-01-31T12:00:00Z");

    private final List<Change> changes = new ArrayList<>();

    private void change(int second, String from, String to) {
        long at = TimeUnit.SECONDS.toNanos(second);
        changes.add(new Change("payment", from, to, at, to.equals("open") ? "20 failed" : null));
    }

    /** What there is to see some seconds after noon. */
    private List<AlertView> at(int second) {
        return Openings.of(
                Lane.PROTECTED,
                changes,
                TimeUnit.SECONDS.toNanos(second),
                NOON.plusSeconds(second));
    }

    @Test
    void breakerThatNeverOpened_alertsNobody() {
        change(1, "disabled", "closed");

        assertThat(at(2)).isEmpty();
    }

    @Test
    void opening_ofAnyLength_fires_untilTheBreakerIsClosed() {
        change(10, "closed", "open");
        assertThat(at(10))
                .singleElement()
                .satisfies(
                        alert -> {
                            assertThat(alert.firing()).isTrue();
                            assertThat(alert.startedAt()).isEqualTo(NOON.plusSeconds(10));
                            assertThat(alert.summary())
                                    .isEqualTo(
                                            "Breaker payment of checkout (protected lane) has"
                                                    + " opened: 20 failed");
                        });

        change(15, "open", "half_open");
        change(16, "half_open", "open");
        change(21, "open", "half_open");
        assertThat(at(22))
                .as("a failed probe is no new opening")
                .singleElement()
                .matches(alert -> alert.firing() && alert.startedAt().equals(NOON.plusSeconds(10)));

        change(23, "half_open", "closed");
        assertThat(at(24))
                .singleElement()
                .matches(alert -> NOON.plusSeconds(23).equals(alert.endedAt()));
        assertThat(at(23 + 121)).as("forgotten after two minutes").isEmpty();
    }

    @Test
    void nextOpening_takesTheLastOnesPlace() {
        change(10, "closed", "open");
        change(20, "open", "closed");
        change(30, "closed", "forced_open");

        assertThat(at(31))
                .singleElement()
                .matches(alert -> alert.firing() && alert.startedAt().equals(NOON.plusSeconds(30)));
    }

    @Test
    void board_showsOpenings_onlyWithoutAnAlertmanager() {
        change(10, "closed", "open");

        assertThat(new AlertBoard(new ManualTicker(), false, () -> at(11)).alerts()).hasSize(1);
        assertThat(new AlertBoard(new ManualTicker(), true, () -> at(11)).alerts()).isEmpty();
    }
}
