package org.acme.systemtest.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.acme.launcher.stage.Lane;
import org.acme.launcher.stage.Role;
import org.acme.systemtest.Buyer;
import org.acme.systemtest.Http;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * Everything that can be taken away is taken away, under load; after each time the books balance
 * and every accepted order gets final.
 *
 * <p>{@code -Dchaos.kills} is how many are killed at random, {@code -Dchaos.seed} plays another
 * sequence, {@code -Dchaos.arrivals} is the load of each lane, {@code -Dchaos.final-within} how
 * many seconds after recovery the last order must be final.
 */
@Tag("deep")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ChaosTest {

    private static final int KILLS = Integer.getInteger("chaos.kills", 20);
    private static final int ROUND = 10;
    private static final int ARRIVALS = Integer.getInteger("chaos.arrivals", 20);

    /**
     * More than a pool has connections, when each waits for two seconds, and fewer than fill a
     * queue while each waits for a database that is gone.
     */
    private static final int A_FEW = 6;

    private static final int MORE_THAN_POSTGRES_HAS = 150;

    private static final Duration LONGER_THAN_A_START = Duration.ofSeconds(10);

    /**
     * A killed process's claims last as long as its calls may: in the unprotected lane that would
     * be 40 s after each disturbance, with nothing to be seen. The long form waits for them.
     */
    private static final Map<String, String> SHORTER_CLAIMS =
            Map.of("CHECKOUT_PROTECTION_CARELESS_TIMEOUT", "4s");

    private static Chaos chaos;

    @BeforeAll
    static void begin() throws Exception {
        chaos = Chaos.begin("chaos", ARRIVALS, SHORTER_CLAIMS);
        chaos.awaitOrders(50);
    }

    @AfterAll
    static void end() {
        System.out.println(chaos.report());
        chaos.close();
    }

    @Test
    @Order(1)
    void programsKilledAtRandom() throws Exception {
        Reaper reaper = new Reaper(Seed.given(), chaos.programs());
        for (int killed = 0; killed < KILLS; killed += ROUND) {
            int now = Math.min(ROUND, KILLS - killed);
            chaos.traffic(ARRIVALS);
            chaos.awaitOrders(20);
            reaper.kill(now, Duration.ofMillis(100), Duration.ofSeconds(4));
            chaos.settle("kill -9", killed + now);
        }
    }

    @Test
    @Order(2)
    void databaseKilled() throws Exception {
        chaos.traffic(ARRIVALS);
        chaos.awaitOrders(20);

        ProcessHandle server = chaos.books().server();
        server.destroyForcibly();

        chaos.awaitServerOtherThan(server);
        chaos.awaitOrders(20);
        chaos.settle("PostgreSQL killed", 1);
    }

    /**
     * Who keeps the server for the launcher: its successor ends the old server and starts another.
     */
    @Test
    @Order(3)
    void databaseKeeperKilled() throws Exception {
        chaos.traffic(ARRIVALS);
        chaos.awaitOrders(20);

        ProcessHandle server = chaos.books().server();
        chaos.postgres().kill();

        chaos.awaitServerOtherThan(server);
        chaos.awaitOrders(20);
        chaos.settle("PostgreSQL's keeper killed", 1);
    }

    @Test
    @Order(4)
    void databaseStoppedAndStarted() throws Exception {
        chaos.traffic(A_FEW);
        chaos.awaitOrders(20);

        chaos.postgres().stop(Chaos.TIMEOUT);
        for (int i = 0; i < 5; i++) {
            assertRefusedCleanly();
        }
        chaos.postgres().start();

        chaos.awaitOrders(20);
        chaos.settle("PostgreSQL stopped and started", 0);
    }

    /** Statements wait for a lock, so that all connections of the pool are taken. */
    @Test
    @Order(5)
    void connectionPoolExhausted() throws Exception {
        chaos.traffic(A_FEW);
        chaos.awaitOrders(20);

        try (Connection connection = chaos.books().connect();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            for (Lane lane : Lane.values()) {
                statement.execute("LOCK TABLE checkout_%s.customer_order".formatted(lane.label()));
            }
            for (int i = 0; i < 5; i++) {
                assertRefusedCleanly();
            }
            connection.rollback();
        }

        chaos.awaitOrders(20);
        chaos.settle("pool exhausted", 0);
    }

    /** The server has no connection left for anybody, while services are killed that need some. */
    @Test
    @Order(6)
    void connectionsRefused() throws Exception {
        chaos.traffic(ARRIVALS);
        chaos.awaitOrders(20);

        List<Connection> taken = takeAllConnections();
        try {
            chaos.program(Role.CHECKOUT, Lane.PROTECTED).kill();
            chaos.program(Role.PAYMENT, Lane.UNPROTECTED).kill();
            Reaper.rest(LONGER_THAN_A_START);
            Http.Answer answer = order(Lane.UNPROTECTED);
            assertThat(answer.status()).as(answer.body()).isNotEqualTo(500);
        } finally {
            for (Connection connection : taken) {
                connection.close();
            }
        }

        chaos.awaitOrders(20);
        chaos.settle("connections refused", 2);
    }

    @Test
    @Order(7)
    void auditorAgrees() throws Exception {
        chaos.assertAuditorAgrees();
    }

    private static List<Connection> takeAllConnections() {
        List<Connection> taken = new ArrayList<>();
        try {
            while (taken.size() < MORE_THAN_POSTGRES_HAS) {
                taken.add(chaos.books().connect());
            }
        } catch (SQLException full) {
            System.out.println(taken.size() + " connections taken: " + full.getMessage());
        }
        return taken;
    }

    private static void assertRefusedCleanly() throws Exception {
        for (Lane lane : Lane.values()) {
            Http.Answer answer = order(lane);
            assertThat(answer.status()).as(lane + ": " + answer.body()).isEqualTo(503);
            assertThat(answer.json().path("type").asText()).startsWith("urn:problem:checkout:");
        }
    }

    private static Http.Answer order(Lane lane) throws Exception {
        return Buyer.order(
                chaos.address(Role.CHECKOUT, lane), Buyer.CARD, "chaos-" + System.nanoTime());
    }
}
