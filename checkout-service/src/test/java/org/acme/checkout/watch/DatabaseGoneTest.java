package org.acme.checkout.watch;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import org.acme.checkout.testing.Cable;
import org.acme.checkout.testing.CutDatabase;
import org.acme.checkout.testing.Neighbours;
import org.acme.checkout.testing.Shop;
import org.junit.jupiter.api.Test;

/** The database goes away and comes back: still ready, clean refusals, then business as usual. */
@QuarkusTest
@TestProfile(DatabaseGoneTest.OnACable.class)
@QuarkusTestResource(value = Neighbours.class, restrictToAnnotatedClass = true)
@QuarkusTestResource(value = CutDatabase.class, restrictToAnnotatedClass = true)
@SuppressWarnings("NullAway.Init")
class DatabaseGoneTest extends Shop {

    /** A server of its own. */
    public static class OnACable implements QuarkusTestProfile {}

    Cable cable;

    @Test
    void goneDatabase_staysReady_andRefusesCleanly_andComesBack() {
        place(key(), order("TEA-001", 1, "tok_ok")).then().statusCode(201);
        cable.cut();
        try {
            eventually(() -> given().get("/q/health/well").then().statusCode(503));
            given().get("/q/health/ready").then().statusCode(200);
            given().get("/q/health/live").then().statusCode(200);
            given().get("/metrics").then().statusCode(200);
            place(key(), order("TEA-001", 1, "tok_ok"))
                    .then()
                    .statusCode(503)
                    .header("Retry-After", notNullValue())
                    .contentType("application/problem+json")
                    .body("type", equalTo("urn:problem:checkout:database-unavailable"));
            assertThat(gateway.charges()).isEqualTo(1);
        } finally {
            cable.mend();
        }
        eventually(() -> given().get("/q/health/well").then().statusCode(200));
        place(key(), order("TEA-001", 1, "tok_ok")).then().statusCode(201);
    }
}
