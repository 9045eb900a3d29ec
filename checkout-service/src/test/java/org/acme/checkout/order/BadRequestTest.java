package org.acme.checkout.order;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import org.acme.checkout.testing.Neighbours;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is wrong around a body is refused with a problem, and leaves no trace. */
@QuarkusTest
@QuarkusTestResource(Neighbours.class)
class BadRequestTest extends UntouchedShop {

    @Test
    void otherContentType_is415() {
        given().contentType("text/plain")
                .header("Idempotency-Key", key())
                .body(order("TEA-001", 1, "tok_ok"))
                .post("/checkouts")
                .then()
                .statusCode(415)
                .contentType("application/problem+json")
                .body("detail", containsString("application/json"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "br", "x-own"})
    void packedBody_is415(String encoding) {
        given().contentType("application/json")
                .header("Idempotency-Key", key())
                .header("Content-Encoding", encoding)
                .body(order("TEA-001", 1, "tok_ok"))
                .post("/checkouts")
                .then()
                .statusCode(415)
                .contentType("application/problem+json");
    }

    @Test
    void missingKey_is400() {
        given().contentType("application/json")
                .body(order("TEA-001", 1, "tok_ok"))
                .post("/checkouts")
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("errors[0].field", equalTo("Idempotency-Key"));
    }

    @ParameterizedTest
    @ValueSource(strings = {" ", "two words", "tab\there", "k\u00e9y", "del\u007f"})
    void unprintableKey_is400(String key) throws IOException {
        String body = order("TEA-001", 1, "tok_ok").strip();
        String rest = "Content-Length: " + body.length() + "\r\n\r\n" + body;
        assertThat(statusOf(key, rest)).isEqualTo("400");
    }

    @Test
    void overlongKey_is400() {
        place("k".repeat(201), order("TEA-001", 1, "tok_ok"))
                .then()
                .statusCode(400)
                .body("errors[0].message", startsWith("must be at most 200 characters"));
    }

    @Test
    void twoKeys_are400() {
        given().contentType("application/json")
                .header("Idempotency-Key", "one")
                .header("Idempotency-Key", "two")
                .body(order("TEA-001", 1, "tok_ok"))
                .post("/checkouts")
                .then()
                .statusCode(400);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/orders/7",
                "/orders/..%2f..%2fetc%2fpasswd",
                "/orders/%00",
                "/products/NO-SUCH",
                "/products/..%2f..%2forders",
                "/nowhere"
            })
    void unknownThings_are404(String path) {
        given().urlEncodingEnabled(false)
                .get(path)
                .then()
                .statusCode(404)
                .contentType("application/problem+json");
    }

    /** Cursors of the years +300000 and -4714, which Java can say and the database can't. */
    private static final String BEYOND_THE_DATABASE =
            "KzMwMDAwMC0wMS0wMVQwMDowMDowMFpfMDAwMDAwMDAtMDAwMC0wMDAwLTAwMDAtMDAwMDAwMDAwMDAw";

    private static final String BEFORE_ALL =
            "LTQ3MTQtMDEtMDFUMDA6MDA6MDBaXzAwMDAwMDAwLTAwMDAtMDAwMC0wMDAwLTAwMDAwMDAwMDAwMA";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/orders?status=LOST",
                "/orders?limit=0",
                "/orders?limit=501",
                "/orders?limit=x",
                "/orders?after=x",
                "/orders?after=" + BEYOND_THE_DATABASE,
                "/orders?after=" + BEFORE_ALL,
                "/audit?since=x",
                "/audit?since=99999999999999999999~a",
                "/audit?limit=-1"
            })
    void wrongParameters_are400(String path) {
        given().get(path)
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("errors.size()", equalTo(1));
    }

    @Test
    void otherMethod_is405() {
        given().delete("/checkouts").then().statusCode(405).contentType("application/problem+json");
    }
}
