package org.acme.checkout.order;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import org.acme.checkout.testing.Neighbours;
import org.acme.checkout.testing.Shop;
import org.acme.checkout.testing.WireServer.Manner;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The protected lane while its neighbours misbehave: always an answer, and soon. */
@QuarkusTest
@QuarkusTestResource(Neighbours.class)
class FallbackTest extends Shop {

    @ParameterizedTest
    @EnumSource(names = {"HANG", "RESET", "FAIL", "MALFORMED", "STALL_BODY", "LOSE_RESPONSE"})
    void troubledPayment_isPending_andSettledLater(Manner trouble) {
        place(key(), order("TEA-001", 1, "tok_ok")); // classes loaded, connection open
        gateway.manner(trouble);
        long before = System.nanoTime();
        String id =
                place(key(), order("TEA-001", 1, "tok_ok"))
                        .then()
                        .statusCode(202)
                        .body("status", equalTo("PAYMENT_PENDING"))
                        .body("payment.status", equalTo("pending"))
                        .body("payment.source", equalTo("fallback"))
                        .extract()
                        .path("orderId");
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(30));
        gateway.manner(Manner.ANSWER);
        gateway.server().dropHanging();
        eventually(
                () ->
                        given().get("/orders/" + id)
                                .then()
                                .statusCode(200)
                                .body("status", equalTo("CONFIRMED"))
                                .body("payment.source", equalTo("gateway")));
    }

    @Test
    void troubledInventory_sellsFromTheSnapshot_butNotMoreThanItHas() {
        inventory.manner(Manner.RESET);
        place(key(), order("RARE-001", 1, "tok_ok"))
                .then()
                .statusCode(201)
                .body("inventory.source", equalTo("cache"))
                .body("inventory.staleFor", not(equalTo("PT0S")));
        place(key(), order("RARE-001", 1, "tok_ok")).then().statusCode(409);
    }

    @Test
    void troubledInventory_showsProductsFromTheSnapshot() {
        inventory.manner(Manner.RESET);
        given().get("/products/TEA-001")
                .then()
                .statusCode(200)
                .body("priceMinor", equalTo(590))
                .body("inventory.source", equalTo("cache"));
        given().get("/products").then().statusCode(200).body("items", hasSize(3));
        inventory.manner(Manner.ANSWER);
        eventually(
                () ->
                        given().get("/products")
                                .then()
                                .statusCode(200)
                                .body("inventory.source", equalTo("live")));
    }

    @Test
    void orders_canBePaged_newestFirst() {
        for (int i = 0; i < 3; i++) {
            place(key(), order("TEA-001", 1, "tok_ok")).then().statusCode(201);
        }
        var first = given().get("/orders?status=CONFIRMED&limit=2").then().statusCode(200);
        first.body("items", hasSize(2));
        String next = first.extract().path("next");
        String last = first.extract().path("items[1].orderId");
        given().get("/orders?status=CONFIRMED&limit=2&after=" + next)
                .then()
                .statusCode(200)
                .body("items.orderId", not(org.hamcrest.Matchers.hasItem(last)));
    }
}
