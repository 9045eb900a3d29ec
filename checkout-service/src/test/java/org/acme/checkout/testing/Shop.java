package org.acme.checkout.testing;

import static io.restassured.RestAssured.given;

import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.UUID;
import org.acme.breaker.CircuitBreakerRegistry;
import org.acme.breaker.quarkus.pipeline.Pipelines;
import org.acme.checkout.catalogue.CatalogueRefresh;
import org.awaitility.Awaitility;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.BeforeEach;

/** A running checkout with healthy neighbours and a fresh catalogue before each test. */
@SuppressWarnings("NullAway.Init") // Quarkus fills the fields before the first test
public class Shop {

    protected FakeGateway gateway;
    protected FakeInventory inventory;

    @Inject protected CatalogueRefresh refresh;

    @Inject protected CircuitBreakerRegistry breakers;
    @Inject protected Pipelines pipelines;

    @BeforeEach
    void healthy() {
        gateway.reset();
        inventory.reset();
        if (!pipelines.isPassThrough()) {
            breakers.resetAll();
        }
        refresh.refresh();
    }

    protected static Response place(String key, String body) {
        return given().contentType("application/json")
                .header("Idempotency-Key", key)
                .body(body)
                .post("/checkouts");
    }

    protected static String order(String sku, int quantity, String card) {
        return """
                {"customerId":"c-17","items":[{"sku":"%s","quantity":%d}],"cardToken":"%s"}
                """
                .formatted(sku, quantity, card);
    }

    protected static String key() {
        return UUID.randomUUID().toString();
    }

    /** Waits for what happens in the background. */
    protected static void eventually(ThrowingRunnable assertion) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .pollInterval(Duration.ofMillis(50))
                .untilAsserted(assertion);
    }
}
