package org.acme.simulation;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import org.flywaydb.core.Flyway;
import org.jdbi.v3.core.Jdbi;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * Starts PostgreSQL with the schemas of the three services, for the tests that compare simulated
 * and real stores.
 */
public final class ServiceDatabases implements AutoCloseable {

    private final EmbeddedPostgres postgres;

    private ServiceDatabases(EmbeddedPostgres postgres) {
        this.postgres = postgres;
    }

    /** The running PostgreSQL server. */
    public static ServiceDatabases start() throws IOException {
        return new ServiceDatabases(
                EmbeddedPostgres.builder().setPGStartupWait(Duration.ofMinutes(2)).start());
    }

    /**
     * Migrates the schema of a module. The modules have files with equal names, so they are not
     * read from the class path.
     */
    public Jdbi of(String module) throws SQLException {
        String schema = module.replace('-', '_');
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(postgres.getJdbcUrl("postgres", "postgres"));
        source.setCurrentSchema(schema);
        Flyway.configure()
                .dataSource(source)
                .schemas(schema)
                .createSchemas(true)
                .locations("filesystem:../" + module + "/src/main/resources/db/migration")
                .load()
                .migrate();
        // One connection for all statements: opening one takes longer than most of them.
        return Jdbi.create(source.getConnection());
    }

    @Override
    public void close() throws IOException {
        postgres.close();
    }
}
