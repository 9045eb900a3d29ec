package org.acme.gateway.health;

import static io.restassured.RestAssured.given;
import static org.acme.gateway.Gateway.body;
import static org.acme.gateway.Gateway.post;
import static org.acme.gateway.Gateway.unique;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.acme.gateway.GatewayTest;
import org.junit.jupiter.api.Test;

/** What watches answers while no worker does. */
@GatewayTest
class BusyWorkersTest {

    private static final int WORKERS = 20;

    @Inject DatabaseSample sample;

    @Test
    void allWorkersBusy_whatWatchesAnswersWithinASecond() {
        await().until(sample::isGood);
        CountDownLatch release = new CountDownLatch(1);
        AtomicInteger busy = new AtomicInteger();
        try {
            for (int i = 0; i < WORKERS; i++) {
                Infrastructure.getDefaultWorkerPool().execute(() -> occupy(busy, release));
            }
            await().until(() -> busy.get() == WORKERS);

            for (String path :
                    new String[] {"/metrics", "/faults", "/q/health/ready", "/q/health/live"}) {
                long before = System.nanoTime();
                given().get(path).then().statusCode(200);
                assertThat(System.nanoTime() - before)
                        .as(path)
                        .isLessThan(Duration.ofSeconds(1).toNanos());
            }
        } finally {
            release.countDown();
        }
        post(unique(), body(unique(), 1, "tok_ok")).then().statusCode(201);
    }

    @Test
    void ready_namesTheDatabase() {
        await().until(sample::isGood);

        given().get("/q/health/ready")
                .then()
                .statusCode(200)
                .body("checks[0].name", equalTo("database"));
    }

    private static void occupy(AtomicInteger busy, CountDownLatch release) {
        busy.incrementAndGet();
        try {
            release.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
