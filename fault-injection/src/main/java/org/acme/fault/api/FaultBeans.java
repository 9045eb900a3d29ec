package org.acme.fault.api;

import io.quarkus.arc.DefaultBean;
import io.vertx.core.Vertx;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import org.acme.fault.lease.FaultRegistry;
import org.acme.fault.lease.FaultsConfig;
import org.acme.fault.lease.Timers;
import org.acme.fault.wire.Halt;
import org.acme.fault.wire.HeldBody;
import org.acme.fault.wire.ParkingLot;

/** Creates the parts on the system clock and real timers. */
final class FaultBeans {

    private static final long MOST_BYTES = 1L << 30;

    @Produces
    @Singleton
    FaultRegistry registry(FaultsConfig config, Vertx vertx) {
        Timers timers = (delay, action) -> later(vertx, delay, action);
        int maxLeases = positive("faults.max-leases", config.maxLeases());
        return new FaultRegistry(maxLeases, System::nanoTime, Clock.systemUTC(), timers);
    }

    @Produces
    @Singleton
    ParkingLot parkingLot(FaultsConfig config) {
        long bytes = config.maxParkedBytes().asLongValue();
        if (bytes < HeldBody.MAX_BYTES || bytes > MOST_BYTES) {
            throw new IllegalArgumentException(
                    "faults.max-parked-bytes must be from 128K to 1G, but is %d bytes"
                            .formatted(bytes));
        }
        return new ParkingLot(positive("faults.max-parked", config.maxParked()), bytes);
    }

    @Produces
    @Singleton
    FaultReader reader(FaultsConfig config) {
        Duration longest = config.maxDuration();
        if (longest.isZero() || longest.isNegative() || longest.compareTo(Duration.ofDays(1)) > 0) {
            throw new IllegalArgumentException(
                    "faults.max-duration must be above 0 and at most 24h, but is " + longest);
        }
        return new FaultReader(longest);
    }

    @Produces
    @Singleton
    @DefaultBean
    Halt halt() {
        return () -> Runtime.getRuntime().halt(Halt.EXIT_CODE);
    }

    private static Runnable later(Vertx vertx, Duration delay, Runnable action) {
        long timer = vertx.setTimer(Math.max(1, delay.toMillis()), due -> action.run());
        return () -> vertx.cancelTimer(timer);
    }

    private static int positive(String key, int value) {
        if (value < 1 || value > 100_000) {
            throw new IllegalArgumentException(key + " must be from 1 to 100000, but is " + value);
        }
        return value;
    }
}
