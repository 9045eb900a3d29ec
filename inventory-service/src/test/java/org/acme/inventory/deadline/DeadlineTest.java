package org.acme.inventory.deadline;

import static io.restassured.RestAssured.given;
import static java.util.concurrent.CompletableFuture.supplyAsync;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.restassured.RestAssured;
import io.restassured.response.ValidatableResponse;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.acme.inventory.testing.PostgresResource;
import org.acme.inventory.testing.Warehouse;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What nobody waits for any more isn't begun. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class DeadlineTest {

    /** Counts requests as they come in, after the filter has seen them. */
    @Singleton
    static class Arrivals {
        private final AtomicInteger seen = new AtomicInteger();

        void register(@Observes Filters filters) {
            filters.register(
                    exchange -> {
                        seen.incrementAndGet();
                        exchange.next();
                    },
                    998);
        }
    }

    @Inject Warehouse warehouse;
    @Inject Arrivals arrivals;

    @ConfigProperty(name = "quarkus.thread-pool.max-threads")
    int workers;

    private static ValidatableResponse reserve(UUID orderId, String sku, Object millis) {
        return given().header("X-Deadline-Ms", millis)
                .contentType("application/json")
                .body("{\"items\":[{\"sku\":\"" + sku + "\",\"quantity\":1}]}")
                .put("/reservations/{id}", orderId)
                .then();
    }

    @Test
    void timeLeft_isReserved() {
        reserve(UUID.randomUUID(), warehouse.product(1), 3_600_000).statusCode(201);
    }

    @Test
    void timeUp_is504_andHoldsNothing() {
        UUID orderId = UUID.randomUUID();

        reserve(orderId, warehouse.product(1), 0)
                .statusCode(504)
                .contentType("application/problem+json")
                .body("type", equalTo("urn:problem:inventory:deadline-passed"));

        assertThat(warehouse.rows(orderId)).isZero();
    }

    @Test
    void timeUpInTheQueueBeforeTheWorkers_is504_andHoldsNothing() throws Exception {
        UUID orderId = UUID.randomUUID();
        String sku = warehouse.product(1);
        Semaphore busy = new Semaphore(0);
        CountDownLatch free = new CountDownLatch(1);
        for (int i = 0; i < workers; i++) {
            Infrastructure.getDefaultWorkerPool().execute(() -> occupy(busy, free));
        }
        assertThat(busy.tryAcquire(workers, 30, TimeUnit.SECONDS)).isTrue();
        int before = arrivals.seen.get();
        CompletableFuture<Integer> status;
        try {
            status = supplyAsync(() -> reserve(orderId, sku, 100).extract().statusCode());
            await().atMost(Duration.ofSeconds(60)).until(() -> arrivals.seen.get() > before);
            long arrived = System.nanoTime();
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> System.nanoTime() - arrived > TimeUnit.MILLISECONDS.toNanos(100));
        } finally {
            free.countDown();
        }

        assertThat(status.get(30, TimeUnit.SECONDS)).isEqualTo(504);
        assertThat(warehouse.rows(orderId)).isZero();
    }

    @Test
    void timeUpBeforeTheBodyIsHere_is504_andHoldsNothing() throws Exception {
        UUID orderId = UUID.randomUUID();
        String body = "{\"items\":[{\"sku\":\"" + warehouse.product(1) + "\",\"quantity\":1}]}";
        int before = arrivals.seen.get();
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), RestAssured.port)) {
            OutputStream out = socket.getOutputStream();
            out.write(head(orderId, body.length()).getBytes(StandardCharsets.US_ASCII));
            await().atMost(Duration.ofSeconds(60)).until(() -> arrivals.seen.get() > before);
            long arrived = System.nanoTime();
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> System.nanoTime() - arrived > TimeUnit.MILLISECONDS.toNanos(100));
            out.write(body.getBytes(StandardCharsets.US_ASCII));

            assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                    .startsWith("HTTP/1.1 504");
        }
        assertThat(warehouse.rows(orderId)).isZero();
    }

    private static String head(UUID orderId, int length) {
        return """
                PUT /reservations/%s HTTP/1.1
                Host: x
                Connection: close
                Content-Type: application/json
                Content-Length: %d
                X-Deadline-Ms: 100

                """
                .formatted(orderId, length)
                .replace("\n", "\r\n");
    }

    private static void occupy(Semaphore busy, CountDownLatch free) {
        busy.release();
        try {
            free.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"soon", "-1", "1.5", "3600001", "99999999999999999999", "1,2"})
    void nonsense_is400_namingTheHeader(String millis) {
        reserve(UUID.randomUUID(), "TEST-1", millis)
                .statusCode(400)
                .contentType("application/problem+json")
                .body("errors[0].field", equalTo("X-Deadline-Ms"));
    }
}
