package org.acme.fault.wire;

import static org.acme.fault.wire.Faults.start;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import org.acme.fault.lease.FaultLease;
import org.acme.fault.lease.FaultRegistry;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Where the server closes connections on which nothing moves for three seconds, faults hold them
 * for longer.
 */
@QuarkusTest
@ExtendWith(FaultsCleanUp.class)
@Tag("deep")
@TestProfile(IdleTimeoutTest.ThreeSeconds.class)
class IdleTimeoutTest {

    private static final Duration TIMEOUT = Duration.ofSeconds(60);

    private static final Duration LONG = Duration.ofSeconds(20);
    private static final String BODY = "{\"name\":\"tea\"}";

    @Inject FaultRegistry registry;
    @Inject ParkingLot parkingLot;

    public static final class ThreeSeconds implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("quarkus.http.idle-timeout", "3S");
        }
    }

    /** The first answer of a process may take longer than the timeout allows. */
    @BeforeEach
    void answerOnce() {
        await().atMost(TIMEOUT)
                .ignoreExceptions()
                .until(
                        () -> {
                            try (Wire wire = new Wire().post("/echo", BODY)) {
                                return wire.readResponse(LONG).endsWith(BODY);
                            }
                        });
        EchoResource.WORKED.set(0);
    }

    @Test
    void hang_thenProceed_doesItsWorkHoweverLate() throws IOException {
        start("{'kind':'hang','then':'proceed','duration':'10m'}");

        try (Wire wire = new Wire().post("/echo", BODY)) {
            await().atMost(TIMEOUT).until(() -> parkingLot.taken() == 1);
            waitUntilIdleConnectionsAreClosed();
            assertThat(parkingLot.taken()).isEqualTo(1);
            Faults.endAll();

            assertThat(wire.readResponse(LONG)).contains("200 OK").endsWith(BODY);
            assertThat(wire.readToTheEnd(LONG)).as("idle again, and closed").isEmpty();
        }
        assertThat(EchoResource.WORKED).hasValue(1);
    }

    /** The answer is on its way: the timeout's close waits for its end. */
    @Test
    void slowBody_dripsHoweverLongItsPauses() throws IOException {
        start("{'kind':'slow-body','bytes':4,'pause':'5m','duration':'10m'}");
        FaultLease lease = registry.list().get(0);

        try (Wire wire = new Wire().post("/echo", BODY)) {
            await().atMost(TIMEOUT).until(() -> lease.parked() == 1);
            waitUntilIdleConnectionsAreClosed();
            assertThat(lease.parked()).isEqualTo(1);
            Faults.endAll();

            assertThat(wire.readResponse(LONG)).contains("200 OK").endsWith(BODY);
            assertThat(wire.readToTheEnd(LONG)).isEmpty();
        }
        assertThat(lease.applied()).isEqualTo(1);
    }

    /** By then, the timeout has found a connection idle that was opened before. */
    private static void waitUntilIdleConnectionsAreClosed() throws IOException {
        try (Wire idle = new Wire()) {
            assertThat(idle.readToTheEnd(LONG)).isEmpty();
        }
    }
}
