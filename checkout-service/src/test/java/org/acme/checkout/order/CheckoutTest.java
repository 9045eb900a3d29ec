package org.acme.checkout.order;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.oneOf;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusMock;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.acme.chassis.problem.ProblemException;
import org.acme.checkout.catalogue.Catalogue;
import org.acme.checkout.testing.Neighbours;
import org.acme.checkout.testing.Shop;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(value = Neighbours.class)
class CheckoutTest extends Shop {

    @Inject Catalogue catalogue;
    @Inject Backlog backlog;

    @Test
    void healthy_isConfirmed_withTheContractsBody() {
        place(key(), order("TEA-001", 2, "tok_ok"))
                .then()
                .statusCode(201)
                .contentType("application/json")
                .body("orderId", notNullValue())
                .body("status", equalTo("CONFIRMED"))
                .body("totalMinor", equalTo(1180))
                .body("currency", equalTo("EUR"))
                .body("createdAt", notNullValue())
                .body("payment.status", equalTo("paid"))
                .body("payment.source", equalTo("gateway"))
                .body("inventory.source", equalTo("live"))
                .body("inventory.asOf", notNullValue())
                .body("inventory.staleFor", equalTo("PT0S"));
        assertThat(inventory.stock("TEA-001")).isEqualTo(9_998);
    }

    @Test
    void declinedCard_is402_andTheStockIsReleased() {
        String id =
                place(key(), order("TEA-001", 2, "tok_declined"))
                        .then()
                        .statusCode(402)
                        .body("status", equalTo("DECLINED"))
                        .body("payment.status", equalTo("declined"))
                        .body("payment.reason", equalTo("the card was declined"))
                        .extract()
                        .path("orderId");
        eventually(() -> assertThat(inventory.isReleased(id)).isTrue());
        assertThat(inventory.stock("TEA-001")).isEqualTo(10_000);
    }

    @Test
    void notEnoughStock_is409_andNothingIsCharged() {
        String id =
                place(key(), order("RARE-001", 2, "tok_ok"))
                        .then()
                        .statusCode(409)
                        .body("status", oneOf("CANCELLING", "CANCELLED"))
                        .body("payment.status", equalTo("voided"))
                        .body("payment.reason", equalTo("not enough stock"))
                        .extract()
                        .path("orderId");
        eventually(() -> given().get("/orders/" + id).then().body("status", equalTo("CANCELLED")));
        assertThat(inventory.isReleased(id)).isTrue();
        assertThat(gateway.requests()).isZero();
    }

    @Test
    void sameKeyAndBody_isTheSameOrder() {
        String key = key();
        String first = place(key, order("TEA-001", 1, "tok_ok")).path("orderId");
        place(
                        key,
                        "{\"cardToken\":\"tok_ok\","
                                + " \"items\":[{\"quantity\":1,\"sku\":\"TEA-001\"}],"
                                + " \"customerId\":\"c-17\"}")
                .then()
                .statusCode(200)
                .body("orderId", equalTo(first));
        assertThat(gateway.charges()).isEqualTo(1);
    }

    @Test
    void knownKey_isAnswered_whenNewOrdersAreRefused() {
        String key = key();
        String first = place(key, order("TEA-001", 1, "tok_ok")).path("orderId");
        QuarkusMock.installMockForType(new ClosedShop(catalogue, backlog), Pricing.class);

        place(key(), order("TEA-001", 1, "tok_ok")).then().statusCode(503);
        place(key, order("TEA-001", 1, "tok_ok"))
                .then()
                .statusCode(200)
                .body("orderId", equalTo(first));
        place(key, order("TEA-001", 2, "tok_ok")).then().statusCode(422);
    }

    private static final class ClosedShop extends Pricing {
        ClosedShop(Catalogue catalogue, Backlog backlog) {
            super(catalogue, backlog, Clock.systemUTC());
        }

        @Override
        Priced price(String idempotencyKey, CheckoutRequest request) {
            throw ProblemException.unavailable("closed", "Closed", "closed", Duration.ofSeconds(1));
        }
    }

    @Test
    void sameKey_otherBody_is422() {
        String key = key();
        place(key, order("TEA-001", 1, "tok_ok")).then().statusCode(201);
        place(key, order("TEA-001", 2, "tok_ok"))
                .then()
                .statusCode(422)
                .contentType("application/problem+json")
                .body("type", equalTo("urn:problem:checkout:key-reused"));
    }

    /** Zero or not is the matter of the other tests: a panel must never be empty. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "orders_total{status=\"CONFIRMED\",}",
                "orders_total{status=\"PAYMENT_PENDING\",}",
                "orders_total{status=\"DECLINED\",}",
                "orders_total{status=\"CANCELLING\",}",
                "orders_total{status=\"CANCELLED\",}",
                "settlement_round_age_seconds",
                "orders_total{status=\"FAILED\",}",
                "orders_oversold_total",
                "orders_pending",
                "orders_pending_oldest_seconds",
                "orders_owed{step=\"reserve\",}",
                "orders_owed{step=\"charge\",}",
                "orders_owed{step=\"void\",}",
                "orders_owed{step=\"release\",}",
                "orders_owed_oldest_seconds{step=\"void\",}",
                "remote_rejections_total{name=\"payment\",reason=\"credential\",}",
                "remote_rejections_total{name=\"payment\",reason=\"other\",}",
                "remote_rejections_total{name=\"inventory\",reason=\"credential\",}",
                "remote_rejections_total{name=\"inventory\",reason=\"other\",}",
                "fallback_total{kind=\"pending_payment\",name=\"payment\",}",
                "fallback_total{kind=\"cached_inventory\",name=\"inventory\",}",
                "fallback_total{kind=\"cached_products\",name=\"inventory\",}",
                "circuit_breaker_state{name=\"payment\",}",
                "circuit_breaker_state{name=\"inventory\",}",
                "bulkhead_rejected_total{name=\"payment\",}",
                "retry_attempts_total{name=\"payment\",outcome=\"retried\",}"
            })
    void meter_isThereBeforeItIsNeeded(String meter) {
        assertThat(given().get("/metrics").asString().lines())
                .anyMatch(line -> line.startsWith(meter + " "));
    }

    @Test
    void sixteenAtOnce_areOneOrderAndOneCharge() throws Exception {
        String key = key();
        ExecutorService clients = Executors.newFixedThreadPool(16);
        List<Future<Response>> calls = new ArrayList<>();
        for (int i = 0; i < 16; i++) {
            calls.add(clients.submit(() -> place(key, order("TEA-001", 1, "tok_ok"))));
        }
        Set<String> orders = new HashSet<>();
        Set<Integer> codes = new HashSet<>();
        for (Future<Response> call : calls) {
            orders.add(call.get().path("orderId"));
            codes.add(call.get().statusCode());
        }
        clients.shutdown();
        assertThat(orders).hasSize(1);
        assertThat(codes).isSubsetOf(200, 201, 202);
        assertThat(gateway.charges()).isEqualTo(1);
        assertThat(inventory.stock("TEA-001")).isEqualTo(9_999);
    }
}
