package org.acme.gateway.capacity;

import io.quarkus.runtime.Startup;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/** The bank's natural time for a charge: evenly spread, spent on a timer, so that waiting holds no thread. */
@Startup
@Singleton
public final class ServiceTime {

    private static final Duration LONGEST = Duration.ofSeconds(60);

    private final Vertx vertx;
    private final long minMillis;
    private final long maxMillis;

    ServiceTime(CapacityConfig config, Vertx vertx) {
        this.vertx = vertx;
        this.minMillis = check("gateway.service-time.min", config.min(), Duration.ZERO);
        this.maxMillis = check("gateway.service-time.max", config.max(), config.min());
    }

    /** Done when the time is over, on the caller's event loop. */
    public Uni<Void> pass() {
        long millis = ThreadLocalRandom.current().nextLong(minMillis, maxMillis + 1);
        if (millis == 0) {
            return Uni.createFrom().voidItem();
        }
        return Uni.createFrom()
                .emitter(
                        emitter -> {
                            long timer = vertx.setTimer(millis, due -> emitter.complete(null));
                            emitter.onTermination(() -> vertx.cancelTimer(timer));
                        });
    }

    private static long check(String key, Duration value, Duration atLeast) {
        if (value.compareTo(atLeast) < 0 || value.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(
                    "%s must be from %dms to %dms, but is %dms"
                            .formatted(
                                    key, atLeast.toMillis(), LONGEST.toMillis(), value.toMillis()));
        }
        return value.toMillis();
    }
}
