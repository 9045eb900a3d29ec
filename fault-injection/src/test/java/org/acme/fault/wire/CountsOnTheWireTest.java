package org.acme.fault.wire;

import static org.acme.fault.wire.Faults.start;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.Duration;
import org.acme.fault.lease.FaultLease;
import org.acme.fault.lease.FaultRegistry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A lease counts what it has done on the wire, and only that uses up its limit. */
@QuarkusTest
@ExtendWith(FaultsCleanUp.class)
class CountsOnTheWireTest {

    private static final Duration TIMEOUT = Duration.ofSeconds(60);

    private static final Duration LONG = Duration.ofSeconds(10);
    private static final String BODY = "{\"name\":\"tea\"}";

    @Inject FaultRegistry registry;
    @Inject ParkingLot parkingLot;

    @ParameterizedTest
    @CsvSource({
        "malformed, DELETE, 204 No Content",
        "truncated, DELETE, 204 No Content",
        "slow-body, DELETE, 204 No Content",
        "malformed, HEAD, 200 OK",
        "truncated, HEAD, 200 OK",
        "slow-body, HEAD, 200 OK"
    })
    void answerWithoutABody_goesOutAsItIs_andLeavesTheLimitToOthers(
            String kind, String method, String status) throws IOException {
        start("{'kind':'%s','limit':1}".formatted(kind));
        FaultLease lease = registry.list().get(0);
        long before = ofKind(lease);

        try (Wire wire = new Wire().send(closing(method))) {
            assertThat(wire.readToTheEnd(LONG))
                    .startsWith("HTTP/1.1 " + status)
                    .endsWith("\r\n\r\n");
        }
        assertThat(EchoResource.WORKED).hasValue(1);
        assertCounts(lease, 1, 0);
        assertThat(ofKind(lease)).isEqualTo(before);

        try (Wire wire = new Wire().post("/echo", BODY)) {
            await().atMost(TIMEOUT).until(() -> lease.applied() == 1);
        }
        assertCounts(lease, 2, 1);
        assertThat(ofKind(lease)).isEqualTo(before + 1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"DELETE", "HEAD"})
    void lostResponse_losesAnAnswerWithoutABodyToo(String method) throws IOException {
        start("{'kind':'lost-response'}");
        FaultLease lease = registry.list().get(0);

        try (Wire wire = new Wire().send(closing(method))) {
            assertThat(wire.readToTheEnd(LONG)).isEmpty();
        }
        assertThat(EchoResource.WORKED).hasValue(1);
        assertCounts(lease, 1, 1);
    }

    @Test
    void ofTwoThatSpoil_onlyTheFirstCounts() throws IOException {
        start("{'kind':'malformed'}");
        start("{'kind':'truncated','limit':1}");
        FaultLease first = registry.list().get(0);
        FaultLease second = registry.list().get(1);

        try (Wire wire = new Wire().post("/echo", BODY)) {
            assertThat(wire.readResponse(LONG)).endsWith("{\"name\"#");
        }
        assertCounts(first, 1, 1);
        assertCounts(second, 1, 0);
    }

    @Test
    void slowBody_thatGoesOutWithOneDrip_isNotSlow() throws IOException {
        start("{'kind':'slow-body','bytes':14,'pause':'10m','limit':1}");
        FaultLease lease = registry.list().get(0);

        try (Wire wire = new Wire().post("/echo", BODY)) {
            assertThat(wire.readResponse(LONG)).contains("200 OK").endsWith(BODY);
            assertCounts(lease, 1, 0);
            wire.post("/echo", BODY + "\n");
            await().atMost(TIMEOUT).until(() -> lease.applied() == 1);
        }
    }

    @Test
    void pipelinedRequest_behindADrippingAnswer_isNotSpoiled() throws IOException {
        start("{'kind':'slow-body','bytes':1,'pause':'10m','duration':'1h'}");
        FaultLease lease = registry.list().get(0);
        String request = "POST /echo HTTP/1.1\r\nHost: test\r\nContent-Length: 14\r\n\r\n" + BODY;

        try (Wire wire = new Wire().send(request + request)) {
            await().atMost(TIMEOUT).until(() -> EchoResource.WORKED.get() == 2);
            assertCounts(lease, 2, 1);
            Faults.endAll();
            assertThat(wire.readResponse(LONG)).endsWith(BODY);
            assertThat(wire.readResponse(LONG)).endsWith(BODY);
        }
    }

    @Test
    void clientGoesAway_beforeTheAnswer_leavesTheLimitToOthers() throws IOException {
        start("{'kind':'malformed','limit':1}");
        start("{'kind':'hang','limit':1}");
        FaultLease malformed = registry.list().get(0);
        try (Wire gone = new Wire().post("/echo", BODY)) {
            await().atMost(TIMEOUT).until(() -> parkingLot.taken() == 1);
        }

        await().atMost(TIMEOUT)
                .until(
                        () -> {
                            try (Wire wire = new Wire().post("/echo", BODY)) {
                                return wire.readResponse(LONG).endsWith("#");
                            }
                        });
        assertThat(malformed.applied()).isEqualTo(1);
    }

    private long ofKind(FaultLease lease) {
        return registry.appliedOf(lease.spec().fault().kind()).sum();
    }

    private static void assertCounts(FaultLease lease, long matched, long applied) {
        assertThat(lease.matched()).isEqualTo(matched);
        assertThat(lease.applied()).isEqualTo(applied);
    }

    private static String closing(String method) {
        return method + " /echo HTTP/1.1\r\nHost: test\r\nConnection: close\r\n\r\n";
    }
}
