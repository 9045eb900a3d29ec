package org.acme.inventory.database;

import static io.restassured.RestAssured.get;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.lessThan;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.acme.inventory.testing.PostgresResource;
import org.acme.inventory.testing.Warehouse;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the service does when its workers, its connections or its database are taken away. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class UnderPressureTest {

    private static final int CLIENTS = 40; // twice the workers, four times the connections
    private static final long BOUND = 10_000L; // a hang, not a figure

    @Inject Warehouse warehouse;

    private final ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);

    @AfterEach
    void stop() {
        clients.shutdownNow();
    }

    @Test
    void everyWorkerBusy_whatWatchesStillAnswers() throws Exception {
        String sku = warehouse.product(1000);
        List<CompletableFuture<Integer>> answers = new ArrayList<>();
        try (Handle lock = warehouse.outside().open()) {
            lock.begin();
            lock.execute("SELECT FROM stock WHERE sku = ? FOR UPDATE", sku);
            for (int i = 0; i < CLIENTS; i++) {
                answers.add(CompletableFuture.supplyAsync(() -> reserve(sku), clients));
            }
            await().atMost(Duration.ofSeconds(30)).until(() -> waitingForALock() >= 8);

            get("/q/health/ready").then().statusCode(200).time(lessThan(BOUND));
            get("/q/health/live").then().statusCode(200).time(lessThan(BOUND));
            get("/metrics").then().statusCode(200).time(lessThan(BOUND));
            get("/faults").then().statusCode(200).time(lessThan(BOUND));
            lock.rollback();
        }

        for (CompletableFuture<Integer> answer : answers) {
            assertThat(answer.get(30, TimeUnit.SECONDS)).isIn(201, 503);
        }
        assertThat(reserve(sku)).isEqualTo(201);
        assertThat(warehouse.unbalanced()).isZero();
    }

    @Test
    void lockThatIsNeverLetGo_ends503WithinBounds() throws Exception {
        String sku = warehouse.product(1000);
        try (Handle lock = warehouse.outside().open()) {
            lock.begin();
            lock.execute("SELECT FROM stock WHERE sku = ? FOR UPDATE", sku);

            given().contentType("application/json")
                    .body(body(sku))
                    .put("/reservations/{id}", UUID.randomUUID())
                    .then()
                    .statusCode(503)
                    .time(lessThan(BOUND))
                    .header("Retry-After", "1")
                    .contentType("application/problem+json")
                    .body("type", equalTo("urn:problem:inventory:database-unavailable"))
                    .body("detail", containsString("may be sent again"));
            lock.rollback();
        }
        assertThat(warehouse.stock(sku)).isEqualTo(1000);
    }

    @Test
    void everyConnectionKilled_theNextRequestGetsAFreshOne() {
        String sku = warehouse.product(1000);
        assertThat(reserve(sku)).isEqualTo(201);
        try (Handle handle = warehouse.outside().open()) {
            handle.execute(
                    """
                    SELECT pg_terminate_backend(pid) FROM pg_stat_activity
                     WHERE pid <> pg_backend_pid() AND backend_type = 'client backend'
                    """);
        }

        assertThat(reserve(sku)).isEqualTo(201);
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> get("/q/health/well").then().statusCode(200));
    }

    private long waitingForALock() {
        return warehouse
                .outside()
                .withHandle(
                        handle ->
                                handle.createQuery(
                                                """
                                        SELECT count(*) FROM pg_stat_activity
                                         WHERE wait_event_type = 'Lock'
                                        """)
                                        .mapTo(Long.class)
                                        .one());
    }

    private static int reserve(String sku) {
        return given().contentType("application/json")
                .body(body(sku))
                .put("/reservations/{id}", UUID.randomUUID())
                .statusCode();
    }

    private static String body(String sku) {
        return "{\"items\":[{\"sku\":\"" + sku + "\",\"quantity\":1}]}";
    }
}
