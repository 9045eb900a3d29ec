package org.acme.chassis.health;

import static io.restassured.RestAssured.given;

import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;

/** The delay of a shutdown has begun: unready, alive, and every request is served. */
@QuarkusTest
@TestProfile(ShutdownTest.OfItsOwn.class)
@SuppressWarnings("NullAway.Init")
class ShutdownTest {

    /** A process that stays unready. */
    public static class OfItsOwn implements QuarkusTestProfile {}

    @Inject Event<ShutdownDelayInitiatedEvent> asked;

    @Test
    void askedToStop_isUnready_alive_andServes() {
        given().get("/q/health/ready").then().statusCode(200);

        asked.fire(new ShutdownDelayInitiatedEvent());

        given().get("/q/health/ready").then().statusCode(503);
        given().get("/q/health/live").then().statusCode(200);
        given().header("X-Key", "k")
                .contentType("application/json")
                .body("{\"name\":\"tea\",\"count\":2}")
                .post("/things")
                .then()
                .statusCode(200);
    }
}
