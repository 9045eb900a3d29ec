package org.acme.inventory.database;

import io.smallrye.health.api.Wellness;
import jakarta.inject.Singleton;
import org.acme.chassis.health.SampledDatabase;
import org.eclipse.microprofile.health.Startup;

/** Up while the database answers on a connection that nothing else uses. */
@Startup
@Wellness
@Singleton
final class DatabaseHealth extends SampledDatabase {

    DatabaseHealth(OwnConnection connection) {
        super(connection::check);
    }
}
