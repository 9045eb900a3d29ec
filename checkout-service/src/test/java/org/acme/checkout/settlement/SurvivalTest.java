package org.acme.checkout.settlement;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusMock;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.acme.checkout.catalogue.Catalogue;
import org.acme.checkout.catalogue.CatalogueStore;
import org.acme.checkout.catalogue.Snapshot;
import org.acme.checkout.order.Claim;
import org.acme.checkout.order.NextStep;
import org.acme.checkout.order.Order;
import org.acme.checkout.testing.Neighbours;
import org.acme.checkout.testing.Shop;
import org.acme.checkout.testing.WireServer.Manner;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;

/** An error ends a round, and not the thread that nobody would start again. */
@QuarkusTest
@QuarkusTestResource(Neighbours.class)
@SuppressWarnings("NullAway.Init")
class SurvivalTest extends Shop {

    @Inject Jdbi jdbi;
    @Inject SqlSettlementStore settlements;
    @Inject Catalogue catalogue;
    @Inject CatalogueStore snapshots;

    @Test
    void errorInARound_doesNotEndSettlement() {
        gateway.manner(Manner.FAIL);
        String id = place(key(), order("TEA-001", 1, "tok_ok")).path("orderId");
        AtomicInteger rounds = new AtomicInteger();
        QuarkusMock.installMockForInstance(new FailingClaims(jdbi, rounds), settlements);
        eventually(() -> assertThat(rounds.get()).isPositive());
        gateway.manner(Manner.ANSWER);

        eventually(() -> given().get("/orders/" + id).then().body("status", equalTo("CONFIRMED")));
    }

    @Test
    void errorInARefresh_doesNotEndTheCataloguesThread() {
        AtomicInteger saves = new AtomicInteger();
        QuarkusMock.installMockForInstance(new FailingSaves(jdbi, catalogue, saves), snapshots);

        eventually(() -> assertThat(saves.get()).isGreaterThan(2));
    }

    private static final class FailingClaims extends SqlSettlementStore {

        private final AtomicInteger rounds;

        private FailingClaims(Jdbi jdbi, AtomicInteger rounds) {
            super(jdbi);
            this.rounds = rounds;
        }

        @Override
        public List<Order> claim(Claim claim, Set<NextStep> steps, int limit, Duration lease) {
            if (rounds.getAndIncrement() < 2) {
                throw new StackOverflowError("on purpose");
            }
            return super.claim(claim, steps, limit, lease);
        }
    }

    private static final class FailingSaves extends CatalogueStore {

        private final AtomicInteger saves;

        private FailingSaves(Jdbi jdbi, Catalogue catalogue, AtomicInteger saves) {
            super(jdbi, catalogue);
            this.saves = saves;
        }

        @Override
        public void save(Snapshot snapshot) {
            if (saves.getAndIncrement() < 2) {
                throw new StackOverflowError("on purpose");
            }
            super.save(snapshot);
        }
    }
}
