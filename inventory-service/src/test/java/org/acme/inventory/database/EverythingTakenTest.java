package org.acme.inventory.database;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.agroal.api.AgroalDataSource;
import io.quarkus.runtime.ExecutorRecorder;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.acme.inventory.testing.PostgresResource;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Every worker and every connection of the reservations is taken: what watches or operates answers.
 */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@SuppressWarnings("NullAway.Init")
class EverythingTakenTest {

    private static final String[] WATCHING = {
        "/audit?limit=1", "/faults", "/metrics", "/q/health/ready", "/q/health/live"
    };

    @Inject AgroalDataSource pool;

    @ConfigProperty(name = "quarkus.thread-pool.max-threads")
    int workers;

    @ConfigProperty(name = "quarkus.datasource.jdbc.max-size")
    int connections;

    private final CountDownLatch release = new CountDownLatch(1);
    private final AtomicInteger busy = new AtomicInteger();

    @Test
    @Timeout(120)
    void whatWatches_answers() throws Exception {
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> given().get("/q/health/well").then().statusCode(200));
        List<Connection> taken = new ArrayList<>();
        try {
            takeAllWorkers();
            for (int i = 0; i < connections; i++) {
                taken.add(pool.getConnection());
            }
            for (String path : WATCHING) {
                assertThat(given().get(path).statusCode()).as(path).isEqualTo(200);
            }
            assertThat(busy).hasValueGreaterThanOrEqualTo(workers);
        } finally {
            release.countDown();
            close(taken);
        }
    }

    private void takeAllWorkers() {
        for (int i = 0; i < workers; i++) {
            ExecutorRecorder.getCurrent().execute(this::occupy);
        }
        await().atMost(Duration.ofSeconds(30)).until(() -> busy.get() == workers);
    }

    private void occupy() {
        busy.incrementAndGet();
        try {
            release.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void close(List<Connection> connections) throws SQLException {
        for (Connection connection : connections) {
            connection.close();
        }
    }
}
