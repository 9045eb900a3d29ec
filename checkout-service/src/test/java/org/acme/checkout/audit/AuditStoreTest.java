package org.acme.checkout.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.acme.checkout.audit.AuditStore.Entry;
import org.acme.checkout.testing.TestDatabase;
import org.awaitility.Awaitility;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;

class AuditStoreTest {

    private final Jdbi jdbi = TestDatabase.fresh();
    private final AuditStore store = new AuditStore(jdbi);

    @Test
    void lateCommit_isNeverSkipped() {
        try (Handle slow = jdbi.open()) {
            slow.begin();
            UUID first = insert(slow);
            UUID second = jdbi.withHandle(AuditStoreTest::insert);
            assertThat(store.read(AuditCursor.START, 10)).isEmpty();

            slow.commit();

            Awaitility.await()
                    .atMost(Duration.ofSeconds(60))
                    .untilAsserted(
                            () ->
                                    assertThat(store.read(AuditCursor.START, 10))
                                            .extracting(e -> e.item().orderId())
                                            .containsExactly(first, second));
        }
    }

    @Test
    void pages_meetWithoutGapOrOverlap_andAChangedOrderComesAgain() {
        List<UUID> ids =
                jdbi.inTransaction(h -> List.of(insert(h), insert(h), insert(h), insert(h)));
        List<Entry> firstPage = read(AuditCursor.START, 2);
        List<Entry> secondPage = read(firstPage.get(1).position(), 10);
        assertThat(firstPage).hasSize(2);
        assertThat(secondPage).hasSize(2);
        AuditCursor end = secondPage.get(1).position();
        assertThat(AuditCursor.parse(end.text())).isEqualTo(end);

        jdbi.useHandle(
                h ->
                        h.execute(
                                "UPDATE customer_order SET payment = 'PENDING',"
                                        + " changed_in = pg_current_xact_id() WHERE order_id = ?",
                                ids.get(0)));

        assertThat(read(end, 10)).extracting(e -> e.item().orderId()).containsExactly(ids.get(0));
    }

    /** Other tests may hold the horizon back for a moment. */
    private List<Entry> read(AuditCursor since, int limit) {
        return Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .until(() -> store.read(since, limit), list -> !list.isEmpty());
    }

    private static UUID insert(Handle handle) {
        UUID id = UUID.randomUUID();
        handle.execute(
                """
                INSERT INTO customer_order
                    (order_id, idempotency_key, request_hash, customer_id, card_token, lines,
                     total_minor, currency, payment, reservation, inventory_as_of)
                VALUES (?, ?, '', 'c', 't', '[]', 0, 'EUR', 'NOT_ATTEMPTED', 'NONE', now())
                """,
                id,
                id.toString());
        return id;
    }
}
