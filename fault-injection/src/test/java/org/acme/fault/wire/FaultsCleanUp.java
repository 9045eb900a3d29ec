package org.acme.fault.wire;

import static org.awaitility.Awaitility.await;

import io.quarkus.arc.Arc;
import java.time.Duration;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Starts each test with no work counted, and ends it with no fault and nothing parked. */
public final class FaultsCleanUp implements BeforeEachCallback, AfterEachCallback {

    private static final Duration TIMEOUT = Duration.ofSeconds(60);
    private static final int MORE_THAN_ANY_TEST_HOLDS = 100;

    @Override
    public void beforeEach(ExtensionContext context) {
        EchoResource.WORKED.set(0);
        EchoResource.BEGUN.set(0);
        EchoResource.PERMITS.drainPermits();
        HeldRequests.HELD.clear();
        HeldRequests.PERMITS.drainPermits();
    }

    @Override
    public void afterEach(ExtensionContext context) {
        Faults.endAll();
        EchoResource.PERMITS.release(MORE_THAN_ANY_TEST_HOLDS);
        HeldRequests.PERMITS.release(MORE_THAN_ANY_TEST_HOLDS);
        ParkingLot lot = Arc.container().instance(ParkingLot.class).get();
        await().atMost(TIMEOUT)
                .until(() -> lot.taken() == 0 && lot.bytes() == 0 && lot.withoutClient() == 0);
    }
}
