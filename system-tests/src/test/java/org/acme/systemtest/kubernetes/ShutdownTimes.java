package org.acme.systemtest.kubernetes;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import org.acme.systemtest.TestStage;
import org.jspecify.annotations.Nullable;

/** A pod has the time it needs to stop, and proxies notice before it stops serving. */
final class ShutdownTimes {

    /** What settlement needs after the last request, see {@code Settlement.stop}. */
    private static final Duration SETTLEMENT = Duration.ofSeconds(1);

    /** For endpoints to spread to every proxy, after the probe has failed. */
    private static final Duration PROPAGATION = Duration.ofSeconds(2);

    private ShutdownTimes() {}

    static List<String> problems(List<Resource> all) throws IOException {
        List<String> problems = new ArrayList<>();
        for (Resource one : all) {
            if (one.hasPods() && one.labels().containsKey("lane")) {
                ofService(one, problems);
            }
        }
        return problems;
    }

    private static void ofService(Resource one, List<String> problems) throws IOException {
        Duration delay = delay(one);
        Duration timeout = timeout(one);
        Duration needed = delay.plus(timeout).plus(SETTLEMENT);
        if (grace(one).compareTo(needed) <= 0) {
            problems.add(one + " is killed after " + grace(one) + ", but may need " + needed);
        }
        if (delay.compareTo(noticed(one).plus(PROPAGATION)) < 0) {
            problems.add(
                    one
                            + " stops serving after "
                            + delay
                            + ", but is noticed after "
                            + noticed(one)
                            + ", and that has to spread");
        }
        if (one.name().startsWith("checkout") && timeout.compareTo(longestRequest(one)) <= 0) {
            problems.add(
                    one
                            + " cuts requests after "
                            + timeout
                            + ", but one may take "
                            + longestRequest(one));
        }
    }

    static Duration delay(Resource one) {
        return duration(one.variable("QUARKUS_SHUTDOWN_DELAY"));
    }

    static Duration timeout(Resource one) {
        return duration(one.variable("QUARKUS_SHUTDOWN_TIMEOUT"));
    }

    static Duration grace(Resource one) {
        return Duration.ofSeconds(one.pod().path("terminationGracePeriodSeconds").asLong(30));
    }

    /** How long the probe takes to find a pod unready. */
    static Duration noticed(Resource one) {
        var probe = one.container().path("readinessProbe");
        return Duration.ofSeconds(
                probe.path("periodSeconds").asLong(10) * probe.path("failureThreshold").asLong(3));
    }

    /** Reserve, then charge; each as long as its policy lets it. */
    private static Duration longestRequest(Resource one) throws IOException {
        Properties settings = new Properties();
        Path file =
                TestStage.ROOT.resolve(
                        "checkout-service/src/main/resources/application.properties");
        try (Reader reader = Files.newBufferedReader(file)) {
            settings.load(reader);
        }
        if (one.variable("CHECKOUT_PROTECTION").equals("off")) {
            return duration(settings.getProperty("checkout.protection.unprotected.timeout"))
                    .multipliedBy(2);
        }
        return duration(settings.getProperty("breaker.\"payment\".deadline"))
                .plus(duration(settings.getProperty("breaker.\"inventory\".deadline")));
    }

    /** As Quarkus reads it; nothing at all is 0. */
    static Duration duration(@Nullable String text) {
        if (text == null || text.isEmpty()) {
            return Duration.ZERO;
        }
        return text.endsWith("ms")
                ? Duration.ofMillis(Long.parseLong(text.substring(0, text.length() - 2)))
                : Duration.parse("PT" + text.toUpperCase(Locale.ROOT));
    }
}
