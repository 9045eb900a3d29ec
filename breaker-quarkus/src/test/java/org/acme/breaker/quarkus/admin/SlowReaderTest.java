package org.acme.breaker.quarkus.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** On a real socket that nobody reads from. */
@QuarkusTest
@Timeout(60)
class SlowReaderTest {

    /** Together far more than the buffers of two sockets. */
    private static final int EVENTS = 3_000;

    private static final String LONG = "x".repeat(10_000);

    @Inject EventFeed feed;

    @Test
    void readerThatDoesNotRead_holdsUpNobody_andIsToldOfItsLoss() throws IOException {
        int before = feed.readers();
        try (Socket socket = new Socket()) {
            socket.setReceiveBufferSize(4_096);
            socket.connect(
                    new InetSocketAddress(InetAddress.getLoopbackAddress(), RestAssured.port));
            ask(socket);
            await().atMost(Duration.ofSeconds(60)).until(() -> feed.readers() == before + 1);

            for (int i = 0; i < EVENTS; i++) {
                feed.publish(event(i));
            }

            assertThat(firstLoss(socket)).contains("\"type\":\"dropped\"").contains("\"events\":");
        }
        await().atMost(Duration.ofSeconds(60)).until(() -> feed.readers() == before);
    }

    private static void ask(Socket socket) throws IOException {
        String request = "GET /breakers/events HTTP/1.1\r\nHost: x\r\n\r\n";
        socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
    }

    private static String firstLoss(Socket socket) throws IOException {
        BufferedReader lines =
                new BufferedReader(
                        new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
        String line = lines.readLine();
        while (line != null && !line.contains("dropped")) {
            line = lines.readLine();
        }
        return String.valueOf(line);
    }

    private static BreakerEvent event(long number) {
        return new BreakerEvent(
                "transition", "b", null, number, null, null, null, LONG, null, null, null, null);
    }
}
