package org.acme.systemtest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import org.acme.launcher.child.Child;
import org.acme.launcher.stage.Lane;
import org.acme.launcher.stage.Role;
import org.acme.systemtest.Http.Answer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Whatever is killed comes back, and the books balance. */
@Tag("deep")
class CrashTest {

    private static final Duration BACK = Duration.ofSeconds(60);
    private static final Duration SETTLED = Duration.ofSeconds(90);

    private static TestStage stage;

    @BeforeAll
    static void openWithTraffic() throws Exception {
        stage = TestStage.open("crash", Map.of("TRAFFIC_ARRIVALS_PER_SECOND", "30"));
        awaitOrders(50);
    }

    @AfterAll
    static void close() {
        stage.close();
    }

    private static JsonNode control(String path) throws IOException, InterruptedException {
        return Http.get(stage.stage().controlRoom(), path).json();
    }

    private static void traffic(int arrivals) throws IOException, InterruptedException {
        Answer answer =
                Http.send(
                        "PUT",
                        stage.stage().controlRoom(),
                        "/api/traffic",
                        "{\"arrivalsPerSecond\":" + arrivals + "}");
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    }

    private static void awaitOrders(int more) {
        await().atMost(BACK).ignoreExceptions().until(() -> answeredKeys() >= more);
    }

    private static long answeredKeys() throws IOException, InterruptedException {
        return control("/api/audit").at("/lanes/0/answeredKeys").asLong();
    }

    private static void awaitAnswering() {
        await().atMost(BACK)
                .ignoreExceptions()
                .until(
                        () -> {
                            JsonNode lanes = control("/api/lanes").path("lanes");
                            return isAnswering(lanes.get(0)) && isAnswering(lanes.get(1));
                        });
    }

    private static boolean isAnswering(JsonNode lane) {
        return lane.at("/checkout/answeredPercent").asDouble(0) > 99;
    }

    /** Lets the last orders get final, and then asks the auditor. */
    private static void assertBooksBalance() throws Exception {
        traffic(0);
        await().atMost(SETTLED)
                .pollInterval(Duration.ofSeconds(1))
                .ignoreExceptions()
                .untilAsserted(
                        () -> {
                            JsonNode audit = control("/api/audit");
                            assertThat(audit.path("state").asText())
                                    .as("%s", audit)
                                    .isEqualTo("hold");
                            for (JsonNode lane : audit.path("lanes")) {
                                assertThat(lane.path("openOrders").asInt(-1))
                                        .as("%s", audit)
                                        .isZero();
                            }
                        });
        traffic(30);
    }

    @Test
    void checkoutKilled_comesBack_andNothingIsLost() throws Exception {
        Child checkout = stage.stage().service(Role.CHECKOUT, Lane.PROTECTED);
        long pid = checkout.pid();

        checkout.kill();

        await().atMost(BACK).until(() -> checkout.isAlive() && checkout.pid() != pid);
        awaitAnswering();
        assertBooksBalance();
    }

    @Test
    void gatewayKilled_comesBack_andNothingIsChargedTwice() throws Exception {
        Child gateway = stage.stage().service(Role.PAYMENT, Lane.UNPROTECTED);

        gateway.kill();

        awaitAnswering();
        assertBooksBalance();
    }

    @Test
    void postgresKilled_comesBackWithAllOrders() throws Exception {
        long before = answeredKeys();

        stage.stage().postgres().kill();

        await().atMost(BACK).until(() -> stage.stage().postgres().isAlive());
        awaitAnswering();
        assertBooksBalance();
        assertThat(answeredKeys()).isGreaterThanOrEqualTo(before);
    }
}
