package org.acme.breaker.quarkus.admin;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.acme.breaker.CircuitBreakerRegistry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whoever operates breakers leaves a line behind, and nobody else does. */
@QuarkusTest
class AuditLogTest {

    private static final Logger AUDIT = Logger.getLogger("org.acme.breaker.audit");

    @Inject CircuitBreakerRegistry registry;

    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final Handler ear =
            new Handler() {
                @Override
                public void publish(LogRecord line) {
                    lines.add(String.format(line.getMessage(), line.getParameters()));
                }

                @Override
                public void flush() {}

                @Override
                public void close() {}
            };

    @BeforeEach
    void listen() {
        registry.resetAll();
        AUDIT.addHandler(ear);
    }

    @AfterEach
    void stop() {
        AUDIT.removeHandler(ear);
        registry.resetAll();
    }

    @ParameterizedTest
    @CsvSource({
        "payment/force-open, breaker 'payment': force-open (was closed)",
        "payment/disable,    breaker 'payment': disable (was closed)",
        "payment/close,      breaker 'payment': close (was closed)",
        "payment/reset,      breaker 'payment': reset (was closed)",
        "reset,              all breakers: reset"
    })
    void everyAction_isOneLine_withWhatWasDoneAndByWhom(String action, String line) {
        given().post("/breakers/" + action).then().statusCode(200);

        assertThat(lines)
                .singleElement()
                .asString()
                .startsWith(line + ", by ")
                .contains("127.0.0.1");
    }

    @Test
    void change_isOneLine_withTheNewSettings() {
        change("{\"minimum-calls\":7}").statusCode(200);

        assertThat(lines)
                .singleElement()
                .asString()
                .startsWith("breaker 'payment': changed {minimum-calls=7}, by ");
        change("{\"minimum-calls\":null}").statusCode(200);
    }

    @Test
    void whatWasNotDone_isNoLine() {
        given().get("/breakers").then().statusCode(200);
        given().post("/breakers/payment/explode").then().statusCode(404);
        change("{\"minimum-calls\":0}").statusCode(400);

        assertThat(lines).isEmpty();
    }

    private static ValidatableResponse change(String settings) {
        return given().contentType(ContentType.JSON)
                .body(settings)
                .patch("/breakers/payment")
                .then();
    }
}
