package org.acme.workshop.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.acme.workshop.audit.LaneVerdict.State;
import org.acme.workshop.audit.Story.Plot;
import org.acme.workshop.traffic.Outcome;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * No false alarm: histories that keep every rule, told in whatever order, with services that stop,
 * transactions that stay open, and a control room that starts anew or forgets.
 */
class LegalHistoriesTest {

    private static final Vertx VERTX = Vertx.vertx();

    @AfterAll
    static void close() throws Exception {
        VERTX.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    private static final int QUICK = 20;
    private static final int DEEP = 500;

    @Test
    void neverBroken_andHoldInTheEnd() throws Exception {
        play(0, QUICK);
    }

    @Test
    @Tag("deep")
    void neverBroken_andHoldInTheEnd_deep() throws Exception {
        play(QUICK, DEEP);
    }

    /** One history by its seed: {@code -Dtest=LegalHistoriesTest -Daudit.seed=17}. */
    private static void play(int from, int histories) throws Exception {
        Long only = Long.getLong("audit.seed");
        if (only != null) {
            play(only);
            return;
        }
        for (long seed = from; seed < from + histories; seed++) {
            play(seed);
        }
    }

    private static void play(long seed) throws Exception {
        Random random = new Random(seed);
        int remembered = random.nextInt(3) == 0 ? 20 : 1000;
        try (AuditedShop shop = new AuditedShop(VERTX, 1 + random.nextInt(20), remembered)) {
            List<AuditedStore> stores = List.of(shop.checkout, shop.payment, shop.inventory);
            List<Story> under = new ArrayList<>();
            List<long[]> open = new ArrayList<>();
            for (int i = 0; i < 30; i++) {
                Plot plot = Plot.values()[random.nextInt(Plot.values().length)];
                under.add(new Story(shop, "o" + seed + "-" + i, plot, random));
            }
            while (!under.isEmpty()) {
                Story story = under.get(random.nextInt(Math.min(8, under.size())));
                if (!story.next()) {
                    under.remove(story);
                }
                disturb(shop, stores, open, random);
                if (random.nextInt(4) == 0) {
                    Duration pause = Duration.ofMillis(random.nextInt(4000));
                    LaneVerdict verdict = shop.audited(1, pause);
                    assertThat(verdict.state())
                            .as("seed %d: %s", seed, verdict)
                            .isNotEqualTo(State.BROKEN);
                }
            }
            stores.forEach(store -> store.down(false));
            open.forEach(each -> stores.get((int) each[0]).end(each[1]));

            LaneVerdict verdict = shop.audited();

            assertThat(verdict.state())
                    .as("seed %d: %s", seed, verdict)
                    .isIn(State.HOLD, remembered < 30 ? State.UNKNOWN : State.HOLD);
        }
    }

    private static void disturb(
            AuditedShop shop, List<AuditedStore> stores, List<long[]> open, Random random) {
        int which = random.nextInt(3);
        switch (random.nextInt(24)) {
            case 0 -> open.add(new long[] {which, stores.get(which).begin()});
            case 1, 2 -> {
                if (!open.isEmpty()) {
                    long[] oldest = open.remove(0);
                    stores.get((int) oldest[0]).end(oldest[1]);
                }
            }
            case 3 -> stores.get(which).down(true);
            case 4, 5 -> stores.get(which).down(false);
            case 6 -> {
                if (random.nextInt(4) == 0) {
                    shop.restartAuditor();
                }
            }
            default -> {} // nothing happens
        }
    }

    /** A service that is stopped in the middle of a transaction hides what comes after it. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2})
    void aTransactionThatStaysOpen_isUnknown_andNeverBroken(int service) throws Exception {
        try (AuditedShop shop = new AuditedShop(VERTX, 1000, 1000)) {
            AuditedStore stopped =
                    List.of(shop.checkout, shop.payment, shop.inventory).get(service);
            new Story(shop, "before", Plot.CONFIRMED, new Random(1)).toTheEnd();
            assertThat(shop.audited().state()).isEqualTo(State.HOLD);

            long transaction = stopped.begin();
            new Story(shop, "behind", Plot.CONFIRMED, new Random(1)).toTheEnd();
            LaneVerdict first = shop.audited(1, Duration.ofSeconds(1));
            for (int turn = 0; turn < 60; turn++) {
                LaneVerdict verdict = shop.audited(1, Duration.ofSeconds(1));
                assertThat(verdict.state()).as("%s", verdict).isNotEqualTo(State.BROKEN);
                assertThat(verdict.judgedUpTo()).isEqualTo(first.judgedUpTo());
            }
            LaneVerdict blind = shop.audited(1, Duration.ofSeconds(1));
            assertThat(blind.state()).isEqualTo(State.UNKNOWN);
            assertThat(blind.reason()).contains("has a transaction open since 2026");
            assertThat(blind.judgedOrders()).isOne();

            stopped.end(transaction);

            assertThat(shop.audited().state()).isEqualTo(State.HOLD);
            assertThat(shop.audited().judgedOrders()).isEqualTo(2);
        }
    }

    @Test
    void ordersThatDoNotBecomeFinal_areNamed_andNothingHolds() throws Exception {
        try (AuditedShop shop = new AuditedShop(VERTX, 1000, 1000)) {
            shop.order("stuck", "PAYMENT_PENDING", "PENDING", false, "TEA-001", 2);
            assertThat(shop.audited().state()).isEqualTo(State.HOLD);

            shop.clock.advance(Duration.ofMinutes(21));
            LaneVerdict verdict = shop.audited();

            assertThat(verdict.state()).isEqualTo(State.UNKNOWN);
            assertThat(verdict.overdueOrders()).isOne();
            assertThat(verdict.reason())
                    .isEqualTo(
                            "1 orders are not final after 20 min, such as stuck"
                                    + " (PAYMENT_PENDING)");
        }
    }

    @Test
    void theBooksTell_whatBecameOfThePromises() throws Exception {
        try (AuditedShop shop = new AuditedShop(VERTX, 1000, 1000)) {
            Random random = new Random(1);
            new Story(shop, "o1", Plot.PENDING_THEN_CONFIRMED, random).toTheEnd();
            new Story(shop, "o2", Plot.PENDING_THEN_CONFIRMED, random).toTheEnd();
            new Story(shop, "o3", Plot.GIVEN_UP_REFUNDED, random).toTheEnd();
            new Story(shop, "o4", Plot.ERROR_THEN_CONFIRMED, random).toTheEnd();
            shop.audited();

            assertThat(shop.tally(Outcome.PENDING)).isEqualTo(new OrderTally(3, 2, 0, true));
            assertThat(shop.tally(null)).isEqualTo(new OrderTally(4, 3, 0, true));
        }
    }
}
