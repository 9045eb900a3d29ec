package org.acme.workshop.lane;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class LaneHistoryTest {

    private final LaneHistory history = new LaneHistory();

    private void look(long at, double arrivals) {
        history.note(at, Map.of(Counter.GATEWAY_ARRIVALS, arrivals), 1.0, 2.0);
    }

    @Test
    void grown_betweenLooks_liesOnTheLine() {
        look(100, 1000);
        look(200, 1010);
        look(300, 1050);

        assertThat(history.grown(Counter.GATEWAY_ARRIVALS, 150, 250)).hasValue(25);
    }

    @Test
    void grown_serviceStartedAnew_countsOn() {
        look(100, 1000);
        look(200, 1010);
        look(300, 4);

        assertThat(history.grown(Counter.GATEWAY_ARRIVALS, 100, 300)).hasValue(14);
    }

    @Test
    void grown_serviceAway_staysAsItWas() {
        look(100, 1000);
        history.note(200, Map.of(), null, null);
        look(300, 1006);

        assertThat(history.grown(Counter.GATEWAY_ARRIVALS, 100, 200)).hasValue(0);
        assertThat(history.grown(Counter.GATEWAY_ARRIVALS, 100, 300)).hasValue(6);
    }

    @Test
    void grown_notLookedAtToTheEnd_isUnknown() {
        look(100, 1000);
        look(200, 1010);

        assertThat(history.grown(Counter.GATEWAY_ARRIVALS, 50, 150)).isEmpty();
        assertThat(history.grown(Counter.GATEWAY_ARRIVALS, 150, 250)).isEmpty();
        assertThat(history.grown(Counter.PAYMENT_FALLBACKS, 100, 200)).isEmpty();
    }
}
