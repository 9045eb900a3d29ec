package org.acme.checkout.testing;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;

/**
 * One PostgreSQL for all tests of this module. Quarkus loads test classes in several class loaders,
 * so the address is passed on as a system property and not in a static field.
 */
public final class TestPostgres {

    private static final String PROPERTY = "checkout.test.jdbc-url";

    private TestPostgres() {}

    /** The address of the running server, started when first asked for. */
    public static synchronized String url() {
        String url = System.getProperty(PROPERTY);
        if (url == null) {
            url = start();
            System.setProperty(PROPERTY, url);
        }
        return url;
    }

    private static String start() {
        try {
            EmbeddedPostgres postgres =
                    EmbeddedPostgres.builder()
                            .setPGStartupWait(Duration.ofMinutes(2))
                            .setServerConfig("synchronous_commit", "on")
                            .setServerConfig("max_connections", "100")
                            .start();
            return postgres.getJdbcUrl("postgres", "postgres");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
