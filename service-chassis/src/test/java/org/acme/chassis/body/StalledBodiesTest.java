package org.acme.chassis.body;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Clients that begin to send a body and never go on: there are more of them than workers. */
@QuarkusTest
class StalledBodiesTest {

    private static final int MORE_THAN_WORKERS = 40;

    @Test
    void stalledBodies_holdNoWorker() throws IOException {
        List<Socket> stalled = new ArrayList<>();
        try {
            for (int i = 0; i < MORE_THAN_WORKERS; i++) {
                stalled.add(beginAndStall(1000));
            }

            given().header("X-Key", "k")
                    .contentType("application/json")
                    .body("{\"name\":\"tea\",\"count\":1}")
                    .post("/things")
                    .then()
                    .statusCode(200);

            for (Socket socket : stalled) {
                socket.setSoTimeout(1);
                assertThatThrownBy(socket.getInputStream()::read)
                        .as("still stalled when the others were served")
                        .isInstanceOf(SocketTimeoutException.class);
            }
        } finally {
            for (Socket socket : stalled) {
                socket.close();
            }
        }
    }

    /** Together they announce more than may arrive at a time. */
    @Test
    void announcements_takeNothingFromOthers() throws IOException {
        List<Socket> stalled = new ArrayList<>();
        try {
            for (int i = 0; i < 300; i++) {
                stalled.add(beginAndStall(64 * 1024));
            }

            given().contentType("application/json")
                    .body("{}")
                    .header("X-Key", "others")
                    .post("/things")
                    .then()
                    .statusCode(400);
        } finally {
            for (Socket socket : stalled) {
                socket.close();
            }
        }
    }

    private static Socket beginAndStall(int announced) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), RestAssured.port);
        String head =
                "POST /things HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
                        + "X-Key: stalled\r\nContent-Length: "
                        + announced
                        + "\r\n\r\n{";
        socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
        socket.getOutputStream().flush();
        return socket;
    }
}
