package org.acme.systemtest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.acme.launcher.stage.Lane;
import org.acme.launcher.stage.Role;

/**
 * The stock of one lane, sold out by real orders: every later buyer is refused by the services'
 * own decisions, and the books stay right.
 */
final class Shelves {

    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final int MOST = 1000;

    private final URI checkout;
    private final URI inventory;

    Shelves(TestStage stage, Lane lane) {
        checkout = stage.stage().address(Role.CHECKOUT, lane);
        inventory = stage.stage().address(Role.INVENTORY, lane);
    }

    /** Stops deliveries and buys whatever is left. */
    void sellOut() throws Exception {
        deliveries("{\"enabled\":false,\"duration\":\"10m\"}");
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(50))
                .until(
                        () -> {
                            List<String> left = left();
                            if (!left.isEmpty()) {
                                buy(left);
                            }
                            return left.isEmpty();
                        });
    }

    /** Deliveries fill the shelves again. */
    void fill() throws Exception {
        deliveries("{\"enabled\":true}");
    }

    private void deliveries(String policy) throws Exception {
        Http.Answer answer = Http.send("PUT", inventory, "/deliveries/policy", policy);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    }

    /** What is in stock, as the items of an order. */
    private List<String> left() throws Exception {
        List<String> items = new ArrayList<>();
        for (JsonNode product : Http.get(inventory, "/products").json()) {
            long available = product.path("available").asLong();
            if (available > 0) {
                items.add(
                        "{\"sku\":\"%s\",\"quantity\":%d}"
                                .formatted(
                                        product.path("sku").asText(), Math.min(available, MOST)));
            }
        }
        return items;
    }

    /** Others buy meanwhile, so that this order may be refused: the next one asks for less. */
    private void buy(List<String> items) throws Exception {
        String order =
                "{\"customerId\":\"c-1\",\"items\":[%s],\"cardToken\":\"%s\"}"
                        .formatted(String.join(",", items), Buyer.CARD);
        String key = UUID.randomUUID().toString();
        Http.Answer answer =
                Http.send("POST", checkout, "/checkouts", order, "Idempotency-Key", key);
        assertThat(answer.status()).as(answer.body()).isIn(201, 202, 409);
    }
}
