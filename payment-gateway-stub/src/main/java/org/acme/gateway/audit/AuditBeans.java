package org.acme.gateway.audit;

import io.agroal.api.AgroalDataSource;
import io.quarkus.agroal.DataSource;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.acme.chassis.audit.AuditDatabase;

/** Provides a separate database connection for the auditor. */
final class AuditBeans {

    @Produces
    @Singleton
    AuditDatabase database(@DataSource("audit") AgroalDataSource connection) {
        return new AuditDatabase(connection);
    }

    void stop(@Disposes AuditDatabase database) {
        database.stop();
    }
}
