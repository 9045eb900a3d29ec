package org.acme.checkout.watch;

import io.smallrye.health.api.Wellness;
import jakarta.inject.Singleton;
import org.acme.chassis.health.SampledDatabase;
import org.acme.checkout.order.Backlog;
import org.eclipse.microprofile.health.Startup;

/**
 * Up while the database answers the query of the backlog, whose result gauges and the backlog's
 * limit use as well. Neither this nor an open breaker makes the service unready: it answers 503 or
 * with a fallback.
 */
@Startup
@Wellness
@Singleton
final class DatabaseHealth extends SampledDatabase {

    DatabaseHealth(Backlog backlog) {
        super(backlog::sample);
    }
}
