package org.acme.chassis;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import org.junit.jupiter.api.Test;

/** What every service on the chassis answers. */
@QuarkusTest
class EdgeTest {

    @Test
    void goodRequest_isServed() {
        json("{\"name\":\"tea\",\"count\":2}")
                .header("X-Key", "k")
                .post("/things")
                .then()
                .statusCode(200)
                .body(equalTo("k tea 2"));
    }

    @Test
    void wrongHeaderAndBody_areNamedTogether() {
        problem(json("{\"count\":10}").post("/things").then(), 400, "invalid-request")
                .body("errors.field", contains("X-Key", "count", "name"))
                .body("errors[1].message", equalTo("must be between 1 and 9, but is 10"))
                .body("detail", equalTo("3 fields are wrong"));
    }

    @Test
    void wrongType_isNamed() {
        problem(json("{\"name\":1}").post("/things").then(), 400, "invalid-request")
                .body("errors.field", contains("name", "count"));
    }

    @Test
    void freeJson_isReadAsStrictly() {
        problem(json("{\"a\":1,\"a\":2}").post("/things/free").then(), 400, "invalid-request")
                .body("errors.field", contains("body"));
        json("{\"a\":{\"b\":[1]}}").post("/things/free").then().statusCode(200);
    }

    @Test
    void refusalsOfTheFramework_areProblems() {
        problem(given().get("/nowhere").then(), 404, "not-found");
        problem(given().delete("/things").then(), 405, "method-not-allowed");
        problem(
                        given().contentType("text/plain").body("x").post("/things").then(),
                        415,
                        "unsupported-media-type")
                .body("errors.field", hasItem("Content-Type"));
    }

    @Test
    void bodiesThatAreRefusedByTheirHeaders() {
        problem(json("x".repeat(70_000)).post("/things").then(), 413, "body-too-large")
                .body("errors.field", contains("body"));
        problem(
                        json("{}").header("Content-Encoding", "br").post("/things").then(),
                        415,
                        "unsupported-content-encoding")
                .body("errors.field", contains("Content-Encoding"));
    }

    @Test
    void deadline_isReadAtArrival() {
        problem(
                given().header("X-Deadline-Ms", "0").get("/things/broken/by").then(),
                504,
                "deadline-passed");
        problem(
                        given().header("X-Deadline-Ms", "soon").get("/things/broken/by").then(),
                        400,
                        "invalid-request")
                .body("errors.field", contains("X-Deadline-Ms"));
    }

    @Test
    void failures_tellNothingOfTheInside() {
        problem(given().get("/things/broken/by").then(), 500, "internal")
                .body("detail", not(containsString("Exception")));
        problem(given().get("/things/broken/database").then(), 503, "database-unavailable")
                .header("Retry-After", "1")
                .body("detail", not(containsString("gone")));
    }

    @Test
    void metrics_areServed() {
        given().get("/metrics").then().statusCode(200).body(containsString("jvm_"));
    }

    /** Of a service that was scanned: without a bound each of these would be a series for ever. */
    @Test
    void labels_haveNoWordsOfStrangers() {
        for (int i = 0; i < 5; i++) {
            given().request("INVENTED" + i, "/things").then().statusCode(405);
            given().get("/invented/" + i).then().statusCode(404);
            given().header("X-Deadline-Ms", "soon").get("/invented/" + i).then().statusCode(400);
            given().header("X-Deadline-Ms", "soon").get("/things/invented" + i).then();
            json("x".repeat(70_000)).post("/invented/" + i).then().statusCode(413);
        }
        given().get("/things/broken/by").then().statusCode(500);

        String lines = given().get("/metrics").then().extract().asString();

        assertThat(lines)
                .doesNotContainIgnoringCase("invented")
                .contains("method=\"OTHER\"", "uri=\"UNKNOWN\"", "uri=\"/things/broken/{why}\"");
    }

    /** Nothing that needs a worker thread, and nothing that is shared with other replicas. */
    @Test
    void readiness_isOurOwnCheckOnly_andLivenessHasNone() {
        given().get("/q/health/ready")
                .then()
                .statusCode(200)
                .body("checks.name", contains("accepts requests"));
        given().get("/q/health/live").then().statusCode(200).body("checks", empty());
    }

    private static RequestSpecification json(String body) {
        return given().contentType("application/json").body(body);
    }

    private static ValidatableResponse problem(
            ValidatableResponse answer, int status, String name) {
        return answer.statusCode(status)
                .contentType("application/problem+json")
                .body("status", equalTo(status))
                .body("type", equalTo("urn:problem:edge:" + name));
    }
}
