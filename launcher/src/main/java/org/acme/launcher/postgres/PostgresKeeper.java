package org.acme.launcher.postgres;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicBoolean;
import org.acme.launcher.machine.Reason;
import sun.misc.Signal;
import sun.misc.SignalHandler;

/**
 * Runs PostgreSQL for as long as somebody holds this process's standard input, then stops it.
 *
 * <p>PostgreSQL puts itself into the background, so it cannot watch its parent itself; this process
 * is there for it. It ignores Ctrl-C and the closing of the terminal: the server has to outlive the
 * services, whose last transactions would fail otherwise, and the launcher releases it last. When
 * the server dies, so does this process, so that the launcher starts both again.
 */
public final class PostgresKeeper {

    /** User, password and name of the database that is created. */
    public static final String DATABASE = "workshop";

    /** The exit code when the server ended unexpectedly. */
    static final int SERVER_DIED = 3;

    private static final int START_FAILED = 1;
    private static final List<String> IGNORED = List.of("INT", "HUP");

    private final AtomicBoolean released = new AtomicBoolean();

    private PostgresKeeper() {}

    /**
     * Runs with these arguments: the port, the data directory, the directory for the unpacked
     * binaries.
     */
    public static void main(String[] arguments) {
        IGNORED.forEach(PostgresKeeper::ignore);
        try {
            new PostgresKeeper()
                    .keep(
                            Integer.parseInt(arguments[0]),
                            Path.of(arguments[1]),
                            Path.of(arguments[2]));
        } catch (IOException | SQLException | InterruptedException e) {
            System.err.println(Reason.of(e));
            System.exit(START_FAILED);
        }
    }

    private static void ignore(String signal) {
        try {
            Signal.handle(new Signal(signal), SignalHandler.SIG_IGN);
        } catch (IllegalArgumentException unknownHere) {
            // Windows has no HUP.
        }
    }

    /** Never returns: the process ends when it is released, or with the server. */
    private void keep(int port, Path data, Path folder)
            throws IOException, SQLException, InterruptedException {
        // Watched from the first moment: unpacking takes seconds, in which the launcher may be
        // killed.
        Thread parentWatch = new Thread(this::awaitRelease, "parent-watch");
        parentWatch.setDaemon(true);
        parentWatch.start();
        new LeftoverServer(data, folder).stop();
        PostgresServer server =
                new PostgresServer(
                        new Binaries(folder).unpacked(System.getProperty("java.class.path")), data);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(server), "stop"));
        server.start(port);
        dieWithServer(server);
        createDatabase(port);
        parentWatch.join();
    }

    private void awaitRelease() {
        try {
            while (System.in.read() >= 0) {
                continue;
            }
        } catch (IOException e) {
            // A broken pipe means the same as its end.
        }
        released.set(true);
        System.exit(0);
    }

    private void stop(PostgresServer server) {
        released.set(true);
        try {
            server.stop();
        } catch (IOException e) {
            System.err.println(Reason.of(e));
        }
    }

    private void dieWithServer(PostgresServer server) throws IOException {
        ProcessHandle process =
                server.find()
                        .orElseThrow(
                                () -> new IOException("PostgreSQL ended right after its start"));
        process.onExit().thenRun(() -> dieUnlessReleased(process));
    }

    private void dieUnlessReleased(ProcessHandle server) {
        if (!released.get()) {
            System.err.println("PostgreSQL " + server.pid() + " died");
            // Halts without shutdown hooks: they would try to stop a server that has ended.
            Runtime.getRuntime().halt(SERVER_DIED);
        }
    }

    private static void createDatabase(int port) throws SQLException {
        Properties superuser = new Properties();
        superuser.setProperty("user", "postgres");
        String url = "jdbc:postgresql://127.0.0.1:" + port + "/postgres";
        try (Connection connection = DriverManager.getConnection(url, superuser);
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
