package org.acme.checkout.order;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.acme.checkout.testing.Neighbours;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever is wrong in a body is said at once, field by field, and leaves no trace. */
@QuarkusTest
@QuarkusTestResource(Neighbours.class)
class BadBodyTest extends UntouchedShop {

    static Stream<Arguments> wrongBodies() {
        return Stream.of(
                arguments("", "body"),
                arguments("[]", "body"),
                arguments("null", "body"),
                arguments("{", "body"),
                arguments("{} {}", "body"),
                arguments("[".repeat(5000) + "]".repeat(5000), "body"),
                arguments("{\"a\":".repeat(2000) + "1" + "}".repeat(2000), "body"),
                arguments("{\"cardToken\":\"a\",\"cardToken\":\"b\"}", "body"),
                arguments(body("[]", "\"c\"", "\"t\""), "items"),
                arguments(body("{}", "\"c\"", "\"t\""), "items"),
                arguments(body("[1]", "\"c\"", "\"t\""), "items[0]"),
                arguments(lines("{}"), "items[0].sku"),
                arguments(lines(line("\"NO-SUCH\"", "1")), "items[0].sku"),
                arguments(lines(line("7", "1")), "items[0].sku"),
                arguments(lines(line("\"TEA-001\\u0000\"", "1")), "items[0].sku"),
                arguments(lines(line("\"' OR 1=1 --\"", "1")), "items[0].sku"),
                arguments(lines(line("\"TEA-001\"", "0")), "items[0].quantity"),
                arguments(lines(line("\"TEA-001\"", "-1")), "items[0].quantity"),
                arguments(lines(line("\"TEA-001\"", "1001")), "items[0].quantity"),
                arguments(lines(line("\"TEA-001\"", "1.5")), "items[0].quantity"),
                arguments(lines(line("\"TEA-001\"", "1.0")), "items[0].quantity"),
                arguments(lines(line("\"TEA-001\"", "1e99")), "items[0].quantity"),
                arguments(lines(line("\"TEA-001\"", "1e999999999")), "items[0].quantity"),
                arguments(lines(line("\"TEA-001\"", "9".repeat(39))), "items[0].quantity"),
                arguments(lines(line("\"TEA-001\"", "9".repeat(5000))), "body"),
                arguments(lines(line("\"TEA-001\"", "\"1\"")), "items[0].quantity"),
                arguments(lines(line("\"TEA-001\"", "true")), "items[0].quantity"),
                arguments(lines(line("\"TEA-001\"", "null")), "items[0].quantity"),
                arguments(
                        lines(line("\"TEA-001\"", "1") + "," + line("\"TEA-001\"", "2")),
                        "items[1].sku"),
                arguments(body("[" + line("\"TEA-001\"", "1") + "]", "5", "\"t\""), "customerId"),
                arguments(
                        body("[" + line("\"TEA-001\"", "1") + "]", "\"\"", "\"t\""), "customerId"),
                arguments(
                        body("[" + line("\"TEA-001\"", "1") + "]", "\"c\"", "\"a b\""),
                        "cardToken"),
                arguments(
                        body("[" + line("\"TEA-001\"", "1") + "]", "\"c\"", "\"t\",\"x\":1"), "x"));
    }

    /**
     * Not by REST Assured, which prints bodies prettily: the deepest of these by hundreds of MB.
     */
    @ParameterizedTest(name = "{index}: {1}")
    @MethodSource("wrongBodies")
    void wrongBody_is400_namingTheField(String body, String field) throws Exception {
        HttpResponse<String> answer = send(HttpRequest.BodyPublishers.ofString(body));
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.headers().firstValue("Content-Type"))
                .contains("application/problem+json");
        assertThat(JsonPath.from(answer.body()).<String>getList("errors.field")).contains(field);
    }

    @Test
    void everyWrongField_isNamedAtOnce() {
        refused(
                        """
                        {"customerId":7,"items":[{"sku":"TEA-001","quantity":0},{"quantity":"x"}],
                         "coupon":"FREE"}
                        """)
                .statusCode(400)
                .body(
                        "errors.field",
                        hasItems(
                                "customerId",
                                "cardToken",
                                "coupon",
                                "items[0].quantity",
                                "items[1].sku",
                                "items[1].quantity"))
                .body(
                        "errors.find { it.field == 'items[0].quantity' }.message",
                        equalTo("must be between 1 and 1000, but is 0"));
    }

    @Test
    void invalidUtf8_is400() {
        byte[] body = order("TEA-001", 1, "tok_ok").getBytes(StandardCharsets.UTF_8);
        body[16] = (byte) 0xff;
        given().contentType("application/json")
                .header("Idempotency-Key", key())
                .body(body)
                .post("/checkouts")
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("errors[0].message", equalTo("must be valid UTF-8"));
    }

    @Test
    void hugeBody_is413() {
        refused("{\"customerId\":\"" + "x".repeat(70_000) + "\"}")
                .statusCode(413)
                .body("type", equalTo("urn:problem:checkout:body-too-large"));
    }

    @Test
    void hugeBody_withoutALength_isRefusedToo() throws IOException {
        String chunks = "10400\r\n" + "x".repeat(0x10400) + "\r\n";
        assertThat(statusOf("k", "Transfer-Encoding: chunked\r\n\r\n" + chunks)).isEqualTo("413");
    }

    private ValidatableResponse refused(String body) {
        return place(key(), body).then().contentType("application/problem+json");
    }

    private static HttpResponse<String> send(HttpRequest.BodyPublisher body) throws Exception {
        HttpRequest request =
                HttpRequest.newBuilder(
                                URI.create(
                                        RestAssured.baseURI
                                                + ":"
                                                + RestAssured.port
                                                + "/checkouts"))
                        .header("Content-Type", "application/json")
                        .header("Idempotency-Key", key())
                        .POST(body)
                        .build();
        return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    }

    private static String line(String sku, String quantity) {
        return "{\"sku\":" + sku + ",\"quantity\":" + quantity + "}";
    }

    private static String lines(String lines) {
        return body("[" + lines + "]", "\"c\"", "\"t\"");
    }

    private static String body(String items, String customer, String card) {
        return "{\"customerId\":"
                + customer
                + ",\"items\":"
                + items
                + ",\"cardToken\":"
                + card
                + "}";
    }
}
