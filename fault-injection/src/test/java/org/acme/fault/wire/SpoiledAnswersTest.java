package org.acme.fault.wire;

import static org.acme.fault.wire.Faults.start;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import org.acme.fault.lease.FaultLease;
import org.acme.fault.lease.FaultRegistry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The work is done, and the answer doesn't arrive as it should: seen on the wire. */
@QuarkusTest
@ExtendWith(FaultsCleanUp.class)
class SpoiledAnswersTest {

    private static final Duration SHORT = Duration.ofMillis(300);
    private static final Duration LONG = Duration.ofSeconds(10);
    private static final String BODY = "{\"name\":\"tea\"}";

    @Inject CountingHalt halt;
    @Inject FaultRegistry registry;
    @Inject ParkingLot parkingLot;

    @Test
    void lostResponse_doesTheWorkAndClosesWithoutAByte() throws IOException {
        start("{'kind':'lost-response'}");

        try (Wire wire = new Wire().post("/echo", BODY)) {
            assertThat(wire.readToTheEnd(LONG)).isEmpty();
        }
        assertThat(EchoResource.WORKED).hasValue(1);
    }

    @Test
    void malformed_isWholeButNoJson_andKeepsTheConnection() throws IOException {
        start("{'kind':'malformed','limit':1}");

        try (Wire wire = new Wire().post("/echo", BODY)) {
            assertThat(wire.readResponse(LONG)).contains("200 OK").endsWith("{\"name\"#");
            assertThat(wire.post("/echo", BODY).readResponse(LONG)).endsWith(BODY);
        }
        assertThat(EchoResource.WORKED).hasValue(2);
    }

    @Test
    void truncated_promisesMoreThanItSends() throws IOException {
        start("{'kind':'truncated'}");

        try (Wire wire = new Wire().post("/echo", BODY)) {
            assertThat(wire.readToTheEnd(LONG))
                    .containsIgnoringCase("content-length: " + (BODY.length() + 1))
                    .endsWith("\r\n\r\n" + BODY.substring(0, BODY.length() / 2));
        }
        assertThat(EchoResource.WORKED).hasValue(1);
    }

    @Test
    void slowBody_drips() throws IOException {
        start("{'kind':'slow-body','bytes':4,'pause':'100ms'}");
        long before = System.nanoTime();

        try (Wire wire = new Wire().post("/echo", BODY)) {
            assertThat(wire.readResponse(LONG)).contains("200 OK").endsWith(BODY);
            assertThat(System.nanoTime() - before)
                    .isGreaterThanOrEqualTo(Duration.ofMillis(290).toNanos());
            Faults.endAll();
            assertThat(wire.post("/echo", BODY).readResponse(LONG)).endsWith(BODY);
        }
    }

    @Test
    void slowBody_leaseEnds_theRestComesAtOnce() throws IOException {
        start("{'kind':'slow-body','bytes':1,'pause':'10m'}");

        try (Wire wire = new Wire().post("/echo", BODY)) {
            await().atMost(Duration.ofSeconds(60)).until(() -> EchoResource.WORKED.get() == 1);
            Faults.endAll();
            assertThat(wire.readResponse(LONG)).endsWith(BODY);
        }
    }

    @Test
    void slowBody_clientGoesAway_leavesItsPlaceBeforeTheNextDrip() throws IOException {
        start("{'kind':'slow-body','bytes':1,'pause':'10m','duration':'1h'}");
        FaultLease lease = registry.list().get(0);

        try (Wire wire = new Wire().post("/echo", BODY)) {
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> parkingLot.taken() == 1 && lease.parked() == 1);
            wire.close();
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> parkingLot.taken() == 0 && lease.parked() == 0);
        }
    }

    @Test
    void flappingSlowBody_offTurn_theRestComesAtOnce() throws IOException {
        start(
                "{'kind':'flapping','on':'3s','off':'10m','duration':'1h',"
                        + "'fault':{'kind':'slow-body','bytes':1,'pause':'10m'}}");

        try (Wire wire = new Wire().post("/echo", BODY)) {
            assertThat(wire.readResponse(LONG)).endsWith(BODY);
            assertThat(wire.post("/echo", "and on").readResponse(LONG)).endsWith("and on");
        }
    }

    @Test
    void flappingHang_answersInItsOffTurn() throws IOException {
        start("{'kind':'flapping','on':'3s','off':'10m','fault':{'kind':'hang'},'duration':'1h'}");

        try (Wire wire = new Wire().get("/echo")) {
            assertThat(wire.readToTheEnd(LONG)).isEmpty();
        }
        try (Wire wire = new Wire().get("/echo")) {
            assertThat(wire.readResponse(LONG)).endsWith("hello");
        }
    }

    @Test
    void capacity_servesWaitsAndRefuses() throws IOException {
        start("{'kind':'capacity','atOnce':1,'queue':1}");
        String hang = start("{'kind':'hang','then':'proceed','limit':1}");

        try (Wire first = new Wire().get("/echo")) {
            await().atMost(Duration.ofSeconds(60)).until(() -> parkingLot.taken() == 1);
            try (Wire second = new Wire().get("/echo");
                    Wire third = new Wire()) {
                await().atMost(Duration.ofSeconds(60)).until(() -> parkingLot.taken() == 2);
                assertThat(third.get("/echo").readResponse(LONG))
                        .contains("503 Service Unavailable");
                assertThatThrownBy(() -> second.readResponse(SHORT))
                        .isInstanceOf(SocketTimeoutException.class);
                first.close(); // the service works on, and its place stays taken
                assertThatThrownBy(() -> second.readResponse(SHORT))
                        .isInstanceOf(SocketTimeoutException.class);
                registry.end(hang);
                assertThat(second.readResponse(LONG)).contains("200 OK");
            }
        }
    }

    @Test
    void crash_haltsAtTheNextMatchedRequest() throws IOException {
        start("{'kind':'crash','match':{'path':'/echo'}}");
        int before = halt.times.get();

        try (Wire wire = new Wire().get("/other")) {
            wire.readResponse(LONG);
            assertThat(halt.times).hasValue(before);
        }
        try (Wire wire = new Wire().get("/echo")) {
            await().atMost(Duration.ofSeconds(60)).until(() -> halt.times.get() == before + 1);
        }
    }
}
