package org.acme.checkout.watch;

import jakarta.inject.Singleton;
import org.acme.chassis.readiness.SampledReadiness;
import org.acme.checkout.order.Backlog;
import org.eclipse.microprofile.health.Readiness;

/**
 * Ready while the database answers the look at the backlog, which gauges and the backlog's limit
 * read too. An open breaker is no reason to be unready: this service answers with a fallback.
 */
@Readiness
@Singleton
final class DatabaseReadiness extends SampledReadiness {

    DatabaseReadiness(Backlog backlog) {
        super(backlog::sample);
    }
}
