package org.acme.systemtest.observability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.function.DoublePredicate;
import org.acme.launcher.stage.Lane;
import org.acme.launcher.stage.Role;
import org.acme.systemtest.Http;

/** What is done to a stage without a fault, and what "What was injected?" shows of it. */
record Injected(WatchedStage stage) {

    private static final Duration TIMEOUT = Duration.ofMinutes(2);
    private static final double BAD_HABIT = -3;

    /** Charges a second of three workers who need 4 to 8 ms. */
    private static final double OF_THE_SMALL_BANK = 500;

    private static final String SMALL_BANK =
            "{\"workers\":3,\"queue\":9,\"minMillis\":4,\"maxMillis\":8,\"seconds\":600}";

    void compare() throws IOException, InterruptedException {
        URI gateway = stage.service(Role.PAYMENT, Lane.PROTECTED);
        URI checkout = stage.service(Role.CHECKOUT, Lane.UNPROTECTED);
        try {
            change(gateway, "/capacity", SMALL_BANK);
            change(checkout, "/habits", "{\"noFallback\":true,\"seconds\":600}");

            awaitState(Role.PAYMENT, Lane.PROTECTED, state -> state == OF_THE_SMALL_BANK);
            awaitState(Role.CHECKOUT, Lane.UNPROTECTED, state -> state == BAD_HABIT);
        } finally {
            Http.send("DELETE", gateway, "/capacity", "");
            Http.send("DELETE", checkout, "/habits", "");
        }
        awaitState(Role.PAYMENT, Lane.PROTECTED, state -> state == 0);
        awaitState(Role.CHECKOUT, Lane.UNPROTECTED, state -> state == 0);
    }

    private static void change(URI service, String path, String body)
            throws IOException, InterruptedException {
        assertThat(Http.send("PUT", service, path, body).status()).as(path).isEqualTo(200);
    }

    /** A scrape may be lost on a busy machine: sooner or later it is so. */
    private void awaitState(Role role, Lane lane, DoublePredicate expected) {
        String state =
                "lane_service:injected:state{lane=\"%s\",service=\"%s\"}"
                        .formatted(lane.label(), role.label());
        await(state)
                .atMost(TIMEOUT)
                .ignoreExceptions()
                .until(
                        () ->
                                stage.prometheus().now(state).stream()
                                        .map(series -> series.points().get(0).value())
                                        .anyMatch(expected::test));
    }
}
