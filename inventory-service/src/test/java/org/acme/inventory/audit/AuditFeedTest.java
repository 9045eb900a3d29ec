package org.acme.inventory.audit;

import static io.restassured.RestAssured.get;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.oneOf;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.acme.chassis.audit.AuditCursor;
import org.acme.chassis.audit.AuditHorizon;
import org.acme.chassis.audit.AuditPage;
import org.acme.inventory.audit.AuditItem.DeliveryItem;
import org.acme.inventory.audit.AuditItem.ReservationItem;
import org.acme.inventory.audit.AuditItem.StockItem;
import org.acme.inventory.product.Line;
import org.acme.inventory.testing.PostgresResource;
import org.acme.inventory.testing.Together;
import org.acme.inventory.testing.Warehouse;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class AuditFeedTest {

    @Inject Warehouse warehouse;
    @Inject AuditFeed feed;
    @Inject Jdbi jdbi;

    @Test
    void fromTheStart_allFactsAddUp() {
        Books books = new Books();

        books.readUntilComplete();

        assertThat(books.stock).containsKeys("TEA-001", "TIN-001");
        assertThat(books.balance()).isEqualTo(books.stock);
    }

    @Test
    void factThatChanges_showsUpAgain() {
        String sku = warehouse.product(10);
        UUID order = UUID.randomUUID();
        put(order, sku, 4);
        Books books = new Books();
        books.readUntilComplete();
        assertThat(books.reservation(order).state()).isEqualTo("held");
        assertThat(books.reservation(order).items()).containsExactly(new Line(sku, 4));

        given().delete("/reservations/{id}", order).then().statusCode(200);
        books.readUntilComplete();

        assertThat(books.reservation(order).state()).isEqualTo("released");
        assertThat(books.stock).containsEntry(sku, 10L);
    }

    @Test
    void nothingNew_givesTheSameCursorBack() {
        String next = get("/audit?limit=1").then().statusCode(200).extract().path("next");
        Books books = new Books();
        books.readUntilComplete();

        get("/audit?since=" + books.cursor.text())
                .then()
                .body("items.size()", equalTo(0))
                .body("next", equalTo(books.cursor.text()))
                .body("more", equalTo(false))
                .body("complete", equalTo(true));
        assertThat(next).isNotEqualTo(books.cursor.text());
    }

    @Test
    void transactionThatCommitsLate_isNeverSkipped() {
        UUID late = UUID.randomUUID();
        UUID early = UUID.randomUUID();
        Books books = new Books();
        books.readUntilComplete();
        try (Handle slow = jdbi.open()) {
            slow.begin();
            slow.execute("INSERT INTO reservation (order_id, state) VALUES (?, 'released')", late);
            given().delete("/reservations/{id}", early).then().statusCode(200);

            books.readToTheEnd();
            assertThat(books.reservations).doesNotContainKeys(early, late);
            assertThat(books.complete).isFalse();
            assertThat(feed.read(books.cursor, 7).horizon())
                    .isBeforeOrEqualTo(slow.createQuery("SELECT now()").mapTo(Instant.class).one());
            slow.commit();
        }

        books.readUntilComplete();

        assertThat(books.reservations).containsKeys(early, late);
    }

    @Test
    void transactionInAnotherSchema_doesNotHoldTheHorizon() {
        UUID behind = UUID.randomUUID();
        Books books = new Books();
        try (Handle elsewhere = jdbi.open()) {
            elsewhere.execute("CREATE SCHEMA IF NOT EXISTS elsewhere");
            elsewhere.execute("CREATE TABLE IF NOT EXISTS elsewhere.thing (x integer)");
            elsewhere.begin();
            elsewhere.execute("INSERT INTO elsewhere.thing VALUES (1)");
            given().delete("/reservations/{id}", behind).then().statusCode(200);

            books.readUntilComplete();

            assertThat(books.reservations).containsKey(behind);
            elsewhere.rollback();
        }
    }

    /**
     * A view that hides the locks on numbers stands for the instant before a transaction holds its
     * own.
     */
    @Test
    void transactionThatHasItsNumberButNotTheLockOnIt_holdsTheHorizon() {
        try (Handle writer = jdbi.open();
                Handle reader = jdbi.open()) {
            writer.begin();
            writer.execute(
                    "INSERT INTO reservation (order_id, state) VALUES (?, 'released')",
                    UUID.randomUUID());
            long number =
                    writer.createQuery("SELECT pg_current_xact_id()::text::bigint")
                            .mapTo(Long.class)
                            .one();
            given().delete("/reservations/{id}", UUID.randomUUID()).then().statusCode(200);

            reader.execute(
                    "CREATE TEMPORARY VIEW pg_locks AS SELECT * FROM pg_catalog.pg_locks"
                            + " WHERE locktype <> 'transactionid'");
            AuditHorizon horizon = AuditHorizon.find(reader);
            reader.execute("DROP VIEW pg_temp.pg_locks");
            writer.rollback();

            assertThat(horizon.transaction()).isLessThanOrEqualTo(number);
        }
    }

    @Test
    void reservationsById_areToldAsTheyStand() {
        String sku = warehouse.product(10);
        UUID order = UUID.randomUUID();
        put(order, sku, 4);

        get("/audit/orders?ids=unknown," + UUID.randomUUID() + "," + order)
                .then()
                .statusCode(200)
                .body("items.size()", equalTo(1))
                .body("items[0].orderId", equalTo(order.toString()))
                .body("items[0].state", equalTo("held"))
                .body("items[0].items[0].quantity", equalTo(4));
        get("/audit/orders?ids=").then().statusCode(400).body("errors[0].field", equalTo("ids"));
        get("/audit/orders").then().statusCode(400);
    }

    @Test
    void readWhileOthersWrite_everyCompletePageAddsUp() throws Exception {
        List<String> skus = IntStream.range(0, 3).mapToObj(i -> warehouse.product(10_000)).toList();
        AtomicBoolean writing = new AtomicBoolean(true);
        List<Callable<Integer>> tasks = new ArrayList<>();
        tasks.add(() -> readAlong(writing));
        for (int writer = 0; writer < 4; writer++) {
            tasks.add(() -> write(skus, writing));
        }

        List<Integer> results = Together.run(tasks);

        assertThat(results.get(0)).as("readings that added up").isEqualTo(5);
        assertThat(results.subList(1, 5))
                .as("reservations of each writer")
                .allMatch(held -> held > 0);
    }

    private int readAlong(AtomicBoolean writing) {
        Books books = new Books();
        int judged = 0;
        int known = 0;
        while (judged < 5) {
            books.readToTheEnd();
            if (books.complete) {
                assertThat(books.balance()).isEqualTo(books.stock);
                // Only a reading that has seen something new proves anything.
                judged += books.reservations.size() > known ? 1 : 0;
                known = books.reservations.size();
            }
        }
        writing.set(false);
        return judged;
    }

    /**
     * A request that waits more than 1 s for a connection, or more than 2 s for a lock, is
     * answered 503. A busy machine takes that long; the books must add up all the same.
     */
    private static int write(List<String> skus, AtomicBoolean writing) {
        int held = 0;
        for (int i = 0; writing.get() || held == 0; i++) {
            UUID order = UUID.randomUUID();
            int status =
                    request(order, skus.get(i % skus.size()), 1)
                            .statusCode(oneOf(201, 503))
                            .extract()
                            .statusCode();
            held += status == 201 ? 1 : 0;
            if (i % 2 == 0) {
                given().delete("/reservations/{id}", order).then().statusCode(oneOf(200, 503));
            }
        }
        return held;
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "1", "-1-1", "1-1-1", "9999999999999999999-1", "1-1;--"})
    void cursorThatIsNone_isNamed(String since) {
        given().queryParam("since", since)
                .get("/audit")
                .then()
                .statusCode(400)
                .body("errors[0].field", equalTo("since"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "1001", "x", "1.5", "99999999999999"})
    void limitOutOfRange_isNamed(String limit) {
        given().queryParam("limit", limit)
                .get("/audit")
                .then()
                .statusCode(400)
                .body("errors[0].field", equalTo("limit"));
    }

    private static void put(UUID order, String sku, int quantity) {
        request(order, sku, quantity).statusCode(201);
    }

    private static ValidatableResponse request(UUID order, String sku, int quantity) {
        return given().contentType("application/json")
                .body("{\"items\":[{\"sku\":\"" + sku + "\",\"quantity\":" + quantity + "}]}")
                .put("/reservations/{id}", order)
                .then();
    }

    /** What an auditor keeps: the latest of every fact, read in small pages. */
    private final class Books {

        private final Map<UUID, ReservationItem> reservations = new HashMap<>();
        private final Map<UUID, DeliveryItem> deliveries = new HashMap<>();
        private final Map<String, Long> stock = new HashMap<>();
        private AuditCursor cursor = AuditCursor.parse(null);
        private boolean complete;

        /** A vacuum in the background may hold the horizon back for a moment. */
        void readUntilComplete() {
            await().atMost(Duration.ofSeconds(20))
                    .until(
                            () -> {
                                readToTheEnd();
                                return complete;
                            });
        }

        ReservationItem reservation(UUID order) {
            return Objects.requireNonNull(reservations.get(order));
        }

        void readToTheEnd() {
            AuditPage<AuditItem> page;
            do {
                page = feed.read(cursor, 7);
                page.items().forEach(this::keep);
                cursor = AuditCursor.parse(page.next());
            } while (page.more());
            complete = page.complete();
        }

        private void keep(AuditItem item) {
            if (item instanceof ReservationItem reservation) {
                reservations.put(reservation.orderId(), reservation);
            } else if (item instanceof DeliveryItem delivery) {
                deliveries.put(delivery.deliveryId(), delivery);
            } else if (item instanceof StockItem level) {
                stock.put(level.sku(), level.stock());
            }
        }

        Map<String, Long> balance() {
            Map<String, Long> sum = new HashMap<>();
            stock.keySet().forEach(sku -> sum.put(sku, 0L));
            deliveries.values().forEach(d -> sum.merge(d.sku(), (long) d.quantity(), Long::sum));
            reservations.values().stream()
                    .filter(reservation -> reservation.state().equals("held"))
                    .flatMap(reservation -> reservation.items().stream())
                    .forEach(line -> sum.merge(line.sku(), -(long) line.quantity(), Long::sum));
            return sum;
        }
    }
}
