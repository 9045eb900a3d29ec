package org.acme.breaker.redis;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import org.acme.breaker.BreakerState;
import org.acme.breaker.CircuitBreaker;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The module in an application, with a real server that is killed and started again. */
@QuarkusTest
@WithTestResource(FleetInQuarkusTest.Server.class)
class FleetInQuarkusTest {

    @SuppressWarnings("NullAway.Init") // set by the test resource
    private static RedisProcess server;

    @Inject
    @Named("payment")
    CircuitBreaker payment;

    @Inject Fleet fleet;
    @Inject LivingReplicas living;

    /** Before the application. */
    public static final class Server implements QuarkusTestResourceLifecycleManager {

        @SuppressWarnings("NullAway.Init") // set by start
        private RedisProcess mine;

        @Override
        public Map<String, String> start() {
            try {
                mine = new RedisProcess();
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
            return Map.of(
                    "breaker.fleet.enabled", "true",
                    "breaker.fleet.replicas", "3",
                    "breaker.fleet.store-timeout", "240ms",
                    "quarkus.redis.fleet.hosts", mine.url());
        }

        @Override
        public void inject(TestInjector injector) {
            server = mine;
        }

        @Override
        public void stop() {
            mine.close();
        }
    }

    @BeforeEach
    void connect() {
        payment.reset();
        awaitConnected(true);
    }

    private void awaitConnected(boolean wanted) {
        await().atMost(Duration.ofSeconds(60))
                .until(() -> fleet.replica().orElseThrow().isConnected() == wanted);
    }

    @Test
    void connected_countsItself_andSaysSoInMetrics() {
        assertThat(living.count()).isEqualTo(1);
        given().get("/metrics")
                .then()
                .statusCode(200)
                .body(containsString("circuit_breaker_fleet_connected 1.0"))
                .body(containsString("circuit_breaker_fleet_epoch{name=\"payment\",}"))
                .body(containsString("circuit_breaker_fleet_votes{name=\"payment\",} 0.0"))
                .body(containsString("circuit_breaker_fleet_probe_holder{name=\"payment\",} 0.0"));
    }

    @Test
    void fleetAction_isDoneHere_whenTheStoreHasIt() {
        given().post("/breakers/payment/force-open?fleet=true")
                .then()
                .statusCode(200)
                .body("state", equalTo("forced_open"));
        given().post("/breakers/payment/reset?fleet=true")
                .then()
                .statusCode(200)
                .body("state", equalTo("closed"));
    }

    @Test
    void fleetParameter_thatIsNeitherTrueNorFalse_isRefused() {
        given().post("/breakers/payment/force-open?fleet=yes")
                .then()
                .statusCode(400)
                .body("detail", equalTo("fleet must be true or false"));
        assertThat(payment.state()).isEqualTo(BreakerState.CLOSED);
    }

    @Test
    void killedServer_leavesLoneBreakers_andAReadyApplication() throws Exception {
        server.kill();
        awaitConnected(false);

        assertThat(payment.call(() -> "fine")).isEqualTo("fine");
        assertThat(living.count()).isEqualTo(3);
        given().get("/q/health/ready").then().statusCode(200);
        given().post("/breakers/payment/force-open?fleet=true")
                .then()
                .statusCode(503)
                .body("type", equalTo("urn:problem:breaker:fleet-away"));
        assertThat(payment.state()).isEqualTo(BreakerState.CLOSED);

        server.start();
        awaitConnected(true);
        assertThat(living.count()).isEqualTo(1);
    }
}
