package org.acme.checkout.order;

import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.RestAssured;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.acme.checkout.testing.Shop;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A shop in which a test must leave no trace: nothing is written, nobody is asked. */
@SuppressWarnings("NullAway.Init") // Quarkus fills the fields before the first test
class UntouchedShop extends Shop {

    @Inject Jdbi jdbi;
    private long ordersBefore;

    @BeforeEach
    void count() {
        ordersBefore = orders();
    }

    @AfterEach
    void nothingWasWritten_orAsked() {
        assertThat(orders()).isEqualTo(ordersBefore);
        assertThat(gateway.requests()).isZero();
    }

    private long orders() {
        return jdbi.withHandle(
                h -> h.createQuery("SELECT count(*) FROM customer_order").mapTo(Long.class).one());
    }

    /** The status of the answer to raw bytes, which a client library would repair or refuse. */
    static String statusOf(String key, String rest) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), RestAssured.port)) {
            OutputStream out = socket.getOutputStream();
            String request =
                    "POST /checkouts HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
                            + "Idempotency-Key: "
                            + key
                            + "\r\n"
                            + rest;
            out.write(request.getBytes(StandardCharsets.ISO_8859_1));
            out.flush();
            byte[] start = socket.getInputStream().readNBytes("HTTP/1.1 400".length());
            return new String(start, StandardCharsets.US_ASCII).substring("HTTP/1.1 ".length());
        }
    }
}
