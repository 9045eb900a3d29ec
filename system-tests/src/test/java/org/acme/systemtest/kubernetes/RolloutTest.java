package org.acme.systemtest.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.acme.launcher.stage.Lane;
import org.acme.launcher.stage.Role;
import org.acme.systemtest.Buyer;
import org.acme.systemtest.TestStage;
import org.acme.systemtest.chaos.Books;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Rolling restarts of three checkouts under load, with the times of {@code kubernetes/}.
 *
 * <p>{@code -Drollout.times} is how many, {@code -Drollout.arrivals} how many buyers come a second,
 * {@code -Drollout.propagation} how many milliseconds a change of the endpoints takes to arrive.
 */
@Tag("deep")
class RolloutTest {

    private static final int TIMES = Integer.getInteger("rollout.times", 10);
    private static final int ARRIVALS = Integer.getInteger("rollout.arrivals", 20);
    private static final Duration PROPAGATION =
            Duration.ofMillis(Integer.getInteger("rollout.propagation", 1000));
    private static final Duration SETTLED = Duration.ofMinutes(3);

    private static TestStage stage;
    private static Resource manifest;

    @BeforeAll
    static void open() throws Exception {
        stage = TestStage.open("rollout", Map.of("TRAFFIC_ARRIVALS_PER_SECOND", "0"));
        manifest =
                Manifests.all().stream()
                        .filter(one -> one.toString().equals("Deployment checkout-protected"))
                        .findFirst()
                        .orElseThrow();
        URI checkout = stage.stage().address(Role.CHECKOUT, Lane.PROTECTED);
        // Nothing is sold before the catalogue has been read for the first time.
        await().atMost(Duration.ofMinutes(2))
                .ignoreExceptions()
                .until(
                        () ->
                                Buyer.order(checkout, Buyer.CARD, UUID.randomUUID().toString())
                                                .status()
                                        != 503);
        // The pods are to do all the work.
        stage.stage().service(Role.CHECKOUT, Lane.PROTECTED).stop(Duration.ofSeconds(10));
    }

    @AfterAll
    static void close() {
        stage.close();
    }

    @Test
    void rollouts_failNoRequest_andLoseNoOrder() throws Exception {
        try (Balancer balancer = new Balancer(manifest, PROPAGATION);
                RollingDeployment deployment = deployment(balancer, Map.of());
                Load load = new Load(balancer, ARRIVALS)) {
            int killedByGrace = 0;
            for (int i = 1; i < TIMES; i++) {
                killedByGrace += deployment.rollOut();
                report(i, load);
            }
            assertThat(load.failedRequests()).isEmpty();

            killedByGrace += deployment.rollOutWithAKill();
            report(TIMES, load);

            end(load);
            assertThat(load.failedBuyers()).isEmpty();
            assertThat(killedByGrace).as("pods killed after their grace period").isZero();
            assertNothingIsLost(load);
        }
    }

    /** Shows that the other test can fail: its result is the effect of the delay. */
    @Test
    void withoutTheDelay_requestsFail() throws Exception {
        try (Balancer balancer = new Balancer(manifest, PROPAGATION);
                RollingDeployment deployment =
                        deployment(balancer, Map.of("QUARKUS_SHUTDOWN_DELAY", "0S"));
                Load load = new Load(balancer, ARRIVALS)) {
            deployment.rollOut();
            end(load);
            System.out.printf(
                    "without the delay: %d requests, %d failed%n",
                    load.sent(), load.failedRequests().size());
            assertThat(load.failedRequests()).isNotEmpty();
            assertNothingIsLost(load);
        }
    }

    private static RollingDeployment deployment(Balancer balancer, Map<String, String> changes)
            throws Exception {
        Map<String, String> variables = new HashMap<>();
        variables.put(
                "DB_URL", "jdbc:postgresql://127.0.0.1:" + stage.postgresPort() + "/workshop");
        variables.put("DB_USER", "workshop");
        variables.put("DB_PASSWORD", "workshop");
        variables.put("PAYMENT_URL", address(Role.PAYMENT));
        variables.put("INVENTORY_URL", address(Role.INVENTORY));
        variables.putAll(changes);
        return new RollingDeployment(manifest, balancer, stage.stage().logs(), variables);
    }

    private static String address(Role role) {
        return stage.stage().address(role, Lane.PROTECTED).toString();
    }

    private static void report(int rollout, Load load) {
        System.out.printf(
                "rollout %d: %d requests, %d failed, %d buyers not served%n",
                rollout, load.sent(), load.failedRequests().size(), load.failedBuyers().size());
    }

    private static void end(Load load) {
        load.end();
        await().atMost(Duration.ofMinutes(1)).until(load::isOver);
    }

    /** Every order that a buyer was told of exists and is final, and the books balance. */
    private static void assertNothingIsLost(Load load) throws Exception {
        Books books = new Books(stage.postgresPort());
        await().atMost(SETTLED).ignoreExceptions().until(() -> books.unfinished() == 0);
        Set<String> known =
                new HashSet<>(
                        books.texts(
                                "SELECT idempotency_key || ' ' || order_id"
                                        + " FROM checkout_protected.customer_order"));
        List<String> lost =
                load.orders().entrySet().stream()
                        .map(told -> told.getKey() + " " + told.getValue())
                        .filter(told -> !known.contains(told))
                        .toList();
        System.out.printf("%d orders told, %d lost%n", load.orders().size(), lost.size());
        assertThat(load.orders()).isNotEmpty();
        assertThat(lost).as("orders that buyers were told of").isEmpty();
        assertThat(books.violations()).isEmpty();
    }
}
