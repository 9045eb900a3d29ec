package org.acme.gateway.database;

import org.jdbi.v3.core.Jdbi;

/** Opens the gateway's database for a test of another package. */
public final class LedgerDatabase {

    private LedgerDatabase() {}

    /** Opens it with one thread. */
    public static Database of(Jdbi jdbi) {
        return new Database(
                jdbi,
                new DatabaseConfig() {
                    @Override
                    public int threads() {
                        return 1;
                    }

                    @Override
                    public int queue() {
                        return 10;
                    }
                });
    }
}
