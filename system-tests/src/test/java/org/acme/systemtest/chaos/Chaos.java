package org.acme.systemtest.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.acme.launcher.child.Child;
import org.acme.launcher.stage.Lane;
import org.acme.launcher.stage.Role;
import org.acme.systemtest.Http;
import org.acme.systemtest.TestStage;

/** A stage under load, and what has to be true after whatever was done to it. */
final class Chaos implements AutoCloseable {

    /** No limit of anything that is tested: only so that a test ends when all is lost. */
    static final Duration TIMEOUT = Duration.ofMinutes(4);

    private static final Duration GLANCE = Duration.ofMillis(200);

    private static final String FINAL_WITHIN = "chaos.final-within";

    private final TestStage stage;
    private final Network network;
    private final Books books;
    private final String name;
    private final List<String> report = new ArrayList<>();
    private Duration slowest = Duration.ZERO;

    /**
     * Seconds; 0 where any time will do: a machine that is busy with other things can miss each.
     */
    private long finalWithin = Long.getLong(FINAL_WITHIN, 0);

    private Chaos(String name, TestStage stage, Network network) {
        this.name = name;
        this.network = network;
        this.stage = stage;
        this.books = new Books(stage.postgresPort());
    }

    /** Opens a stage where so many users a second come to each lane, all of them to buy. */
    static Chaos begin(String name, int arrivals, Map<String, String> settings) throws Exception {
        AtomicReference<Network> network = new AtomicReference<>();
        TestStage stage =
                TestStage.open(
                        name,
                        ports -> {
                            Network links = new Network(ports);
                            network.set(links);
                            Map<String, String> all = new HashMap<>(settings);
                            all.putAll(links.settings());
                            return all;
                        },
                        Map.of(
                                "TRAFFIC_ARRIVALS_PER_SECOND",
                                "" + arrivals,
                                "TRAFFIC_CHECKOUT_SHARE",
                                "1"));
        return new Chaos(name, stage, Objects.requireNonNull(network.get(), "network"));
    }

    /** From now on it counts how long the last order takes, unless whoever plays says otherwise. */
    Chaos judgingTime(Duration usual) {
        finalWithin = Long.getLong(FINAL_WITHIN, usual.toSeconds());
        return this;
    }

    /** The links between each checkout and its gateway and inventory; healthy at first. */
    Network network() {
        return network;
    }

    Books books() {
        return books;
    }

    Child program(Role role, Lane lane) {
        return stage.stage().service(role, lane);
    }

    Child postgres() {
        return stage.stage().postgres();
    }

    URI address(Role role, Lane lane) {
        return stage.stage().address(role, lane);
    }

    List<Child> programs() {
        List<Child> all = new ArrayList<>();
        for (Lane lane : Lane.values()) {
            for (Role role : Role.values()) {
                all.add(program(role, lane));
            }
        }
        return all;
    }

    /**
     * Says how many buyers come; again and again, as a busy control room may be slow to hear it.
     */
    void traffic(int arrivals) {
        String rate = "{\"arrivalsPerSecond\":" + arrivals + "}";
        URI room = stage.stage().controlRoom();
        await(GLANCE).until(() -> Http.send("PUT", room, "/api/traffic", rate).status() == 200);
    }

    /** Waits until the load is on: so many orders more than now. */
    void awaitOrders(int more) {
        long before = await(GLANCE).until(books::orders, known -> true);
        await(GLANCE).until(() -> books.orders() >= before + more);
    }

    /** Waits for the server after that one: it answers for a while when only its keeper is gone. */
    void awaitServerOtherThan(ProcessHandle old) {
        await(GLANCE).until(() -> !books.server().equals(old));
    }

    /** Waits until every program is up and says that it is ready and has its database. */
    void awaitRecovery() {
        for (Lane lane : Lane.values()) {
            for (Role role : Role.values()) {
                await(GLANCE).until(() -> isReady(address(role, lane)));
            }
        }
    }

    private static boolean isReady(URI address) throws IOException, InterruptedException {
        return Http.get(address, "/q/health").status() == 200;
    }

    /**
     * After a disturbance: everything recovers, every accepted order gets final, and nothing is
     * wrong in the books. {@code -Dchaos.final-within} also judges how many seconds that may take.
     */
    void settle(String phase, int kills) throws Exception {
        awaitRecovery();
        traffic(0);
        Duration took = untilAllAreFinal();
        // Requests that still waited for a thread may have become orders meanwhile.
        await(GLANCE).until(() -> books.unfinished() == 0);
        judge(phase, kills, took);
    }

    /** As {@link #settle}, but buyers keep coming: what counts is who came before the recovery. */
    void settleUnderLoad(String phase, int kills) throws Exception {
        awaitRecovery();
        judge(phase, kills, untilAllAreFinal());
    }

    /** All that were accepted up to now, which is the moment of the recovery. */
    private Duration untilAllAreFinal() throws Exception {
        long recovered = System.nanoTime();
        String moment = books.now();
        await(GLANCE).until(() -> books.unfinishedUntil(moment) == 0);
        return Duration.ofNanos(System.nanoTime() - recovered);
    }

    private void judge(String phase, int kills, Duration took) throws Exception {
        List<String> violations = books.violations();
        String line =
                "%s, %s: %d kills, %d orders so far, all final %.1f s after recovery, %d violations"
                        .formatted(
                                name,
                                phase,
                                kills,
                                books.orders(),
                                took.toMillis() / 1000.0,
                                violations.size());
        report.add(line);
        slowest = took.compareTo(slowest) > 0 ? took : slowest;
        System.out.println(line);
        assertThat(violations).as(phase).isEmpty();
        if (finalWithin > 0) {
            assertThat(took).as(phase).isLessThan(Duration.ofSeconds(finalWithin));
        }
    }

    /** The control room's auditor has seen every order for long enough, and finds nothing. */
    void assertAuditorAgrees() throws Exception {
        long orders = books.orders();
        await(Duration.ofSeconds(1))
                .untilAsserted(
                        () -> {
                            JsonNode audit =
                                    Http.get(stage.stage().controlRoom(), "/api/audit").json();
                            assertThat(audit.path("state").asText())
                                    .as("%s", audit)
                                    .isEqualTo("hold");
                            assertThat(sum(audit, "openOrders")).as("%s", audit).isZero();
                            assertThat(sum(audit, "judgedOrders")).isGreaterThanOrEqualTo(orders);
                        });
    }

    private static long sum(JsonNode audit, String field) {
        long sum = 0;
        for (JsonNode lane : audit.path("lanes")) {
            sum += lane.path(field).asLong();
        }
        return sum;
    }

    /** How long after a recovery the last order was final, at worst. */
    Duration slowest() {
        return slowest;
    }

    /** Every line of the report again, where a reader looks for it. */
    String report() {
        return String.join("\n", report);
    }

    private static org.awaitility.core.ConditionFactory await(Duration poll) {
        return org.awaitility.Awaitility.await()
                .atMost(TIMEOUT)
                .pollInterval(poll)
                .ignoreExceptions();
    }

    @Override
    public void close() {
        network.close();
        stage.close();
    }
}
