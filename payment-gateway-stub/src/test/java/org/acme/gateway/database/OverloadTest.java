package org.acme.gateway.database;

import static io.restassured.RestAssured.given;
import static org.acme.gateway.Gateway.body;
import static org.acme.gateway.Gateway.post;
import static org.acme.gateway.Gateway.unique;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.acme.gateway.GatewayTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Too much work is refused at once, and what watches answers meanwhile. */
@GatewayTest
@Timeout(120)
class OverloadTest {

    @Inject Database database;
    @Inject DatabaseConfig config;

    private final CountDownLatch release = new CountDownLatch(1);
    private final AtomicInteger busy = new AtomicInteger();
    private final AtomicInteger done = new AtomicInteger();

    @BeforeEach
    void awaitHealth() {
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> given().get("/q/health/well").then().statusCode(200));
    }

    @AfterEach
    void letGo() {
        int waiting = busy.get();
        release.countDown();
        await().atMost(Duration.ofSeconds(60)).until(() -> done.get() >= waiting);
    }

    @Test
    void databaseQueueFull_isRefusedAtOnce_andServedAgainLater() {
        occupyDatabase(config.threads());
        await().atMost(Duration.ofSeconds(60)).until(() -> busy.get() == config.threads());
        occupyDatabase(config.queue());

        // Answered while the database is still occupied: nothing waited for it.
        post(unique(), body(unique(), 1, "tok_ok"))
                .then()
                .statusCode(503)
                .header("Retry-After", "1")
                .contentType("application/problem+json")
                .body("type", equalTo("urn:problem:payment:unavailable"));
        given().get("/audit").then().statusCode(200);

        release.countDown();
        await().atMost(Duration.ofSeconds(60))
                .until(() -> done.get() == config.threads() + config.queue());
        post(unique(), body(unique(), 1, "tok_ok")).then().statusCode(201);
    }

    @Test
    void everyThreadBusy_whatWatchesAnswersAllTheSame() {
        occupyDatabase(config.threads());
        int workers = 4;
        for (int i = 0; i < workers; i++) {
            Infrastructure.getDefaultWorkerPool()
                    .execute(
                            () -> {
                                occupy();
                                done.incrementAndGet();
                            });
        }
        await().atMost(Duration.ofSeconds(60))
                .until(() -> busy.get() == config.threads() + workers);

        for (String path :
                new String[] {
                    "/audit",
                    "/capacity",
                    "/faults",
                    "/metrics",
                    "/q/health/ready",
                    "/q/health/live"
                }) {
            given().get(path).then().statusCode(200);
        }
    }

    @Test
    void well_namesTheDatabase() {
        given().get("/q/health/well")
                .then()
                .statusCode(200)
                .body("checks[0].name", equalTo("database"));
    }

    private void occupyDatabase(int times) {
        for (int i = 0; i < times; i++) {
            database.call(
                            handle -> {
                                occupy();
                                return true;
                            })
                    .subscribe()
                    .with(ok -> done.incrementAndGet());
        }
    }

    private void occupy() {
        busy.incrementAndGet();
        try {
            release.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
