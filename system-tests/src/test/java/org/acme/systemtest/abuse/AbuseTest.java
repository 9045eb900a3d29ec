package org.acme.systemtest.abuse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.management.UnixOperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.SocketTimeoutException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Nasty clients on real sockets: refused or cut off, while others are served and the log is quiet.
 */
@Tag("deep")
class AbuseTest {

    private static final Duration TIMEOUT = Duration.ofSeconds(60);

    /**
     * Less than any of the nasty connections lasts: who is served in this time was served beside
     * them.
     */
    private static final Duration MEANWHILE = Duration.ofSeconds(8);

    private static final int IDLE = 5_000;

    /** What this process and each of the programs need besides for files of their own. */
    private static final int OTHER_FILES = 500;

    private static final int STALLED = 60;
    private static final Duration GLANCE = Duration.ofMillis(100);
    private static final int FLOOD = 1_000;

    /**
     * More than a server reads of a body before it gives it to a thread that waits for the rest.
     */
    private static final int BEGUN = 20_000;

    private static Ground ground;

    /** How much a process may open; Java has raised it to what the system allows at most. */
    private static long filesAllowed() {
        return ManagementFactory.getOperatingSystemMXBean()
                        instanceof UnixOperatingSystemMXBean system
                ? system.getMaxFileDescriptorCount()
                : Long.MAX_VALUE;
    }

    @BeforeAll
    static void open() throws Exception {
        ground = Ground.open("abuse", Map.of("QUARKUS_HTTP_IDLE_TIMEOUT", "15S"));
        // Nothing is sold before the catalogue has been read for the first time.
        await().atMost(TIMEOUT).untilAsserted(() -> assertServes(Target.CHECKOUT));
    }

    @AfterAll
    static void close() {
        ground.close();
    }

    @ParameterizedTest
    @EnumSource
    void nastyRequests_areRefusedOrCutOff(Target target) throws Exception {
        List<String> wrong = new ArrayList<>();
        for (Map.Entry<String, String> nasty : Nastiness.of(target).entrySet()) {
            try (Wire wire = Wire.to(ground.address(target))) {
                int outcome = wire.send(nasty.getValue()).outcome(TIMEOUT);
                if (outcome != Wire.CLOSED && (outcome < 400 || outcome > 499)) {
                    wrong.add(nasty.getKey() + " -> " + outcome);
                }
            } catch (IOException e) {
                wrong.add(nasty.getKey() + " -> " + e);
            }
        }
        assertThat(wrong).isEmpty();
        assertServes(target);
    }

    /** Of each target's, the first and the last are kept until they are closed over there. */
    @Test
    void idleConnections_disturbNobody_andAreClosed() throws Exception {
        assumeTrue(
                filesAllowed() >= IDLE + OTHER_FILES,
                () ->
                        "%d idle connections need %d open files, and a process may have %d (ulimit -Hn)"
                                .formatted(IDLE, IDLE + OTHER_FILES, filesAllowed()));
        List<Wire> kept = new ArrayList<>();
        try {
            for (Target target : Target.values()) {
                List<Wire> idle = new ArrayList<>();
                for (int i = 0; i < IDLE; i++) {
                    idle.add(Wire.to(ground.address(target)));
                }
                assertServes(target);
                System.out.printf("abuse: %s served beside %d idle ones%n", target, idle.size());
                kept.add(idle.remove(0));
                kept.add(idle.remove(idle.size() - 1));
                closeAll(idle);
            }
            for (Wire wire : kept) {
                assertThat(wire.outcome(TIMEOUT)).isEqualTo(Wire.CLOSED);
            }
        } finally {
            closeAll(kept);
        }
    }

    /** Heads that never end: nothing but the connection is held. */
    @Test
    void slowHeads_disturbNobody_andAreClosed() throws Exception {
        assertStalledOnesAreCutOff(target -> target.head() + "X-Sl");
    }

