package org.acme.gateway.capacity;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import org.acme.gateway.GatewayTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@GatewayTest
class CapacityResourceTest {

    @Inject MeterRegistry meters;

    @AfterEach
    void restore() {
        given().delete("/capacity").then().statusCode(204);
    }

    @Test
    void change_isInForce_untilItIsTakenBack() {
        int workers = given().get("/capacity").then().statusCode(200).extract().path("workers");

        given().contentType("application/json")
                .body(
                        """
                        {"workers":3,"queue":7,"minMillis":5,"maxMillis":9,"seconds":60}""")
                .put("/capacity")
                .then()
                .statusCode(200)
                .body("workers", equalTo(3))
                .body("queue", equalTo(7))
                .body("minMillis", equalTo(5))
                .body("maxMillis", equalTo(9));
        assertThat(gauge("bank.workers")).isEqualTo(3);
        assertThat(gauge("bank.capacity")).isEqualTo(3 * 1000 / 7.0);
        assertThat(changed()).isEqualTo(3);

        given().delete("/capacity").then().statusCode(204);
        given().get("/capacity").then().body("workers", equalTo(workers));
        assertThat(gauge("bank.workers")).isEqualTo(workers);
        assertThat(changed()).isZero();
    }

    @Test
    void serviceTime_hasAShapeAndASeed() {
        put("""
            {"workers":3,"queue":7,"shape":"log-normal","minMillis":5,"medianMillis":40,
             "maxMillis":900,"seed":42,"seconds":60}""")
                .statusCode(200);

        given().get("/capacity")
                .then()
                .body("workers", equalTo(3))
                .body("shape", equalTo("log-normal"))
                .body("minMillis", equalTo(5))
                .body("medianMillis", equalTo(40))
                .body("maxMillis", equalTo(900))
                .body("seed", equalTo(42))
                .body("time", nullValue());
    }

    @Test
    void seedThatNobodySaid_isShown() {
        put("{\"workers\":3,\"queue\":7,\"minMillis\":5,\"maxMillis\":9,\"seconds\":60}")
                .statusCode(200)
                .body("shape", equalTo("uniform"))
                .body("medianMillis", equalTo(7))
                .body("seed", notNullValue());
    }

    @Test
    void anotherSeed_isNoOtherServiceTime_butAnotherSpreadIs() {
        Map<String, Object> usual = given().get("/capacity").jsonPath().getMap("");
        usual.remove("medianMillis");
        usual.put("seconds", 60);
        usual.put("seed", 1 + given().get("/capacity").jsonPath().getLong("seed"));
        put(usual).statusCode(200);
        assertThat(changed()).isZero();

        usual.put("maxMillis", 60_000);
        put(usual).statusCode(200);
        assertThat(changed()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'shape':'normal','minMillis':5,'maxMillis':9|shape",
                "'shape':'normal','minMillis':5,'maxMillis':4,'seed':1|maxMillis,shape",
                "'shape':'uniform','minMillis':5,'medianMillis':6,'maxMillis':9|medianMillis",
                "'minMillis':5,'medianMillis':6,'maxMillis':9|medianMillis",
                "'shape':'exponential','minMillis':5,'maxMillis':9|medianMillis",
                "'shape':'exponential','minMillis':5,'medianMillis':4,'maxMillis':9|medianMillis",
                "'shape':'log-normal','minMillis':5,'medianMillis':10,'maxMillis':9|medianMillis",
                "'shape':'log-normal','minMillis':0,'medianMillis':0,'maxMillis':9|medianMillis",
                "'shape':'log-normal','medianMillis':7|maxMillis,minMillis"
            })
    void wrongServiceTime_namesTheField(String fields, String wrong) {
        put("{'workers':1,'queue':1,'seconds':60,%s}".formatted(fields).replace('\'', '"'))
                .statusCode(400)
                .body("errors.field", equalTo(List.of(wrong.split(","))));
    }

    @Test
    void wrongFields_areAllNamed() {
        given().contentType("application/json")
                .body("{\"workers\":0,\"minMillis\":5,\"maxMillis\":4}")
                .put("/capacity")
                .then()
                .statusCode(400)
                .body("errors", hasSize(4))
                .body("errors.field", hasItem("maxMillis"))
                .body("errors.field", hasItem("workers"))
                .body("errors.field", hasItem("queue"))
                .body("errors.field", hasItem("seconds"));
    }

    private double gauge(String meter) {
        return meters.get(meter).gauge().value();
    }

    private double changed() {
        return meters.get("bank.changed").gauges().stream().mapToDouble(Gauge::value).sum();
    }

    private static ValidatableResponse put(Object capacity) {
        return given().contentType("application/json").body(capacity).put("/capacity").then();
    }
}
