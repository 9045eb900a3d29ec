package org.acme.inventory.reservation;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.lessThan;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.acme.inventory.testing.PostgresResource;
import org.acme.inventory.testing.Warehouse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Whatever is wrong with a request: a problem document names the field, quickly, and nothing is
 * written.
 */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class BadRequestTest {

    private static final long QUICK_MILLIS = 10_000;

    @Inject Warehouse warehouse;

    private long before;

    @BeforeEach
    void count() {
        before = warehouse.reservations();
    }

    @AfterEach
    void nothingWasWritten() {
        assertThat(warehouse.reservations()).isEqualTo(before);
        assertThat(warehouse.unbalanced()).isZero();
    }

    static Stream<Arguments> wrongBodies() {
        return Stream.of(
                body("", "body", "must not be empty"),
                body("   \n", "body", "must not be empty"),
                body("null", "body", "must be a JSON object"),
                body("[]", "body", "must be a JSON object"),
                body("17", "body", "must be a JSON object"),
                body("\"items\"", "body", "must be a JSON object"),
                body("{", "body", "is not valid JSON"),
                body("{'items':[]}", "body", "is not valid JSON"),
                body("{\"items\":[],}", "items", "is not valid JSON"),
                body("{} {}", "body", "nothing after it"),
                body("{}", "items", "at least one"),
                body("{\"items\":null}", "items", "at least one"),
                body("{\"items\":[]}", "items", "at least one"),
                body("{\"items\":{}}", "items", "must be an array"),
                body("{\"items\":\"TEA-001\"}", "items", "must be an array"),
                body("{\"items\":[null]}", "items[0]", "must be a JSON object"),
                body("{\"items\":[[]]}", "items[0]", "must be a JSON object"),
                body("{\"items\":[\"TEA-001\"]}", "items[0]", "must be a JSON object"),
                body("{\"things\":[]}", "things", "not a known field; allowed: items"),
                body(line("\"TEA-001\"", "1,\"x\":1"), "items[0].x", "allowed: quantity, sku"),
                body(line("\"TEA-001\"", "1,\"quantity\":2"), "items[0]", "Duplicate"),
                body(line("\"TEA-001\"", "0"), "items[0].quantity", "between 1 and 1000, but is 0"),
                body(line("\"TEA-001\"", "-1"), "items[0].quantity", "between 1 and 1000"),
                body(line("\"TEA-001\"", "1001"), "items[0].quantity", "but is 1001"),
                body(line("\"TEA-001\"", "99999999999"), "items[0].quantity", "too large"),
                body(line("\"TEA-001\"", "1" + "0".repeat(50)), "items[0].quantity", "too"),
                body(line("\"TEA-001\"", "1.5"), "items[0].quantity", "whole number"),
                body(line("\"TEA-001\"", "1.0"), "items[0].quantity", "whole number"),
                body(line("\"TEA-001\"", "1e2"), "items[0].quantity", "whole number"),
                body(line("\"TEA-001\"", "\"1\""), "items[0].quantity", "whole number"),
                body(line("\"TEA-001\"", "\"\""), "items[0].quantity", "whole number"),
                body(line("\"TEA-001\"", "true"), "items[0].quantity", "whole number"),
                body(line("\"TEA-001\"", "null"), "items[0].quantity", "is missing"),
                body(line("\"TEA-001\"", "[1]"), "items[0].quantity", "whole number"),
                body(line("\"TEA-001\"", "NaN"), "items[0].quantity", "not valid JSON"),
                body(line("1", "1"), "items[0].sku", "must be a string"),
                body(line("true", "1"), "items[0].sku", "must be a string"),
                body(line("{}", "1"), "items[0].sku", "must be a string"),
                body(line("null", "1"), "items[0].sku", "is missing"),
                body(line("\"\"", "1"), "items[0].sku", "must look like"),
                body(line("\"TEA-001 \"", "1"), "items[0].sku", "must look like"),
                body(line("\"TEA-001\\u0000\"", "1"), "items[0].sku", "must look like"),
                body(line("\"';DROP TABLE stock;--\"", "1"), "items[0].sku", "must look like"),
                body(line("\"" + "A".repeat(60_000) + "\"", "1"), "items[0].sku", "must look"),
                body(line("\"NONE-999\"", "1"), "items[0].sku", "NONE-999 is unknown"),
                body("[".repeat(5000), "body", "must be a JSON object"),
                body("{\"items\":" + "[".repeat(500), "items[0]", "must be a JSON object"),
                body("{\"a\":".repeat(1000), "body", "too deeply nested"),
                body("{\"items\":[" + lines(101) + "]}", "items", "at most 100 lines"));
    }

    @ParameterizedTest(name = "{1}: {2}")
    @MethodSource("wrongBodies")
    void wrongBody_isNamedAndRefused(byte[] body, String field, String message) {
        put(UUID.randomUUID().toString(), body)
                .statusCode(400)
                .contentType("application/problem+json")
                .time(lessThan(QUICK_MILLIS))
                .body("type", equalTo("urn:problem:inventory:invalid-request"))
                .body("status", equalTo(400))
                .body("errors[0].field", containsString(field))
                .body("errors[0].message", containsString(message));
    }

    @Test
    void severalWrongFields_areAllNamed() {
        String body =
                """
                {"items":[{"sku":"x","quantity":0},{"quantity":1},{"sku":"TEA-001","quantity":1},
                          {"sku":"TEA-001","quantity":2}]}
                """;

        put(UUID.randomUUID().toString(), body.getBytes(StandardCharsets.UTF_8))
                .statusCode(400)
                .body("errors.field", hasItems("items[0].sku", "items[0].quantity", "items[1].sku"))
                .body("errors.field", hasItems("items[3].sku"))
                .body("errors[3].message", containsString("in items[2] already"));
    }

    @Test
    void unknownProductBesideAKnownOne_holdsNothing() {
        String sku = warehouse.product(5);
        String body =
                "{\"items\":[{\"sku\":\"%s\",\"quantity\":1},{\"sku\":\"AAA-000\",\"quantity\":1}]}"
                        .formatted(sku);

        put(UUID.randomUUID().toString(), body.getBytes(StandardCharsets.UTF_8))
                .statusCode(400)
                .body("errors.field", equalTo(java.util.List.of("items[1].sku")));

        assertThat(warehouse.stock(sku)).isEqualTo(5);
    }

    @Test
    void invalidUtf8_isRefused() {
        byte[] body = line("\"TEA-001?\"", "1").getBytes(StandardCharsets.ISO_8859_1);
        body[new String(body, StandardCharsets.ISO_8859_1).indexOf('?')] = (byte) 0xFF;

        put(UUID.randomUUID().toString(), body)
                .statusCode(400)
                .body("errors[0].field", equalTo("body"))
                .body("errors[0].message", equalTo("must be valid UTF-8"));
    }

    @Test
    void otherEncodings_areNotGuessed() {
        put(
                        UUID.randomUUID().toString(),
                        line("\"TEA-001\"", "1").getBytes(StandardCharsets.UTF_16))
                .statusCode(400)
                .body("errors[0].field", equalTo("body"));
    }

    @Test
    void hugeBody_isRefusedBeforeItIsRead() {
        put(UUID.randomUUID().toString(), new byte[10_000_000])
                .statusCode(413)
                .contentType("application/problem+json")
                .body("type", equalTo("urn:problem:inventory:body-too-large"))
                .body("detail", containsString("body"));
    }

    @Test
    void packedBody_isRefused() {
        given().contentType("application/json")
                .header("Content-Encoding", "br")
                .body(line("\"TEA-001\"", "1"))
                .put("/reservations/{id}", UUID.randomUUID())
                .then()
                .statusCode(415)
                .contentType("application/problem+json");
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/plain", "application/xml", "application/x-www-form-urlencoded"})
    void wrongContentType_isRefused(String contentType) {
        given().contentType(contentType)
                .body(line("\"TEA-001\"", "1"))
                .when()
                .put("/reservations/{id}", UUID.randomUUID())
                .then()
                .statusCode(415)
                .contentType("application/problem+json")
                .body("detail", containsString("Content-Type"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "17",
                "1-1-1-1-1",
                "not-a-uuid",
                "7f3f6c1e-58a5-4c8f-9f0e-1f2b6f0a9d1",
                "7f3f6c1e-58a5-4c8f-9f0e-1f2b6f0a9d11a",
                "7f3f6c1e-58a5-4c8f-9f0e-1f2b6f0a9d1g",
                "7f3f6c1e58a54c8f9f0e1f2b6f0a9d11",
                "%00",
                "..%2f..%2fetc",
                "' OR 1=1",
                "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
            })
    void wrongOrderId_isNamed(String id) {
        put(id, line("\"TEA-001\"", "1").getBytes(StandardCharsets.UTF_8))
                .statusCode(400)
                .body("errors[0].field", equalTo("orderId"));
        given().delete("/reservations/{id}", id)
                .then()
                .statusCode(400)
                .body("errors[0].field", equalTo("orderId"));
        given().get("/reservations/{id}", id).then().statusCode(400);
    }

    @Test
    void whatIsNotThere_isAProblemToo() {
        given().get("/nothing")
                .then()
                .statusCode(404)
                .contentType("application/problem+json")
                .body("type", equalTo("urn:problem:inventory:not-found"));
        given().post("/reservations/{id}", UUID.randomUUID())
                .then()
                .statusCode(405)
                .contentType("application/problem+json");
        given().accept("text/csv")
                .get("/products")
                .then()
                .statusCode(406)
                .contentType("application/problem+json");
    }

    private static ValidatableResponse put(String id, byte[] body) {
        return given().contentType("application/json")
                .body(body)
                .when()
                .put("/reservations/{id}", id)
                .then();
    }

    private static Arguments body(String body, String field, String message) {
        return Arguments.of(body.getBytes(StandardCharsets.UTF_8), field, message);
    }

    private static String line(String sku, String quantity) {
        return "{\"items\":[{\"sku\":" + sku + ",\"quantity\":" + quantity + "}]}";
    }

    private static String lines(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> "{\"sku\":\"TEA-%05d\",\"quantity\":1}".formatted(i))
                .collect(Collectors.joining(","));
    }
}
