package org.acme.fault.wire;

import static org.acme.fault.wire.Faults.start;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.acme.fault.lease.FaultLease;
import org.acme.fault.lease.FaultRegistry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The service does its work although its client has left, as a real one does. */
@QuarkusTest
@ExtendWith(FaultsCleanUp.class)
class LateWorkTest {

    private static final Duration LONG = Duration.ofSeconds(30);
    private static final String BODY = "x".repeat(40_000);

    @Inject FaultRegistry registry;
    @Inject ParkingLot parkingLot;

    @Test
    void latency_clientLeaves_theWorkIsDoneAllTheSame() throws IOException {
        start("{'kind':'latency','delay':'10m'}");

        FaultLease latency = registry.list().get(0);

        leaveWhenParked();
        assertThat(EchoResource.WORKED).hasValue(0);
        Faults.endAll();

        eventuallyWorked(1);
        assertThat(latency.applied()).isEqualTo(1);
    }

    @Test
    void latency_clientLeaves_aRequestWithoutABodyIsWorkedOnAsWell() throws IOException {
        start("{'kind':'latency','delay':'10m'}");

        try (Wire wire = new Wire().send("DELETE /echo HTTP/1.1\r\nHost: test\r\n\r\n")) {
            eventually(() -> parkingLot.taken() == 1);
        }
        eventually(() -> parkingLot.withoutClient() == 1);
        Faults.endAll();

        eventuallyWorked(1);
    }

    @Test
    void severalDelays_clientLeaves_theWorkIsDoneBehindTheLastOne() throws IOException {
        String one = start("{'kind':'latency','delay':'10m'}");
        start("{'kind':'latency','delay':'100ms'}");
        FaultLease second = registry.list().get(1);

        leaveWhenParked();
        registry.end(one);

        eventuallyWorked(1);
        assertThat(second.applied()).isEqualTo(1);
    }

    @Test
    void hangThenProceed_clientLeaves_theWorkIsDoneWhenTheLeaseEnds() throws IOException {
        start("{'kind':'hang','then':'proceed'}");

        leaveWhenParked();
        assertThat(EchoResource.WORKED).hasValue(0);
        Faults.endAll();

        eventuallyWorked(1);
    }

    @Test
    void capacity_clientLeavesWhileServed_itsPlaceStaysTakenUntilTheWorkIsDone()
            throws IOException {
        start("{'kind':'capacity','atOnce':1,'queue':1}");

        try (Wire served = new Wire().post("/echo/slow", BODY)) {
            eventually(() -> EchoResource.BEGUN.get() == 1);
        }
        try (Wire next = new Wire().post("/echo/slow", "next")) {
            eventually(() -> parkingLot.taken() == 1);
            try (Wire refused = new Wire().post("/echo/slow", "refused")) {
                assertThat(refused.readResponse(LONG)).contains("503");
            }
            assertThat(EchoResource.BEGUN).hasValue(1);
            EchoResource.PERMITS.release(2);
            assertThat(next.readResponse(LONG)).endsWith("next");
        }
        assertThat(EchoResource.WORKED).hasValue(2);
    }

    @Test
    void capacity_clientLeavesTheLine_isServedInItsTurn() throws IOException {
        start("{'kind':'capacity','atOnce':1,'queue':2}");

        try (Wire served = new Wire().post("/echo/slow", "served")) {
            eventually(() -> EchoResource.BEGUN.get() == 1);
            leaveWhenParked();
            EchoResource.PERMITS.release(2);
            assertThat(served.readResponse(LONG)).endsWith("served");
        }

        eventuallyWorked(2);
        try (Wire third = new Wire().post("/echo", "third")) {
            assertThat(third.readResponse(LONG)).endsWith("third");
        }
        assertThat(registry.list().get(0).applied()).isEqualTo(1);
    }

    @Test
    void noFault_clientLeavesBeforeTheServiceBegins_theWorkIsDoneAllTheSame() throws IOException {
        leaveWhenHeld("DELETE /echo/held HTTP/1.1\r\nHost: test\r\n\r\n");

        HeldRequests.PERMITS.release();

        eventuallyWorked(1);
    }

    /** Without an answer, the place would be given back after 10 min: too late for this test. */
    @Test
    void capacity_clientLeavesBeforeTheServiceBegins_itsPlaceIsFreeWhenTheWorkIsDone()
            throws IOException {
        start("{'kind':'capacity','atOnce':1,'queue':1}");
        leaveWhenHeld("POST /echo/held HTTP/1.1\r\nHost: test\r\nContent-Length: 0\r\n\r\n");

        try (Wire next = new Wire().post("/echo", "next")) {
            eventually(() -> parkingLot.taken() == 1);
            assertThat(EchoResource.WORKED).hasValue(0);
            HeldRequests.PERMITS.release();
            assertThat(next.readResponse(LONG)).endsWith("next");
        }
        assertThat(EchoResource.WORKED).hasValue(2);
    }

    @Test
    void clientBreaksItsBodyOff_thereIsNothingToWorkOn() throws IOException {
        start("{'kind':'capacity','atOnce':1,'queue':2}");
        start("{'kind':'latency','delay':'10m'}");

        try (Wire wire =
                new Wire()
                        .send(
                                "POST /echo HTTP/1.1\r\n"
                                        + "Host: test\r\n"
                                        + "Content-Length: 9\r\n\r\n"
                                        + "half")) {
            eventually(() -> parkingLot.bytes() == 4);
        }
        eventually(() -> parkingLot.taken() == 0 && parkingLot.bytes() == 0);

        registry.end(registry.list().get(1).id());
        try (Wire next = new Wire().post("/echo", "next")) {
            assertThat(next.readResponse(LONG)).endsWith("next");
        }
        assertThat(EchoResource.WORKED).hasValue(1);
    }

    @Test
    void largerThanAnyServiceAccepts_isNotKept() throws IOException {
        start("{'kind':'latency','delay':'10m'}");

        try (Wire wire = new Wire().post("/echo", "x".repeat(HeldBody.MAX_BYTES + 1))) {
            eventually(() -> parkingLot.taken() == 0 && parkingLot.bytes() == 0);
        }
        assertThat(EchoResource.WORKED).hasValue(0);
    }

    @Test
    void bodies_areBoundedTogether() {
        ParkingLot small = new ParkingLot(10, 100);

        assertThat(small.keep(60)).isTrue();
        assertThat(small.keep(60)).isFalse();
        small.forget(60);
        assertThat(small.keep(100)).isTrue();
    }

    /**
     * A worker has the request, the service's own code doesn't have it yet, and the server has
     * noticed the close.
     */
    private static void leaveWhenHeld(String request) throws IOException {
        try (Wire wire = new Wire().send(request)) {
            eventually(() -> HeldRequests.HELD.size() == 1);
        }
        eventually(() -> HeldRequests.HELD.element().response().closed());
    }

    /** Also the server has noticed it. */
    private void leaveWhenParked() throws IOException {
        try (Wire wire = new Wire().post("/echo", BODY)) {
            eventually(() -> parkingLot.bytes() == BODY.length());
        }
        eventually(() -> parkingLot.withoutClient() == 1);
    }

    private static void eventuallyWorked(int times) {
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(EchoResource.WORKED).hasValue(times));
    }

    private static void eventually(Callable<Boolean> condition) {
        await().atMost(Duration.ofSeconds(60)).until(condition);
    }
}
