package org.acme.breaker.quarkus.problem;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.anyOf;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class UnansweredCallsTest {

    @ParameterizedTest
    @CsvSource({"open, 90, 89", "limit, 60, 59", "full, 1, 1"})
    void callThatWasNotMade_is503_andSaysWhenToComeBack(String how, String wait, String less) {
        given().get("/unanswered/" + how)
                .then()
                .statusCode(503)
                .contentType("application/problem+json")
                .header("Retry-After", anyOf(equalTo(wait), equalTo(less)))
                .body("type", equalTo("urn:problem:breaker:dependency-unavailable"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"timeout", "deadline"})
    void callThatTookTooLong_is504(String how) {
        given().get("/unanswered/" + how)
                .then()
                .statusCode(504)
                .contentType("application/problem+json")
                .header("Retry-After", nullValue())
                .body("type", equalTo("urn:problem:breaker:dependency-too-slow"));
    }
}
