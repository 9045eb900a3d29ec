package org.acme.gateway.database;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** The limits of concurrent work in the database. */
@ConfigMapping(prefix = "gateway.database")
public interface DatabaseConfig {

    /**
     * Threads for database work, 1 to 64; more threads than connections would only wait for each
     * other.
     */
    @WithDefault("8")
    int threads();

    /** Requests that may wait for such a thread, 1 to 10000; further ones get a 503 at once. */
    @WithDefault("200")
    int queue();
}
