package org.acme.workshop.scenario.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.acme.workshop.scenario.run.WarmUp.Level;
import org.junit.jupiter.api.Test;

class WarmUpTest {

    @Test
    void levels_rise_andAllUsersAreThereFromTheMiddleOn() {
        List<Level> levels = WarmUp.levels(Duration.ofSeconds(8));

        assertThat(levels)
                .containsExactly(
                        new Level(0.1, Duration.ofSeconds(-7)),
                        new Level(0.25, Duration.ofSeconds(-6)),
                        new Level(0.45, Duration.ofSeconds(-5)),
                        new Level(0.7, Duration.ofSeconds(-4)),
                        new Level(1, Duration.ZERO));
    }

    @Test
    void noWarmUp_beginsAndEndsAtZero() {
        assertThat(WarmUp.levels(Duration.ZERO))
                .allMatch(level -> level.until().isZero())
                .last()
                .isEqualTo(new Level(1, Duration.ZERO));
    }
}
