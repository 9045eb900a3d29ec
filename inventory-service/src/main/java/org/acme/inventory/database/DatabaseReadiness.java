package org.acme.inventory.database;

import jakarta.inject.Singleton;
import org.acme.chassis.readiness.SampledReadiness;
import org.eclipse.microprofile.health.Readiness;

/** Ready while the database answers on a connection that nothing else uses. */
@Readiness
@Singleton
final class DatabaseReadiness extends SampledReadiness {

    DatabaseReadiness(OwnConnection connection) {
        super(connection::check);
    }
}
