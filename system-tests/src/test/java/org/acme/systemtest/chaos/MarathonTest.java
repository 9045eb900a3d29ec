package org.acme.systemtest.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * The long form, only when asked for: {@code -Dchaos.minutes=30} kills under load for so long,
 * while the network between the services delays, loses, holds back and cuts. {@code
 * -Dchaos.arrivals} buyers a second come to each lane. Every order is final 60 s after each
 * recovery; {@code -Dchaos.final-within} changes that, 0 lets any time do.
 */
@Tag("deep")
class MarathonTest {

    private static final int MINUTES = Integer.getInteger("chaos.minutes", 0);
    private static final int ARRIVALS = Integer.getInteger("chaos.arrivals", 35);
    private static final int KILLS_A_ROUND = 6;
    private static final int DISTURBANCES_A_ROUND = 20;

    /** Longer than the 2 s that a caller waits: such calls arrive when their callers have left. */
    private static final Duration LONGEST_DELAY = Duration.ofSeconds(5);

    private static final Duration FINAL_WITHIN = Duration.ofSeconds(60);

    /**
     * A program that starts takes a whole core for seconds: with the demo's 250 ms a busy machine's
     * breakers would be open most of the time, and this is about money, not about time.
     */
    private static final Map<String, String> PATIENT =
            Map.of(
                    "CHECKOUT_PAYMENT_CONNECT_TIMEOUT", "2s",
                    "CHECKOUT_PAYMENT_ATTEMPT_TIMEOUT", "2s",
                    "BREAKER_PAYMENT_DEADLINE", "4s",
                    "CHECKOUT_INVENTORY_CONNECT_TIMEOUT", "2s",
                    "CHECKOUT_INVENTORY_ATTEMPT_TIMEOUT", "2s",
                    "BREAKER_INVENTORY_DEADLINE", "4s");

    /** The length is for whoever asks for it. */
    @Timeout(value = 1, unit = TimeUnit.DAYS)
    @Test
    void programsKilledAndNetworkDisturbedForLong() throws Exception {
        assumeTrue(MINUTES > 0, "only with -Dchaos.minutes");
        long seed = Seed.given();
        try (Chaos chaos = Chaos.begin("marathon", ARRIVALS, PATIENT).judgingTime(FINAL_WITHIN);
                Disturber disturber = new Disturber(seed, chaos.network(), LONGEST_DELAY)) {
            Reaper reaper = new Reaper(seed, chaos.programs());
            long begin = System.nanoTime();
            int kills = 0;
            while (System.nanoTime() - begin < Duration.ofMinutes(MINUTES).toNanos()) {
                chaos.awaitOrders(100);
                Future<?> network =
                        disturber.begin(
                                DISTURBANCES_A_ROUND, Duration.ofSeconds(1), Duration.ofSeconds(6));
                reaper.kill(KILLS_A_ROUND, Duration.ofSeconds(2), Duration.ofSeconds(20));
                kills += KILLS_A_ROUND;
                network.get();
                chaos.settleUnderLoad("kill -9", kills);
            }
            chaos.settle("the end", kills);
            System.out.printf(
                    "marathon: %d minutes, %d kills, %s, %d orders, the slowest final %d s after"
                            + " recovery%n",
                    MINUTES,
                    kills,
                    disturber.words(),
                    chaos.books().orders(),
                    chaos.slowest().toSeconds());
            chaos.assertAuditorAgrees();
            assertThat(kills).isPositive();
            assertThat(chaos.network().lateCalls()).isPositive();
        }
    }
}
