package org.acme.checkout.settlement;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class HeadroomTest {

    private static final Duration QUARTER = Duration.ofMinutes(15);

    @Test
    void asManyAsAreSettledInTime_isFine() {
        assertThat(Headroom.warning(27_000, 60, QUARTER)).isEmpty();
    }

    @Test
    void more_isSaidWithEveryNumberAndEverySetting() {
        assertThat(Headroom.warning(27_001, 60, QUARTER))
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
        assertThat(Headroom.warning(100, 60, Duration.ofSeconds(3))).isPresent();
        assertThat(Headroom.warning(90, 60, Duration.ofSeconds(3))).isEmpty();
    }
}
