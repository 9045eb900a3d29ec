package org.acme.workshop.alert;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.lessThanOrEqualTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.acme.workshop.fake.FakeShop;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@QuarkusTestResource(FakeShop.class)
class AlertsResourceTest {

    private static String alert(String name, String status, String more) {
        return """
               {"status":"%s","labels":{"alertname":"%s","lane":"protected","name":"payment"},
                "annotations":{"summary":"it is open","todo":"look","runbook":"docs/runbook.md#z"},
                "startsAt":"2026-01-31T12:00:00.5Z","endsAt":"2026-01-31T12:01:00Z",
                "generatorURL":"","fingerprint":"f"%s}"""
                .formatted(status, name, more);
    }

    private static String message(String alerts) {
        return "{\"version\":\"4\",\"receiver\":\"room\",\"somethingNew\":1,\"alerts\":["
                + alerts
                + "]}";
    }

    private static ValidatableResponse tell(String body, int status) {
        return given().contentType("application/json")
                .body(body)
                .post("/api/alerts")
                .then()
                .statusCode(status);
    }

    @Test
    void whatIsTold_isShown_andGoesToThePage() {
        tell(message(alert("Told", "firing", ",\"laterField\":{}")), 204);

        String told = "find { it.name == 'Told' }";
        given().get("/api/alerts")
                .then()
                .body(told + ".state", equalTo("firing"))
                .body(told + ".lane", equalTo("protected"))
                .body(told + ".subject", equalTo("payment"))
                .body(told + ".summary", equalTo("it is open"))
                .body(told + ".todo", equalTo("look"))
                .body(told + ".runbook", equalTo("docs/runbook.md#z"))
                .body(told + ".startedAt", equalTo("2026-01-31T12:00:00.500Z"))
                .body(told + ".endedAt", nullValue());
        given().get("/api/lanes").then().body("alerts.name", hasItem("Told"));
    }

    @Test
    void usersOfAnOperation_areTheSubject() {
        String labelled = alert("Unserved", "firing", "").replace("\"name\"", "\"operation\"");
        tell(message(labelled.replace("\"payment\"", "\"checkout\"")), 204);

        given().get("/api/alerts")
                .then()
                .body("find { it.name == 'Unserved' }.subject", equalTo("checkout"));
    }

    @Test
    void whatEnds_isSaidToHaveEnded() {
        tell(message(alert("Ends", "firing", "")), 204);
        tell(message(alert("Ends", "resolved", "")), 204);

        given().get("/api/alerts")
                .then()
                .body("find { it.name == 'Ends' }.state", equalTo("resolved"))
                .body("find { it.name == 'Ends' }.endedAt", equalTo("2026-01-31T12:01:00Z"));
    }

    @Test
    void onlyWebAddresses_becomeLinks() {
        String script =
                alert("Script", "firing", "").replace("docs/runbook.md#z", "javascript:alert(1)");

        tell(message(script), 204);

        given().get("/api/alerts").then().body("find { it.name == 'Script' }.runbook", nullValue());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "[]|body",
                "{}|alerts",
                "{\"alerts\":[7]}|alerts[0].labels",
                "{\"alerts\":[{\"labels\":{\"alertname\":1}}]}|alerts[0].labels.alertname",
                "{\"alerts\":[{\"status\":\"melting\"}]}|alerts[0].status",
                "{\"alerts\":[{\"status\":\"firing\",\"startsAt\":\"noon\"}]}|alerts[0].startsAt"
            })
    void wrong_namesTheField(String body, String field) {
        tell(body, 400).body("errors.field", hasItem(field));
    }

    @Test
    void notJson_isRefused() {
        tell("{", 400).body("errors[0].field", equalTo("body"));
    }

    @Test
    void aHugeMessage_isRefused() {
        given().contentType("application/json")
                .body("{\"alerts\":\"" + "x".repeat(70_000) + "\"}")
                .post("/api/alerts")
                .then()
                .statusCode(413);
    }

    @Test
    void manyAlerts_areNotAllKept() {
        String many =
                IntStream.range(0, 150)
                        .mapToObj(i -> alert("Many" + i, "resolved", ""))
                        .collect(Collectors.joining(","));

        tell(message(many), 204);

        given().get("/api/alerts")
                .then()
                .body("$", not(hasSize(0)))
                .body("size()", lessThanOrEqualTo(AlertBoard.MOST));
    }

    @Test
    void aForeignPage_mayNotTell() {
        given().header("Origin", "http://evil.example")
                .contentType("application/json")
                .body(message(alert("Foreign", "firing", "")))
                .post("/api/alerts")
                .then()
                .statusCode(403)
                .body(containsString("origin"));
    }
}
