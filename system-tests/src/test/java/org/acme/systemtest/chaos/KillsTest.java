package org.acme.systemtest.chaos;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.acme.launcher.child.Child;
import org.acme.launcher.stage.Lane;
import org.acme.launcher.stage.Role;
import org.junit.jupiter.api.Test;

/**
 * The short form: four programs die under load, close together. {@link ChaosTest} is the long one.
 */
class KillsTest {

    /** Fewer than this machine bears: what counts is the moment and not the load. */
    private static final int ARRIVALS = 10;

    @Test
    void programsKilledUnderLoad_comeBack_andTheBooksBalance() throws Exception {
        long seed = Seed.given();
        try (Chaos chaos = Chaos.begin("kills", ARRIVALS, Map.of())) {
            // Not the unprotected checkout: its claims outlive it by up to 40 s, as its calls may.
            List<Child> victims =
                    List.of(
                            chaos.program(Role.CHECKOUT, Lane.PROTECTED),
                            chaos.program(Role.PAYMENT, Lane.PROTECTED),
                            chaos.program(Role.INVENTORY, Lane.PROTECTED),
                            chaos.program(Role.PAYMENT, Lane.UNPROTECTED));
            chaos.awaitOrders(40);

            new Reaper(seed, victims).killEach(Duration.ofMillis(200), Duration.ofSeconds(1));

            chaos.awaitOrders(10);
            chaos.settle("seed " + seed, victims.size());
            chaos.assertAuditorAgrees();
        }
    }
}
