package org.acme.checkout.testing;

import java.util.UUID;
import org.flywaydb.core.Flyway;
import org.jdbi.v3.core.Jdbi;
import org.postgresql.ds.PGSimpleDataSource;

/** A schema of its own with all tables, for tests that need the database and no server. */
public final class TestDatabase {

    private TestDatabase() {}

    /** An empty, migrated schema. */
    public static Jdbi fresh() {
        String schema = "t_" + UUID.randomUUID().toString().replace("-", "");
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(TestPostgres.url());
        source.setCurrentSchema(schema);
        Flyway.configure()
                .dataSource(source)
                .schemas(schema)
                .createSchemas(true)
                .locations("classpath:db/migration")
                .load()
                .migrate();
        return Jdbi.create(source);
    }
}
