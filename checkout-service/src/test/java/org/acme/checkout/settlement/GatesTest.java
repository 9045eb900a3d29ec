package org.acme.checkout.settlement;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.EnumSet;
import java.util.concurrent.atomic.AtomicLong;
import org.acme.checkout.order.NextStep;
import org.junit.jupiter.api.Test;

class GatesTest {

    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 10);
    private final Gates gates = new Gates(nanos::get);

    @Test
    void closed_leavesTheOtherDependencyOpen() {
        gates.close(Dependency.PAYMENT, Duration.ofMillis(500));
        assertThat(gates.open()).containsExactlyInAnyOrder(NextStep.RESERVE, NextStep.RELEASE);
        nanos.addAndGet(Duration.ofMillis(500).toNanos());
        assertThat(gates.open()).isEqualTo(EnumSet.allOf(NextStep.class));
    }

    @Test
    void wait_isNeitherBusyNorEndless() {
        gates.close(Dependency.INVENTORY, Duration.ZERO);
        nanos.addAndGet(Duration.ofMillis(99).toNanos());
        assertThat(gates.open()).doesNotContain(NextStep.RESERVE);
        gates.close(Dependency.INVENTORY, Duration.ofMinutes(1));
        nanos.addAndGet(Duration.ofSeconds(1).toNanos());
        assertThat(gates.open()).contains(NextStep.RESERVE);
    }

    @Test
    void everyStep_belongsToTheDependencyThatNamesIt() {
        for (NextStep step : NextStep.values()) {
            assertThat(Dependency.of(step).steps()).contains(step);
        }
    }
}
