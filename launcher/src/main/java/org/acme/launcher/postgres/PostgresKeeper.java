package org.acme.launcher.postgres;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import sun.misc.Signal;
import sun.misc.SignalHandler;

/**
 * Runs PostgreSQL for as long as somebody holds this process's standard input, then stops it.
 *
 * <p>PostgreSQL puts itself into the background, so it can't be on the leash itself; this process
 * is there for it. It doesn't react to Ctrl-C: the server has to outlive the services, whose last
 * transactions would fail otherwise, and the launcher lets go of it last. When the server dies, so
 * does this process, so that the launcher starts both again.
 */
public final class PostgresKeeper {

    /** User, password and name of the database that it sets up. */
    public static final String DATABASE = "workshop";

    /** The exit code when the server went though nobody had let go of it. */
    static final int SERVER_DIED = 3;

    private static final Duration START_LIMIT = Duration.ofSeconds(60);

    private PostgresKeeper() {}

    /** Arguments: the port, the data directory, the directory for the unpacked binaries. */
    public static void main(String[] arguments) throws IOException, SQLException {
        Signal.handle(new Signal("INT"), SignalHandler.SIG_IGN);
        int port = Integer.parseInt(arguments[0]);
        Path data = Path.of(arguments[1]);
        LeftoverServer.stop(data);
        AtomicBoolean released = new AtomicBoolean();
        try (EmbeddedPostgres server = start(port, data, Path.of(arguments[2]))) {
            dieWithServer(data, released);
            try {
                createDatabase(server);
                while (System.in.read() >= 0) {
                    continue;
                }
            } finally {
                released.set(true);
            }
        }
    }

    private static void dieWithServer(Path data, AtomicBoolean released) throws IOException {
        ProcessHandle server =
                LeftoverServer.find(data)
                        .orElseThrow(() -> new IOException("PostgreSQL went as soon as it was up"));
        server.onExit().thenRun(() -> dieUnless(released, server));
    }

    private static void dieUnless(AtomicBoolean released, ProcessHandle server) {
        if (!released.get()) {
            System.err.println("PostgreSQL " + server.pid() + " died");
            // No hooks: they'd try to stop a server that is gone.
            Runtime.getRuntime().halt(SERVER_DIED);
        }
    }

    private static EmbeddedPostgres start(int port, Path data, Path binaries) throws IOException {
        Files.createDirectories(data);
        System.setProperty("ot.epg.working-dir", binaries.toString());
        return EmbeddedPostgres.builder()
                .setPort(port)
                .setDataDirectory(data)
                .setOverrideWorkingDirectory(binaries.toFile())
                .setCleanDataDirectory(false)
                .setPGStartupWait(START_LIMIT)
                // What a real server does: a commit that was answered is on the disk.
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("max_connections", "100")
                .setServerConfig("listen_addresses", "127.0.0.1")
                // A socket file in a shared /tmp could belong to somebody else's server.
                .setServerConfig("unix_socket_directories", "")
                .setErrorRedirector(ProcessBuilder.Redirect.INHERIT)
                .setOutputRedirector(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    private static void createDatabase(EmbeddedPostgres server) throws SQLException {
        try (Connection connection = server.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            if (!exists(statement)) {
                statement.execute("CREATE ROLE workshop LOGIN PASSWORD 'workshop'");
                statement.execute("CREATE DATABASE workshop OWNER workshop");
            }
        }
    }

    private static boolean exists(Statement statement) throws SQLException {
        try (ResultSet rows =
                statement.executeQuery("SELECT 1 FROM pg_database WHERE datname = 'workshop'")) {
            return rows.next();
        }
    }
}
