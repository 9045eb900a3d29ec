package org.acme.launcher.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PostgresKeeperTest {

    private static final Duration TIMEOUT = Duration.ofSeconds(60);

    @TempDir private Path folder = Path.of("");

    private final Path binaries = Path.of("target/test-postgres").toAbsolutePath();
    private final int port = freePort();
    private final String url = "jdbc:postgresql://127.0.0.1:" + port + "/workshop";

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private Path data() {
        return folder.resolve("with a space");
    }

    private LeftoverServer leftover() {
        return new LeftoverServer(data(), binaries);
    }

    private Process start() throws IOException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        String classPath = System.getProperty("java.class.path");
        Process keeper =
                new ProcessBuilder(
                                List.of(
                                        java,
                                        "-Xmx256m",
                                        "-cp",
                                        classPath,
                                        PostgresKeeper.class.getName(),
                                        Integer.toString(port),
                                        data().toString(),
                                        binaries.toString()))
                        .redirectErrorStream(true)
                        .redirectOutput(Path.of("target/test-postgres.log").toFile())
                        .start();
        await().atMost(TIMEOUT)
                .failFast(() -> !keeper.isAlive())
                .until(() -> answers("SELECT 1").equals("1"));
        return keeper;
    }

    private String answers(String question) {
        try (Connection connection = DriverManager.getConnection(url, "workshop", "workshop");
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(question)) {
            return rows.next() ? String.valueOf(rows.getString(1)) : "";
        } catch (SQLException e) {
            return "";
        }
    }

    @AfterEach
    void endServer() throws IOException {
        leftover().stop();
    }

    @Test
    void server_isDurable_andGoesWithItsKeeper() throws Exception {
        Process keeper = start();
        assertThat(answers("SHOW synchronous_commit")).isEqualTo("on");
        assertThat(answers("SHOW fsync")).isEqualTo("on");
        assertThat(answers("SHOW max_connections")).isEqualTo("100");
        ProcessHandle server = leftover().find().orElseThrow();

        keeper.getOutputStream().close();

        assertThat(keeper.waitFor(TIMEOUT.toSeconds(), TimeUnit.SECONDS)).isTrue();
        assertThat(keeper.exitValue()).isZero();
        await().atMost(TIMEOUT).until(() -> !server.isAlive());
    }

    @Test
    void keeperKilled_nextOneTakesOverWithTheSameData() throws Exception {
        Process first = start();
        ProcessHandle server = leftover().find().orElseThrow();
        first.destroyForcibly().waitFor();
        assertThat(server.isAlive()).isTrue();

        Process second = start();

        await().atMost(TIMEOUT).until(() -> !server.isAlive());
        await().atMost(TIMEOUT).until(() -> answers("SELECT 1").equals("1"));
        second.getOutputStream().close();
        assertThat(second.waitFor(TIMEOUT.toSeconds(), TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void serverKilled_itsKeeperDiesToo_andTheNextOneHasTheSameData() throws Exception {
        Process first = start();
        answers("CREATE TABLE survivor (n int)");
        ProcessHandle server = leftover().find().orElseThrow();

        server.destroyForcibly();

        assertThat(first.waitFor(TIMEOUT.toSeconds(), TimeUnit.SECONDS)).isTrue();
        assertThat(first.exitValue()).isEqualTo(PostgresKeeper.SERVER_DIED);
        Process second = start();
        assertThat(answers("SELECT count(*) FROM survivor")).isEqualTo("0");
        second.getOutputStream().close();
        assertThat(second.waitFor(TIMEOUT.toSeconds(), TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void lockOfADeadServer_isOnlyTakenAway_whenAnotherProgramHasItsNumber() throws Exception {
        Path lock = data().resolve("postmaster.pid");
        Files.createDirectories(data());

        Files.writeString(lock, "2147483647\n");
        leftover().stop();
        assertThat(lock).exists();

        Files.writeString(lock, ProcessHandle.current().pid() + "\n");
        leftover().stop();
        assertThat(lock).doesNotExist();
    }
}
