package org.acme.checkout.settlement;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.EnumSet;
import java.util.UUID;
import org.acme.checkout.order.Claim;
import org.acme.checkout.order.NextStep;
import org.acme.checkout.testing.TestDatabase;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A limit holds whatever the planner believes: here it believes that the table has one row. */
@SuppressWarnings("NullAway.Init")
class SqlSettlementStoreTest {

    private static final Duration LEASE = Duration.ofMinutes(1);

    private Jdbi jdbi;
    private SettlementStore store;

    @BeforeEach
    void twentyOrders_ofWhichTheStatisticsKnowOne() {
        jdbi = TestDatabase.fresh();
        store = new SqlSettlementStore(jdbi);
        insertOld();
        jdbi.useHandle(h -> h.execute("ANALYZE customer_order"));
        for (int i = 1; i < 20; i++) {
            insertOld();
        }
    }

    @Test
    void claimOverdue_claimsNoMoreThanTheLimit() {
        Claim claim = Claim.create();
        assertThat(store.claimOverdue(claim, Duration.ofMinutes(15), 4, LEASE)).hasSize(4);
        assertThat(claimedBy(claim)).isEqualTo(4);
    }

    @Test
    void claim_claimsNoMoreThanTheLimit() {
        Claim claim = Claim.create();
        assertThat(store.claim(claim, EnumSet.allOf(NextStep.class), 4, LEASE)).hasSize(4);
        assertThat(claimedBy(claim)).isEqualTo(4);
    }

    private long claimedBy(Claim claim) {
        return jdbi.withHandle(
                h ->
                        h.createQuery("SELECT count(*) FROM customer_order WHERE claim = :claim")
                                .bind("claim", claim.id())
                                .mapTo(Long.class)
                                .one());
    }

    private void insertOld() {
        jdbi.useHandle(
                h ->
                        h.execute(
                                """
                                INSERT INTO customer_order
                                    (order_id, idempotency_key, request_hash, customer_id,
                                     card_token, lines, total_minor, currency, payment,
                                     reservation, inventory_as_of, created_at)
                                VALUES (?, ?, '', 'c', 'tok_ok', '[]', 590, 'EUR',
                                        'NOT_ATTEMPTED', 'NONE', now(), now() - interval '1 hour')
                                """,
                                UUID.randomUUID(),
                                UUID.randomUUID().toString()));
    }
}
