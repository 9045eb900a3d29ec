package org.acme.systemtest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.acme.launcher.stage.Lane;
import org.acme.launcher.stage.Role;
import org.acme.systemtest.Http.Answer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Two processes of checkout share one database while the gateway hangs. */
@Tag("deep")
class TwoReplicasTest {

    private static final int ORDERS = 600;

    private static final int USERS = 6;
    private static final Duration SETTLED = Duration.ofSeconds(120);
    private static final String HANG =
            """
            {"kind":"hang","match":{"method":"POST","path":"/charges"},"duration":"1h"}
            """;

    /**
     * One that misses a probe must not find all the work done by the other. And a few buyers who
     * wait for a second are too few calls for the demo's window of four.
     */
    private static final Map<String, String> PATIENT =
            Map.of(
                    "CHECKOUT_SETTLEMENT_PER_SECOND", "20",
                    "CHECKOUT_PAYMENT_ATTEMPT_TIMEOUT", "1s",
                    "BREAKER_PAYMENT_DEADLINE", "3s",
                    "BREAKER_DEFAULT_WINDOW", "1m",
                    "BREAKER_DEFAULT_MINIMUM_CALLS", "5");

    private static TestStage stage;
    private static Replica second;
    private static URI first;

    @BeforeAll
    static void open() throws Exception {
        stage = TestStage.open("replicas", PATIENT, Map.of("TRAFFIC_ARRIVALS_PER_SECOND", "0"));
        first = address(Role.CHECKOUT);
        second =
                Replica.start(
                        stage.stage().logs().resolve("checkout-second.log"), settingsOfTheSecond());
    }

    private static Map<String, String> settingsOfTheSecond() {
        Map<String, String> settings = new HashMap<>(PATIENT);
        settings.put("DB_URL", "jdbc:postgresql://127.0.0.1:" + stage.postgresPort() + "/workshop");
        settings.put("DB_SCHEMA", "checkout_protected");
        settings.put("PAYMENT_URL", address(Role.PAYMENT).toString());
        settings.put("INVENTORY_URL", address(Role.INVENTORY).toString());
        return settings;
    }

    private static URI address(Role role) {
        return stage.stage().address(role, Lane.PROTECTED);
    }

    @AfterAll
    static void close() {
        if (second != null) {
            second.close();
        }
        if (stage != null) {
            stage.close();
        }
    }

    @Test
    void gatewayHangs_everyOrderIsSettledOnce_andBothReplicasWork() throws Exception {
        URI gateway = address(Role.PAYMENT);
        assertThat(Http.send("POST", gateway, "/faults", HANG).status()).isEqualTo(201);
        List<String> orders = buyEverywhere();
        double atFirst = confirmed(first);
        double atSecond = confirmed(second());

        assertThat(Http.send("DELETE", gateway, "/faults", "").status()).isBetween(200, 204);

        await().atMost(SETTLED)
                .pollInterval(Duration.ofSeconds(1))
                .ignoreExceptions()
                .until(() -> allConfirmed(orders));
        for (String order : orders) {
            JsonNode charges = Http.get(gateway, "/charges?orderId=" + order).json();
            assertThat(charges).as("%s", charges).hasSize(1);
            assertThat(charges.get(0).path("status").asText()).isEqualTo("paid");
        }
        await().atMost(SETTLED)
                .ignoreExceptions()
                .untilAsserted(
                        () ->
                                assertThat(settled(first, atFirst) + settled(second(), atSecond))
                                        .isEqualTo(ORDERS));
        assertThat(settled(first, atFirst)).isPositive();
        assertThat(settled(second(), atSecond)).isPositive();
    }

    private static URI second() {
        return second.address();
    }

    private static double settled(URI replica, double before) throws Exception {
        return confirmed(replica) - before;
    }

    /** Half of the orders at each replica; all are answered, and none is paid yet. */
    private static List<String> buyEverywhere() throws Exception {
        ExecutorService users = Executors.newFixedThreadPool(USERS);
        List<Callable<String>> purchases = new ArrayList<>();
        for (int i = 0; i < ORDERS; i++) {
            URI replica = i % 2 == 0 ? first : second();
            purchases.add(() -> buy(replica));
        }
        List<String> orders = new ArrayList<>();
        for (Future<String> order : users.invokeAll(purchases)) {
            orders.add(order.get());
        }
        users.shutdown();
        return orders;
    }

    private static String buy(URI replica) throws Exception {
        Answer answer = Buyer.order(replica, Buyer.CARD, UUID.randomUUID().toString());
        assertThat(answer.status()).as(answer.body()).isEqualTo(202);
        return answer.json().path("orderId").asText();
    }

    private static boolean allConfirmed(List<String> orders) throws Exception {
        for (String order : orders) {
            if (!statusOf(order).equals("CONFIRMED")) {
                return false;
            }
        }
        return true;
    }

    private static String statusOf(String order) throws Exception {
        return Http.get(second(), "/orders/" + order).json().path("status").asText();
    }

    private static double confirmed(URI replica) throws Exception {
        return metric(replica, "orders_total{status=\"CONFIRMED\"}");
    }

    private static double metric(URI replica, String name) throws Exception {
        return Http.get(replica, "/metrics")
                .body()
                .replace(",}", "}")
                .lines()
                .filter(line -> line.startsWith(name + " "))
                .mapToDouble(line -> Double.parseDouble(line.substring(name.length() + 1)))
                .findFirst()
                .orElseThrow();
    }
}
