package org.acme.checkout.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.acme.chassis.audit.AuditPage;
import org.acme.checkout.audit.AuditItem.Line;
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
            assertThat(store.read(AuditCursor.START, 10).items()).isEmpty();

            slow.commit();

            Awaitility.await()
                    .atMost(Duration.ofSeconds(60))
                    .untilAsserted(
                            () ->
                                    assertThat(store.read(AuditCursor.START, 10).items())
                                            .extracting(AuditItem::orderId)
                                            .containsExactly(first, second));
        }
    }

    @Test
    void whatIsOpen_holdsTheHorizon_andItsTime() {
        try (Handle slow = jdbi.open()) {
            slow.begin();
            UUID open = insert(slow);
            Instant began = instant(slow, "SELECT now()");
            UUID behind = jdbi.withHandle(AuditStoreTest::insert);
            AuditPage<AuditItem> read = store.read(AuditCursor.START, 10_000);

            assertThat(read.complete()).isFalse();
            assertThat(read.horizon()).isBeforeOrEqualTo(began);
            assertThat(read.items()).extracting(AuditItem::orderId).doesNotContain(behind);
            slow.commit();

            Awaitility.await()
                    .atMost(Duration.ofSeconds(60))
                    .untilAsserted(
                            () -> {
                                AuditPage<AuditItem> later = store.read(AuditCursor.START, 10_000);
                                assertThat(later.horizon()).isAfter(began);
                                assertThat(later.items())
                                        .extracting(AuditItem::orderId)
                                        .contains(open, behind);
                            });
        }
    }

    /** The gateway and inventory use the same server; so does whoever looks around with psql. */
    @Test
    void whatIsOpenInAnotherSchema_doesNotHoldTheHorizon() {
        try (Handle elsewhere = jdbi.open()) {
            elsewhere.execute("CREATE SCHEMA IF NOT EXISTS elsewhere");
            elsewhere.execute("CREATE TABLE IF NOT EXISTS elsewhere.thing (x integer)");
            elsewhere.begin();
            elsewhere.execute("INSERT INTO elsewhere.thing VALUES (1)");
            Instant began = instant(elsewhere, "SELECT now()");
            UUID behind = jdbi.withHandle(AuditStoreTest::insert);

            Awaitility.await()
                    .atMost(Duration.ofSeconds(60))
                    .untilAsserted(
                            () -> {
                                AuditPage<AuditItem> read = store.read(AuditCursor.START, 10_000);
                                assertThat(read.horizon()).isAfter(began);
                                assertThat(read.items())
                                        .extracting(AuditItem::orderId)
                                        .contains(behind);
                            });
            elsewhere.rollback();
        }
    }

    @Test
    void ordersById_areTold_withTheirLines() {
        UUID id = jdbi.withHandle(AuditStoreTest::insert);

        assertThat(store.byIds(List.of(UUID.randomUUID(), id)))
                .singleElement()
                .satisfies(
                        item -> {
                            assertThat(item.orderId()).isEqualTo(id);
                            assertThat(item.lines()).containsExactly(new Line("TEA-001", 2));
                        });
    }

    private static Instant instant(Handle handle, String sql) {
        return handle.createQuery(sql).mapTo(Instant.class).one();
    }

    @Test
    void pages_meetWithoutGapOrOverlap_andAChangedOrderComesAgain() {
        List<UUID> ids =
                jdbi.inTransaction(h -> List.of(insert(h), insert(h), insert(h), insert(h)));
        AuditPage<AuditItem> firstPage = read(AuditCursor.START, 2);
        AuditPage<AuditItem> secondPage = read(AuditCursor.parse(firstPage.next()), 10);
        assertThat(firstPage.items()).hasSize(2);
        assertThat(firstPage.more()).isTrue();
        assertThat(secondPage.items()).hasSize(2);
        AuditCursor end = AuditCursor.parse(secondPage.next());
        assertThat(end.text()).isEqualTo(secondPage.next());

        jdbi.useHandle(
                h ->
                        h.execute(
                                "UPDATE customer_order SET payment = 'PENDING',"
                                        + " changed_in = pg_current_xact_id() WHERE order_id = ?",
                                ids.get(0)));

        assertThat(read(end, 10).items())
                .extracting(AuditItem::orderId)
                .containsExactly(ids.get(0));
    }

    /** Other tests may hold the horizon back for a moment. */
    private AuditPage<AuditItem> read(AuditCursor since, int limit) {
        return Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .until(() -> store.read(since, limit), page -> !page.items().isEmpty());
    }

    private static UUID insert(Handle handle) {
        UUID id = UUID.randomUUID();
        handle.execute(
                """
                INSERT INTO customer_order
                    (order_id, idempotency_key, request_hash, customer_id, card_token, lines,
                     total_minor, currency, payment, reservation, inventory_as_of)
                VALUES (?, ?, '', 'c', 't', '[{"sku":"TEA-001","quantity":2,"unitPriceMinor":590}]', 0, 'EUR', 'NOT_ATTEMPTED', 'NONE', now())
                """,
                id,
                id.toString());
        return id;
    }
}
