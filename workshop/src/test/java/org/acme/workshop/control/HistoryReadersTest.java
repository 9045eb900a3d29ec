package org.acme.workshop.control;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;

import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.util.internal.PlatformDependent;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.acme.workshop.fake.FakeShop;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Two hundred phones on a bad Wi-Fi ask for the whole history, and hardly read it. */
@QuarkusTest
@QuarkusTestResource(FakeShop.class)
class HistoryReadersTest {

    private static final int READERS = 200;
    private static final int PICTURE_BYTES = 4_200;
    private static final long HISTORY_BYTES = (long) History.MOST_PICTURES * PICTURE_BYTES;

    private final LiveFeed feed;
    private final AudienceServer audience;
    private final HistoryService history;
    private final AudienceConfig config;

    @Inject
    HistoryReadersTest(
            LiveFeed feed, AudienceServer audience, HistoryService history, AudienceConfig config) {
        this.feed = feed;
        this.audience = audience;
        this.history = history;
        this.config = config;
    }

    @Test
    void manySlowReaders_useNoMoreMemoryThanOne() throws IOException {
        fillFiveMinutes();
        given().get("/api/history").then().statusCode(200);
        long before = directMemory();
        List<Socket> readers = new ArrayList<>();
        try {
            for (int i = 0; i < READERS; i++) {
                readers.add(slowReader());
            }
            int served = 0;
            for (Socket reader : readers) {
                served += status(reader) == 200 ? 1 : 0;
            }

            // A copy for each would be 250 MB; what is new is an edition for each second of the
            // test.
            assertThat(directMemory() - before)
                    .as("direct memory")
                    .isLessThan(READERS * HISTORY_BYTES / 4);
            assertThat(served).as("served").isPositive();
            assertThat(history.audience()).isLessThanOrEqualTo(config.maxHistories());
        } finally {
            for (Socket reader : readers) {
                reader.close();
            }
        }
        await().untilAsserted(() -> assertThat(history.audience()).isZero());
    }

    @Test
    void theAudience_isServedBoundedly_andDoesNotTakeThePresentersPlaces() {
        List<HistoryAnswer> underWay = new ArrayList<>();
        for (int i = 0; i < config.maxHistories(); i++) {
            underWay.add(history.serve(Instant.MIN, true).orElseThrow());
        }
        try {
            assertThat(history.serve(Instant.MIN, true)).isEmpty();
            given().baseUri("http://127.0.0.1")
                    .port(audience.port())
                    .get("/api/history")
                    .then()
                    .statusCode(503)
                    .contentType("application/problem+json");
            given().get("/api/history").then().statusCode(200);
        } finally {
            underWay.forEach(answer -> answer.done().run());
        }
        given().baseUri("http://127.0.0.1")
                .port(audience.port())
                .get("/api/history")
                .then()
                .statusCode(200);
    }

    /** A HEAD has no body to be written, so nothing that follows the body may be relied on. */
    @Test
    void headRequests_keepNoPlaces() {
        for (int i = 0; i < 20; i++) {
            given().head("/api/history").then().statusCode(200);
        }

        given().get("/api/history").then().statusCode(200);
        await().untilAsserted(() -> assertThat(history.others()).isZero());
    }

    /** Were one reference too many kept for each answer, no edition would be freed. */
    @Test
    void editions_areFreed_whenTheirReadersAreThrough() {
        fillFiveMinutes();
        long before = ofEditions();
        for (int i = 0; i < 20; i++) {
            feed.history().add(Instant.now(), "{}".getBytes(StandardCharsets.US_ASCII));
            given().get("/api/history").then().statusCode(200);
            given().head("/api/history").then().statusCode(200);
        }

        await().untilAsserted(
                        () -> assertThat(ofEditions() - before).isLessThan(3 * HISTORY_BYTES));
    }

    private static long ofEditions() {
        return UnpooledByteBufAllocator.DEFAULT.metric().usedDirectMemory();
    }

    @Test
    void since_isAnswered_withNothingThatIsKnown() {
        String known = await().until(HistoryReadersTest::newest, at -> at != null);

        given().queryParam("since", known)
                .get("/api/history")
                .then()
                .statusCode(200)
                .contentType("application/json")
                .body("at", not(hasItem(known)));
        given().queryParam("since", Instant.now().plusSeconds(60).toString())
                .get("/api/history")
                .then()
                .statusCode(200)
                .body("$", hasSize(0));
    }

    private static @Nullable String newest() {
        List<String> known =
                given().get("/api/history").jsonPath().getList("findAll { it.lanes }.at");
        return known.isEmpty() ? null : known.get(known.size() - 1);
    }

    @Test
    void sinceThatIsNoInstant_is400() {
        given().queryParam("since", "yesterday")
                .get("/api/history")
                .then()
                .statusCode(400)
                .body("errors[0].field", equalTo("since"));
    }

    private void fillFiveMinutes() {
        byte[] picture =
                ("{\"at\":\"" + "x".repeat(PICTURE_BYTES - 9) + "\"}")
                        .getBytes(StandardCharsets.US_ASCII);
        Instant start = Instant.now().minus(Duration.ofMinutes(5));
        for (int i = 0; i < History.MOST_PICTURES; i++) {
            feed.history().add(start.plusSeconds(i), picture);
        }
    }

    /** Asks, and has room for no more than the first few kilobytes of the answer. */
    private Socket slowReader() throws IOException {
        Socket socket = new Socket();
        socket.setReceiveBufferSize(4096);
        socket.setSoTimeout(30_000);
        socket.connect(new InetSocketAddress("127.0.0.1", audience.port()));
        String request =
                "GET /api/history HTTP/1.1\r\nHost: localhost:" + audience.port() + "\r\n\r\n";
        socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    private static int status(Socket reader) throws IOException {
        byte[] line = reader.getInputStream().readNBytes("HTTP/1.1 200".length());
        String text = new String(line, StandardCharsets.US_ASCII);
        return Integer.parseInt(text.substring(text.lastIndexOf(' ') + 1));
    }

    /** What Netty allocates by itself and what the JVM allocates for it. */
    private static long directMemory() {
        long ofTheJvm =
                ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
                        .filter(pool -> pool.getName().equals("direct"))
                        .mapToLong(BufferPoolMXBean::getMemoryUsed)
                        .sum();
        return ofTheJvm + Math.max(0, PlatformDependent.usedDirectMemory());
    }
}
