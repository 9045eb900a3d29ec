package org.acme.fault.wire;

import static io.restassured.RestAssured.given;
import static org.acme.fault.wire.Faults.start;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.acme.fault.lease.FaultLease;
import org.acme.fault.lease.FaultRegistry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@QuarkusTest
@ExtendWith(FaultsCleanUp.class)
class FaultsOnTheWireTest {

    private static final Duration SHORT = Duration.ofMillis(300);
    private static final Duration LONG = Duration.ofSeconds(10);

    @Inject FaultRegistry registry;
    @Inject ParkingLot parkingLot;

    @Test
    void reset_breaksOffWithoutAnAnswer() throws IOException {
        start("{'kind':'reset'}");

        try (Wire wire = new Wire().post("/echo", "body")) {
            assertThatThrownBy(() -> wire.readToTheEnd(LONG))
                    .isInstanceOf(SocketException.class)
                    .isNotInstanceOf(SocketTimeoutException.class)
                    .hasMessageContaining("reset");
        }
        assertThat(EchoResource.WORKED).hasValue(0);
    }

    @Test
    void hang_acceptsAndNeverAnswers_andEndsWithAClose() throws IOException {
        String id = start("{'kind':'hang'}");

        try (Wire wire = new Wire().post("/echo", "body")) {
            assertThatThrownBy(() -> wire.readToTheEnd(SHORT))
                    .isInstanceOf(SocketTimeoutException.class);
            given().delete("/faults/" + id).then().statusCode(204);
            assertThat(wire.readToTheEnd(LONG)).isEmpty();
        }
        assertThat(EchoResource.WORKED).hasValue(0);
    }

    @Test
    void hang_endsByItself() throws IOException {
        start("{'kind':'hang','duration':'2s'}");

        try (Wire wire = new Wire().get("/echo")) {
            assertThat(wire.readToTheEnd(LONG)).isEmpty();
        }
        given().get("/faults").then().body("", hasSize(0));
    }

    @Test
    void hang_thenProceed_doesTheWorkLate() throws IOException {
        start("{'kind':'hang','then':'proceed'}");

        try (Wire wire = new Wire().post("/echo", "late")) {
            await().atMost(Duration.ofSeconds(60)).until(() -> parkingLot.taken() == 1);
            assertThat(EchoResource.WORKED).hasValue(0);
            given().delete("/faults").then().statusCode(204);
            assertThat(wire.readResponse(LONG)).contains("200 OK").endsWith("late");
        }
    }

    @Test
    void latency_delaysAndThenTheBodyReachesTheService() throws IOException {
        start("{'kind':'latency','delay':'400ms','jitter':'0ms'}");
        String body = "x".repeat(40_000);
        long before = System.nanoTime();

        try (Wire wire = new Wire().post("/echo", body)) {
            assertThat(wire.readResponse(LONG)).contains("200 OK").endsWith(body);
        }
        assertThat(System.nanoTime() - before)
                .isGreaterThanOrEqualTo(Duration.ofMillis(390).toNanos());
    }

    @Test
    void latency_leaseEnds_waitingRequestsGoAtOnce() throws IOException {
        start("{'kind':'latency','delay':'10m'}");

        try (Wire wire = new Wire().get("/echo")) {
            await().atMost(Duration.ofSeconds(60)).until(() -> parkingLot.taken() == 1);
            given().delete("/faults").then().statusCode(204);
            assertThat(wire.readResponse(LONG)).contains("200 OK").endsWith("hello");
        }
    }

    @Test
    void error_answersAndKeepsTheConnection() throws IOException {
        start("{'kind':'error','status':429,'retryAfter':'1500ms','limit':1}");

        try (Wire wire = new Wire().post("/echo", "unread")) {
            assertThat(wire.readResponse(LONG))
                    .contains("429 Too Many Requests")
                    .containsIgnoringCase("retry-after: 2")
                    .contains("application/problem+json", "urn:problem:fault:injected");
            assertThat(wire.post("/echo", "read").readResponse(LONG))
                    .contains("200 OK")
                    .endsWith("read");
        }
        assertThat(EchoResource.WORKED).hasValue(1);
    }

    @Test
    void severalLeases_applyInTheOrderOfTheirStart() {
        start("{'kind':'latency','delay':'200ms'}");
        start("{'kind':'error','status':503}");
        start("{'kind':'error','status':418}");
        long before = System.nanoTime();

        given().get("/echo").then().statusCode(503);

        assertThat(System.nanoTime() - before)
                .isGreaterThanOrEqualTo(Duration.ofMillis(190).toNanos());
        given().get("/faults")
                .then()
                .body("applied", equalTo(List.of(1, 1, 0)))
                .body("matched[2]", equalTo(0));
    }

    @Test
    void matchOfAHeader_strikesOnlyRequestsThatCarryIt() {
        start("{'kind':'error','status':418,'match':{'headers':{'X-Lane':'blue'}}}");

        given().header("x-lane", "blue").get("/echo").then().statusCode(418);
        given().header("X-Lane", "green").get("/echo").then().statusCode(200);
        given().get("/echo").then().statusCode(200);
        given().get("/faults").then().body("[0].matched", equalTo(1));
    }

    @Test
    void clientLeaves_beforeACloseWithoutWork_leavesNothingBehind() throws IOException {
        start("{'kind':'hang'}");
        FaultLease lease = registry.list().get(0);
        Wire wire = new Wire().post("/echo", "body");
        await().atMost(Duration.ofSeconds(60)).until(() -> lease.parked() == 1);

        wire.close();

        await().atMost(Duration.ofSeconds(60))
                .until(() -> lease.parked() == 0 && parkingLot.taken() == 0);
    }

    @Test
    void manyParkedRequests_holdNoThread() throws IOException {
        start("{'kind':'hang'}");
        List<Wire> wires = new ArrayList<>();
        try {
            wires.add(new Wire().get("/echo"));
            await().atMost(Duration.ofSeconds(60)).until(() -> parkingLot.taken() == 1);
            int threadsBefore = Thread.activeCount();
            for (int i = 0; i < 2_000; i++) {
                wires.add(new Wire().get("/echo"));
            }
            await().atMost(Duration.ofSeconds(60)).until(() -> parkingLot.taken() == 2_001);

            assertThat(Thread.activeCount()).isLessThanOrEqualTo(threadsBefore + 2);
            given().get("/faults").then().statusCode(200).body("[0].parked", equalTo(2_001));
            given().get("/metrics").then().statusCode(200);
        } finally {
            for (Wire wire : wires) {
                wire.close();
            }
        }
    }
}
