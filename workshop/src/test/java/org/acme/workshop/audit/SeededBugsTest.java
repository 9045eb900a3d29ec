package org.acme.workshop.audit;

import static org.acme.workshop.audit.SeededBug.confirmed;
import static org.acme.workshop.audit.SeededBug.hold;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.acme.workshop.audit.LaneVerdict.Judgement;
import org.acme.workshop.audit.LaneVerdict.State;
import org.acme.workshop.audit.Story.Plot;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Breaks one rule of one service in an otherwise healthy lane, over real HTTP. Each bug must be
 * found, under the name of the rule that it breaks and under no other.
 */
class SeededBugsTest {

    private static final Vertx VERTX = Vertx.vertx();

    @AfterAll
    static void close() throws Exception {
        VERTX.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    static Stream<SeededBug> bugs() {
        return Stream.of(
                        CheckoutBugs.all(),
                        PaymentBugs.all(),
                        InventoryBugs.all(),
                        ForgottenOrderBugs.all())
                .flatMap(List::stream);
    }

    @ParameterizedTest
    @MethodSource("bugs")
    void isFound_underTheRightName(SeededBug bug) throws Exception {
        try (AuditedShop shop = new AuditedShop(VERTX, 7, bug.beyondMemory() ? 50 : 1000)) {
            if (bug.beyondMemory()) {
                confirmed(shop, "x");
                hold(shop);
                healthyTraffic(shop, "earlier-");
                hold(shop);
            }
            healthyTraffic(shop, "o");
            hold(shop);
            bug.seed().accept(shop);

            LaneVerdict verdict = shop.audited();

            assertThat(verdict.state()).as("%s", verdict).isEqualTo(State.BROKEN);
            assertThat(broken(verdict)).as("%s", verdict).isEqualTo(bug.breaks());
        }
    }

    private static void healthyTraffic(AuditedShop shop, String name) {
        Random random = new Random(7);
        for (int i = 0; i < 40; i++) {
            Plot plot = Plot.values()[i % Plot.values().length];
            new Story(shop, name + i, plot, random).toTheEnd();
        }
    }

    private static Set<Invariant> broken(LaneVerdict verdict) {
        return verdict.invariants().stream()
                .filter(judgement -> judgement.violations() > 0)
                .map(Judgement::invariant)
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Invariant.class)));
    }
}
