package org.acme.gateway.charge;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.acme.gateway.Gateway.body;
import static org.acme.gateway.Gateway.post;
import static org.acme.gateway.Gateway.unique;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import io.agroal.api.AgroalDataSource;
import io.restassured.RestAssured;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.SQLException;
import java.util.Collections;
import java.util.List;
import org.acme.gateway.GatewayTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is wrong is named, and leaves no trace in the ledger. */
@GatewayTest
class BadInputTest {

    @Inject AgroalDataSource database;
    private final String order = unique();
    private long rowsBefore;

    @BeforeEach
    void countBefore() throws SQLException {
        rowsBefore = rows();
    }

    @AfterEach
    void nothingIsWritten() throws SQLException {
        assertThat(rows()).isEqualTo(rowsBefore);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "amountMinor | 0 | from 1 to 1000000000",
                "amountMinor | -1 | from 1 to 1000000000",
                "amountMinor | 1000000001 | from 1 to 1000000000",
                "amountMinor | 99999999999999999999999 | whole number",
                "amountMinor | 1e400 | whole number",
                "amountMinor | 11.5 | whole number",
                "amountMinor | 11.0 | whole number",
                "amountMinor | \"1180\" | whole number",
                "amountMinor | true | whole number",
                "amountMinor | null | is missing",
                "amountMinor | [1] | whole number",
                "orderId | null | is missing",
                "orderId | \"\" | 1 to 64",
                "orderId | \"a b\" | 1 to 64",
                "orderId | \"../../etc\" | 1 to 64",
                "orderId | \"x'; drop table charge; --\" | 1 to 64",
                "orderId | 17 | a string",
                "orderId | {} | a string",
                "currency | \"eur\" | three capital letters",
                "currency | \"EURO\" | three capital letters",
                "currency | 978 | a string",
                "cardToken | null | is missing",
                "cardToken | \"TOK OK\" | a token such as tok_ok",
                "cardToken | false | a string",
            })
    void charge_wrongField_isNamed(String field, String value, String message) {
        refused(400, post(unique(), with(field, value)).then())
                .body("errors.field", hasItem(field))
                .body(
                        "errors.find { it.field == '" + field + "' }.message",
                        containsString(message));
    }

    @Test
    void charge_tooLongOrderId_isNamed() {
        refused(400, post(unique(), with("orderId", "\"" + "x".repeat(65) + "\"")).then())
                .body("errors.field", hasItem("orderId"));
    }

    @Test
    void charge_manyWrongFields_areAllNamed() {
        refused(400, post("x".repeat(129), "{\"amountMinor\":0,\"cardToken\":\"?\"}").then())
                .body(
                        "errors.field",
                        containsInAnyOrder(
                                "Idempotency-Key",
                                "amountMinor",
                                "cardToken",
                                "currency",
                                "orderId"));
    }

    @Test
    void charge_unknownField_isNamedWithTheKnownOnes() {
        refused(400, post(unique(), "{\"orderId\":\"o\",\"amount\":1}").then())
                .body("errors[0].field", equalTo("amount"))
                .body("errors[0].message", containsString("amountMinor"));
    }

    @Test
    void charge_unknownToken_isUnprocessable() {
        refused(422, post(unique(), body(order, 1180, "tok_gold")).then())
                .body("type", equalTo("urn:problem:payment:unknown-card-token"))
                .body("errors[0].field", equalTo("cardToken"))
                .body("errors[0].message", containsString("tok_ok, tok_declined"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "7",
                "\"text\"",
                "{",
                "{}}",
                "{\"orderId\":\"o\"} {}",
                "<xml/>",
                "NaN",
                "{\"orderId\":\"o\",\"orderId\":\"p\"}",
                "\u0000"
            })
    void charge_noSingleObject_isRefusedAsBody(String body) {
        refused(400, post(unique(), body).then()).body("errors.field", hasItem("body"));
    }

    @Test
    void charge_deeplyNested_isRefused() throws Exception {
        String deep = "[".repeat(10_000) + "]".repeat(10_000);

        for (String body :
                List.of(deep, "{\"orderId\":" + deep + "}", "{\"other\":" + deep + "}")) {
            HttpResponse<String> answer = postRaw(body);
            assertThat(answer.statusCode()).isEqualTo(400);
            assertThat(answer.headers().firstValue("Content-Type"))
                    .hasValue("application/problem+json");
            assertThat(answer.body()).contains("\"field\":").hasSizeLessThan(500);
        }
    }

    /** REST Assured pretty-prints what it sends, which takes all memory for a deep body. */
    private static HttpResponse<String> postRaw(String body) throws Exception {
        return send(HttpRequest.BodyPublishers.ofString(body));
    }

    private static HttpResponse<String> send(HttpRequest.BodyPublisher body) throws Exception {
        URI uri = URI.create("http://127.0.0.1:" + RestAssured.port + "/charges");
        HttpRequest request =
                HttpRequest.newBuilder(uri)
                        .header("Idempotency-Key", unique())
                        .header("Content-Type", "application/json")
                        .POST(body)
                        .build();
        return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void charge_hugeBody_isRefused() {
        refused(413, post(unique(), with("orderId", "\"" + "x".repeat(70_000) + "\"")).then())
                .body("errors[0].field", equalTo("body"));
    }

    @Test
    void charge_bodyOfUnsaidLength_isRefused() throws Exception {
        HttpResponse<String> answer =
                send(
                        HttpRequest.BodyPublishers.ofByteArrays(
                                Collections.nCopies(20, new byte[10_000])));

        assertThat(answer.statusCode()).isEqualTo(411);
        assertThat(answer.body()).contains("\"field\":\"Content-Length\"");
    }

    @Test
    void charge_invalidUtf8_isRefused() {
        byte[] body = body(order + "\u00e9", 1180, "tok_ok").getBytes(ISO_8859_1);
        refused(
                        400,
                        given().header("Idempotency-Key", unique())
                                .contentType("application/json")
                                .body(body)
                                .post("/charges")
                                .then())
                .body("errors[0].field", equalTo("body"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/plain", "application/xml", "application/x-www-form-urlencoded"})
    void charge_otherContentType_isRefused(String contentType) {
        refused(
                        415,
                        given().header("Idempotency-Key", unique())
                                .contentType(contentType)
                                .body(body(order, 1180, "tok_ok"))
                                .post("/charges")
                                .then())
                .body("errors[0].field", equalTo("Content-Type"));
    }

    @Test
    void charge_packedBody_isRefused() {
        refused(
                        415,
                        given().header("Idempotency-Key", unique())
                                .header("Content-Encoding", "br")
                                .contentType("application/json")
                                .body(body(order, 1180, "tok_ok"))
                                .post("/charges")
                                .then())
                .body("errors[0].field", equalTo("Content-Encoding"));
    }

    @Test
    void charge_noKey_isRefused() {
        refused(
                        400,
                        given().contentType("application/json")
                                .body(body(order, 1, "tok_ok"))
                                .post("/charges")
                                .then())
                .body("errors[0].field", equalTo("Idempotency-Key"))
                .body("errors[0].message", equalTo("is missing"));
    }

    @Test
    void charge_wrongKey_isRefused() {
        for (String key : new String[] {"", " ", "x".repeat(129), "schl\u00fcssel", "tab\there"}) {
            refused(400, post(key, body(order, 1, "tok_ok")).then())
                    .body("errors[0].field", equalTo("Idempotency-Key"));
        }
    }

    @Test
    void void_wrongOrderId_isRefused() {
        refused(400, given().put("/charges/by-order/{id}/void", "a b").then())
                .body("errors[0].field", equalTo("orderId"));
        refused(400, given().put("/charges/by-order/{id}/void", "x".repeat(65)).then());
    }

    @Test
    void list_noOrderId_isRefused() {
        refused(400, given().get("/charges").then()).body("errors[0].field", equalTo("orderId"));
    }

    @Test
    void unknownPathOrMethod_isAProblem() {
        refused(404, given().get("/nothing").then());
        refused(405, given().delete("/charges").then());
        refused(406, given().accept("image/png").get("/charges?orderId=" + order).then());
    }

    private String with(String field, String value) {
        String plain = body(order, 1180, "tok_ok");
        String wanted =
                plain.replaceAll("\"" + field + "\":(\"[^\"]*\"|\\d+)", "\"" + field + "\":@");
        return wanted.replace("@", value);
    }

    private static ValidatableResponse refused(int status, ValidatableResponse answer) {
        return answer.statusCode(status)
                .contentType("application/problem+json")
                .body("status", equalTo(status));
    }

    private long rows() throws SQLException {
        try (var connection = database.getConnection();
                var statement = connection.createStatement();
                var result =
                        statement.executeQuery(
                                "select (select count(*) from charge) + (select count(*) from merchant_order)")) {
            result.next();
            return result.getLong(1);
        }
    }
}
