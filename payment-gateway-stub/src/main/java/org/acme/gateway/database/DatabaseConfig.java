package org.acme.gateway.database;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How much work the database is given at once. */
@ConfigMapping(prefix = "gateway.database")
public interface DatabaseConfig {

    /** Threads that work in the database, 1 to 64; more than connections would only wait for each other. */
    @WithDefault("8")
    int threads();

    /** Requests that may wait for such a thread, 1 to 10000; those beyond it are answered 503 at once. */
    @WithDefault("200")
    int queue();
}
