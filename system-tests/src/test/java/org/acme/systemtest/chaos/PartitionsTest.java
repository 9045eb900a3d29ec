package org.acme.systemtest.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The network between the services delays, loses, holds back and cuts, while nothing dies:
 * afterwards the books balance. {@code -Dchaos.disturbances} is how often, {@code -Dchaos.seed}
 * plays another sequence.
 */
@Tag("deep")
class PartitionsTest {

    private static final int DISTURBANCES = Integer.getInteger("chaos.disturbances", 24);
    private static final int ARRIVALS = Integer.getInteger("chaos.arrivals", 10);

    /** Longer than both lanes' callers wait: calls arrive when their callers have left. */
    private static final Duration LONGEST_DELAY = Duration.ofSeconds(6);

    private static final Map<String, String> IMPATIENT =
            Map.of("CHECKOUT_PROTECTION_CARELESS_TIMEOUT", "2s");

    @Test
    void networkDisturbedUnderLoad_theBooksBalance() throws Exception {
        long seed = Seed.given();
        try (Chaos chaos = Chaos.begin("partitions", ARRIVALS, IMPATIENT);
                Disturber disturber = new Disturber(seed, chaos.network(), LONGEST_DELAY)) {
            chaos.awaitOrders(40);

            disturber.disturb(DISTURBANCES, Duration.ofSeconds(1), Duration.ofSeconds(4));

            chaos.awaitOrders(10);
            chaos.settle("partitions and delays, seed " + seed, 0);
            System.out.println(disturber.words());
            chaos.assertAuditorAgrees();
            assertThat(chaos.network().lateCalls()).isPositive();
        }
    }
}
