package org.acme.checkout.watch;

import jakarta.inject.Singleton;
import org.acme.chassis.readiness.SampledReadiness;
import org.acme.checkout.order.Backlog;
import org.eclipse.microprofile.health.Readiness;

/**
 * Ready while the database answers the query of the backlog, whose result gauges and the backlog's
 * limit use as well. An open breaker does not make the service unready: it answers with a fallback.
 */
@Readiness
@Singleton
final class DatabaseReadiness extends SampledReadiness {

    DatabaseReadiness(Backlog backlog) {
        super(backlog::sample);
    }
}
