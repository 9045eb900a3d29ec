package org.acme.checkout.protection;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.acme.checkout.testing.Neighbours;
import org.acme.checkout.testing.Shop;
import org.acme.checkout.testing.WireServer.Manner;
import org.awaitility.Awaitility;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;

/**
 * The unprotected profile on four workers: which requests it delays, and which routes still answer.
 */
@QuarkusTest
@TestProfile(UnprotectedTest.Unprotected.class)
@QuarkusTestResource(Neighbours.class)
class UnprotectedTest extends Shop {

    private static final int WORKERS = 4;
    private static final int QUEUE = 3;
    private static final List<String> WATCHERS =
            List.of("/metrics", "/q/health/ready", "/q/health/live", "/breakers");

    /** Few workers, a short queue, and a timeout that a test can wait for. */
    public static class Unprotected implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "checkout.protection", "off",
                    "checkout.protection.unprotected.timeout", "15s",
                    "checkout.settlement.idle", "20ms",
                    "breaker.admin.enabled", "true",
                    "quarkus.thread-pool.max-threads", Integer.toString(WORKERS),
                    "quarkus.thread-pool.queue-size", Integer.toString(QUEUE));
        }
    }

    @Inject Jdbi jdbi;

    @Test
    void hangingPayment_is504_andTheOrderIsSettledLater() {
        gateway.manner(Manner.HANG);
        String key = key();
        String id =
                place(key, order("TEA-001", 1, "tok_ok"))
                        .then()
                        .statusCode(504)
                        .contentType("application/problem+json")
                        .extract()
                        .path("orderId");
        gateway.reset();
        assertThat(place(key, order("TEA-001", 1, "tok_ok")).statusCode()).isIn(200, 202);
        eventually(() -> given().get("/orders/" + id).then().body("status", equalTo("CONFIRMED")));
    }

    @Test
    void failingNeighbours_are502() {
        gateway.manner(Manner.RESET);
        place(key(), order("TEA-001", 1, "tok_ok")).then().statusCode(502);
        inventory.manner(Manner.FAIL);
        place(key(), order("TEA-001", 1, "tok_ok"))
                .then()
                .statusCode(502)
                .body("detail", containsString("inventory"));
        given().get("/products/TEA-001").then().statusCode(502);
    }

    @Test
    void allWorkersHang_bystandersSuffer_butWhatWatchesAnswers() throws Exception {
        WATCHERS.forEach(path -> given().get(path).then().statusCode(200));
        eventually(this::nothingIsLeftToSettle);
        gateway.manner(Manner.HANG);
        ExecutorService users = Executors.newCachedThreadPool();
        List<Future<Response>> stuck = new ArrayList<>();
        for (int i = 0; i < WORKERS + QUEUE; i++) {
            stuck.add(users.submit(() -> place(key(), order("TEA-001", 1, "tok_ok"))));
        }
        eventually(
                () -> {
                    assertThat(metric("worker_queue_size")).isEqualTo(QUEUE);
                    assertThat(metric("worker_threads_busy")).isEqualTo(WORKERS);
                    assertThat(gateway.server().hanging()).isEqualTo(WORKERS);
                });

        Response bystander = given().get("/products/TEA-001");
        assertThat(bystander.statusCode()).isEqualTo(503);
        assertThat(bystander.contentType()).isEqualTo("application/problem+json");
        assertThat(bystander.jsonPath().getString("type"))
                .isEqualTo("urn:problem:checkout:overloaded");
        assertThat(bystander.header("Retry-After")).isEqualTo("1");
        WATCHERS.forEach(UnprotectedTest::assertAnswersAtOnce);
        assertThat(gateway.server().hanging()).isEqualTo(WORKERS);

        gateway.reset();
        for (Future<Response> user : stuck) {
            user.get();
        }
        users.shutdown();
    }

    @Test
    void requestThatWaitedLongerThanItsCaller_isNotBegun() throws Exception {
        eventually(this::nothingIsLeftToSettle);
        gateway.manner(Manner.HANG);
        ExecutorService users = Executors.newCachedThreadPool();
        for (int i = 0; i < WORKERS; i++) {
            users.submit(() -> place(key(), order("TEA-001", 1, "tok_ok")));
        }
        eventually(() -> assertThat(metric("worker_threads_busy")).isEqualTo(WORKERS));
        String key = key();
        Future<Response> hurried =
                users.submit(
                        () ->
                                given().header("X-Deadline-Ms", 50)
                                        .header("Idempotency-Key", key)
                                        .contentType("application/json")
                                        .body(order("TEA-001", 1, "tok_ok"))
                                        .post("/checkouts"));
        eventually(() -> assertThat(metric("worker_queue_size")).isEqualTo(1));
        long inLine = System.nanoTime();
        eventually(
                () ->
                        assertThat(Duration.ofNanos(System.nanoTime() - inLine))
                                .isGreaterThan(Duration.ofMillis(50)));

        gateway.reset();

        assertThat(hurried.get().statusCode()).isEqualTo(504);
        assertThat(hurried.get().jsonPath().getString("type"))
                .isEqualTo("urn:problem:checkout:deadline-passed");
        assertThat(place(key, order("TEA-001", 2, "tok_ok")).statusCode()).isEqualTo(201);
        users.shutdown();
    }

    @Test
    void unprotectedClient_sendsNoDeadline() {
        place(key(), order("TEA-001", 1, "tok_ok")).then().statusCode(201);

        assertThat(gateway.server().last().deadline()).isNull();
    }

    @Test
    void breakers_areDisabled() {
        given().get("/metrics")
                .then()
                .body(containsString("circuit_breaker_state{name=\"payment\",} 4.0"));
    }

    /** What other tests left pending would be charged here, beside the four workers. */
    private void nothingIsLeftToSettle() {
        jdbi.useHandle(
                handle -> {
                    handle.execute("UPDATE customer_order SET next_attempt_at = now()");
                    int open =
                            handle.createQuery(
                                            """
                                            SELECT count(*) FROM customer_order
                                            WHERE status IN ('PAYMENT_PENDING', 'CANCELLING')
                                            """)
                                    .mapTo(Integer.class)
                                    .one();
                    assertThat(open).isZero();
                });
    }

    /** Within a second, at the latest when a busy test machine gives it one. */
    private static void assertAnswersAtOnce(String path) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(3))
                .untilAsserted(
                        () -> {
                            long before = System.nanoTime();
                            given().get(path).then().statusCode(200);
                            assertThat(Duration.ofNanos(System.nanoTime() - before))
                                    .isLessThan(Duration.ofSeconds(1));
                        });
    }

    private static double metric(String name) {
        return given().get("/metrics")
                .asString()
                .lines()
                .filter(line -> line.startsWith(name + " "))
                .mapToDouble(line -> Double.parseDouble(line.substring(name.length() + 1)))
                .findFirst()
                .orElseThrow();
    }
}
