package org.acme.fault.wire;

import static io.restassured.RestAssured.given;

/** Starts and ends faults over HTTP. */
final class Faults {

    private Faults() {}

    /** The id of the fault, written with single quotes. */
    static String start(String fault) {
        return given().contentType("application/json")
                .body(fault.replace('\'', '"'))
                .post("/faults")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }

    static void endAll() {
        given().delete("/faults").then().statusCode(204);
    }
}
