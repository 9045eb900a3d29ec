package org.acme.checkout.settlement;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class BacklogCapacityCheckTest {

    private static final Duration QUARTER = Duration.ofMinutes(15);

    @Test
    void asManyAsAreSettledInTime_isFine() {
        assertThat(BacklogCapacityCheck.warning(27_000, 60, QUARTER)).isEmpty();
    }

    @Test
    void more_isSaidWithEveryNumberAndEverySetting() {
        assertThat(BacklogCapacityCheck.warning(27_001, 60, QUARTER))
                .hasValueSatisfying(
                        words ->
                                assertThat(words)
                                        .contains("checkout.order.max-pending is 27001")
                                        .contains("only 27000 orders")
                                        .contains("checkout.settlement.give-up-after (PT15M)")
                                        .contains("checkout.settlement.per-second (60)"));
    }

    @Test
    void aFewSecondsOfPatience_areCountedToo() {
        assertThat(BacklogCapacityCheck.warning(100, 60, Duration.ofSeconds(3))).isPresent();
        assertThat(BacklogCapacityCheck.warning(90, 60, Duration.ofSeconds(3))).isEmpty();
    }
}