    /** Bodies that never end: there are more of them than there are threads. */
    @Test
    void slowBodies_disturbNobody_andAreClosed() throws Exception {
        assertStalledOnesAreCutOff(AbuseTest::halfABody);
    }

    /** One of a service's clients that stall; the others are only there meanwhile. */
    private static void assertStalledOnesAreCutOff(Function<Target, String> beginning)
            throws IOException {
        Map<Target, Wire> first = new EnumMap<>(Target.class);
        List<Wire> all = new ArrayList<>();
        try {
            for (Target target : Target.values()) {
                for (int i = 0; i < STALLED; i++) {
                    all.add(Wire.to(ground.address(target)).send(beginning.apply(target)));
                }
                first.put(target, all.get(all.size() - 1));
                assertServes(target);
            }
            for (Map.Entry<Target, Wire> stalled : first.entrySet()) {
                assertThat(stalled.getValue().outcome(TIMEOUT))
                        .as("%s", stalled.getKey())
                        .isIn(Wire.CLOSED, 400, 408);
            }
        } finally {
            closeAll(all);
        }
        for (Target target : Target.values()) {
            assertServes(target);
        }
    }

    /** A byte now and then keeps every idle timeout away, so the body as a whole has its time. */
    @Test
    void drippingBodies_areCutOff() throws Exception {
        Map<Target, Wire> dripping = new EnumMap<>(Target.class);
        try {
            for (Target target : Target.values()) {
                dripping.put(target, Wire.to(ground.address(target)).send(halfABody(target)));
            }
            await().atMost(TIMEOUT)
                    .pollInterval(Duration.ofMillis(500))
                    .untilAsserted(
                            () -> {
                                for (Map.Entry<Target, Wire> drip : dripping.entrySet()) {
                                    assertThat(drip.getValue().send(" ").isOver())
                                            .as("%s", drip.getKey())
                                            .isTrue();
                                }
                            });
        } finally {
            closeAll(List.copyOf(dripping.values()));
        }
    }

    private static String halfABody(Target target) {
        return target.head()
                + "Idempotency-Key: k\r\nContent-Length: 60000\r\n\r\n"
                + " ".repeat(BEGUN);
    }

    @ParameterizedTest
    @EnumSource
    void floodOfNonsense_leavesTheLogShort(Target target) throws Exception {
        long before = ground.loggedLines(target);
        List<String> requests = new ArrayList<>(Nastiness.of(target).values());
        for (int i = 0; i < FLOOD; i++) {
            try (Wire wire = Wire.to(ground.address(target))) {
                wire.send(requests.get(i % requests.size())).outcome(GLANCE);
            } catch (SocketTimeoutException waitsForMore) {
                // It will be cut off later; the flood goes on.
            }
        }
        assertServes(target);
        assertThat(ground.loggedLines(target) - before).isLessThan(FLOOD / 50);
        ground.assertCleanLogs();
    }

    @ParameterizedTest
    @EnumSource
    void otherSites_areToldNothing(Target target) throws Exception {
        HttpRequest preflight =
                HttpRequest.newBuilder(ground.address(target).resolve(target.path()))
                        .header("Origin", "http://evil.example")
                        .header("Access-Control-Request-Method", target.method())
                        .method("OPTIONS", HttpRequest.BodyPublishers.noBody())
                        .build();
        var answer = HttpClient.newHttpClient().send(preflight, BodyHandlers.ofString());
        assertThat(answer.headers().map().keySet())
                .noneMatch(name -> name.toLowerCase(java.util.Locale.ROOT).startsWith("access-c"));
    }

    /**
     * An honest request gets its answer: a live one, from a thread, not only from a health check.
     */
    private static void assertServes(Target target) throws IOException {
        try (Wire wire = Wire.to(ground.address(target))) {
            int outcome = wire.send(target.request(target.body(), "")).outcome(MEANWHILE);
            assertThat(outcome).isIn(200, 201, 202);
        }
    }

    private static void closeAll(List<Wire> wires) throws IOException {
        for (Wire wire : wires) {
            wire.close();
        }
    }
}
