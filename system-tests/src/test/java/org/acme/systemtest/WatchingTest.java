package org.acme.systemtest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.acme.launcher.stage.Lane;
import org.acme.launcher.stage.Role;
import org.junit.jupiter.api.Test;

/**
 * Every service hangs on every path and the unprotected checkout has no worker left: what watches
 * or operates is answered, and the auditor goes on.
 */
class WatchingTest {

    private static final Duration TIMEOUT = Duration.ofMinutes(3);

    /** A hang, not a figure: on a quiet machine it is a few milliseconds. */
    private static final Duration ONE_SECOND = Duration.ofSeconds(1);

    private static final String HANG =
            "{\"kind\":\"hang\",\"then\":\"proceed\",\"duration\":\"10m\"}";

    @Test
    void everythingHangs_theBooksAreReadAndThePageHasAVerdict() throws Exception {
        Map<String, String> users =
                Map.of("TRAFFIC_ARRIVALS_PER_SECOND", "20", "TRAFFIC_CHECKOUT_SHARE", "1");
        try (TestStage stage = TestStage.open("watching", Map.of(), users)) {
            awaitVerdicts(stage);
            for (Lane lane : Lane.values()) {
                hang(stage.stage().address(Role.PAYMENT, lane));
                hang(stage.stage().address(Role.INVENTORY, lane));
            }
            await().atMost(TIMEOUT)
                    .ignoreExceptions()
                    .until(() -> busyWorkers(stage, Lane.UNPROTECTED) >= 20);

            for (Lane lane : Lane.values()) {
                for (Role role : Role.values()) {
                    assertAnswersWithin(ONE_SECOND, stage.stage().address(role, lane), "/audit");
                }
                URI checkout = stage.stage().address(Role.CHECKOUT, lane);
                assertAnswersWithin(ONE_SECOND, checkout, "/breakers");
                assertAnswersWithin(ONE_SECOND, checkout, "/habits");
                assertAnswersWithin(ONE_SECOND, checkout, "/metrics");
                URI payment = stage.stage().address(Role.PAYMENT, lane);
                assertAnswersWithin(ONE_SECOND, payment, "/capacity");
                assertAnswersWithin(ONE_SECOND, payment, "/faults");
            }
            assertThat(busyWorkers(stage, Lane.UNPROTECTED)).isGreaterThanOrEqualTo(20);
            awaitVerdicts(stage);
        }
    }

    private static void hang(URI service) throws Exception {
        assertThat(Http.send("POST", service, "/faults", HANG).status()).isEqualTo(201);
    }

    /** One slow answer is the machine's; a service that can't answer is never quick again. */
    private static void assertAnswersWithin(Duration bound, URI service, String path) {
        await().atMost(TIMEOUT)
                .pollInterval(Duration.ofMillis(100))
                .untilAsserted(
                        () -> {
                            long before = System.nanoTime();
                            assertThat(Http.get(service, path).status())
                                    .as("%s%s", service, path)
                                    .isEqualTo(200);
                            assertThat(Duration.ofNanos(System.nanoTime() - before))
                                    .as("%s%s", service, path)
                                    .isLessThan(bound);
                        });
    }

    /**
     * Of both lanes; the judged orders end ten seconds (until they count as final) and a few turns
     * of the auditor ago.
     */
    private static void awaitVerdicts(TestStage stage) {
        await().atMost(TIMEOUT)
                .ignoreExceptions()
                .pollInterval(Duration.ofMillis(500))
                .untilAsserted(
                        () -> {
                            for (JsonNode lane : lanes(stage)) {
                                JsonNode books = lane.path("invariants");
                                assertThat(books.path("state").asText())
                                        .as("%s", books)
                                        .isEqualTo("hold");
                                assertThat(books.path("secondsAgo").asLong(1_000))
                                        .as("%s", books)
                                        .isLessThan(20);
                            }
                        });
    }

    private static JsonNode lanes(TestStage stage) throws Exception {
        return Http.get(stage.stage().controlRoom(), "/api/lanes").json().path("lanes");
    }

    private static double busyWorkers(TestStage stage, Lane lane) throws Exception {
        for (JsonNode each : lanes(stage)) {
            if (each.path("lane").asText().equals(lane.label())) {
                return each.path("busyWorkers").asDouble();
            }
        }
        return 0;
    }
}
