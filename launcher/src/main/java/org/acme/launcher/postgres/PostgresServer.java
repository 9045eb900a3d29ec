package org.acme.launcher.postgres;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.acme.launcher.machine.Trees;

/**
 * Sets up, starts and stops a PostgreSQL server with its own tools. Their output goes to this
 * process's output. Thread-safe: {@link #stop()} may be called while another thread starts it.
 */
final class PostgresServer {

    private static final Duration START_TIMEOUT = Duration.ofSeconds(60);
    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(10);

    private final Path home;
    private final Path data;
    private final LeftoverServer process;
    private final List<String> prefix;

    // Guarded by this.
    private Optional<Process> tool = Optional.empty();
    private boolean stopped;

    /**
     * Describes a server, without starting it.
     *
     * @param home the folder with {@code bin/} in it
     * @param data where the server keeps its data
     */
    PostgresServer(Path home, Path data) {
        this.home = home;
        this.data = data;
        this.process = new LeftoverServer(data, home);
        this.prefix = isRoot() ? List.of("unshare", "-U") : List.of();
    }

    /** PostgreSQL refuses root. In its own user namespace, root has no privileges. */
    private static boolean isRoot() {
        return System.getProperty("user.name", "").equals("root")
                && !System.getProperty("os.name", "").startsWith("Windows");
    }

    /** Sets the data directory up if it's new, and starts the server; returns when it answers. */
    void start(int port) throws IOException, InterruptedException {
        if (!Files.exists(data.resolve("PG_VERSION"))) {
            setUp();
        }
        Settings.of(port).write(data);
        run("pg_ctl", "start", "-s", "-w", "-t", seconds(START_TIMEOUT), "-D", data.toString());
    }

    /**
     * Created beside its final place, so that a killed start leaves nothing that looks like a
     * database.
     */
    private void setUp() throws IOException, InterruptedException {
        Path fresh = data.resolveSibling(data.getFileName() + ".new");
        Trees.delete(fresh);
        Files.createDirectories(data.toAbsolutePath().getParent());
        // In the locale C: the caller's may not be installed here, such as a Mac's UTF-8 over ssh.
        run(
                "initdb",
                "-D",
                fresh.toString(),
                "-A",
                "trust",
                "-U",
                "postgres",
                "-E",
                "UTF8",
                "--locale=C",
                "--no-instructions");
        Trees.delete(data);
        Files.move(fresh, data);
    }

    /** Returns the server's process; empty if it does not run. */
    Optional<ProcessHandle> find() throws IOException {
        return process.find();
    }

    /** Stops the server, or a start that is in progress. */
    void stop() throws IOException {
        Optional<Process> running;
        synchronized (this) {
            stopped = true;
            running = tool;
        }
        running.ifPresent(PostgresServer::end);
        Optional<ProcessHandle> server = process.find();
        if (server.isPresent()) {
            Process stopping =
                    launch(
                            "pg_ctl",
                            "stop",
                            "-s",
                            "-m",
                            "fast",
                            "-w",
                            "-t",
                            seconds(STOP_TIMEOUT),
                            "-D",
                            data.toString());
            await(stopping);
            process.stop();
        }
    }

    private static void end(Process running) {
        running.descendants().forEach(ProcessHandle::destroyForcibly);
        running.destroyForcibly();
        await(running);
    }

    private static void await(Process running) {
        try {
            running.waitFor(STOP_TIMEOUT.toSeconds() + 1, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run(String program, String... arguments) throws IOException, InterruptedException {
        Process started;
        synchronized (this) {
            if (stopped) {
                throw new IOException("PostgreSQL was stopped during its start");
            }
            started = launch(program, arguments);
            tool = Optional.of(started);
        }
        int code = started.waitFor();
        synchronized (this) {
            tool = Optional.empty();
        }
        if (code != 0) {
            throw new IOException("%s failed with exit code %d".formatted(program, code));
        }
    }

    private Process launch(String program, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(prefix);
        command.add(home.resolve("bin").resolve(program + (isWindows() ? ".exe" : "")).toString());
        command.addAll(List.of(arguments));
        ProcessBuilder builder =
                new ProcessBuilder(command)
                        .redirectInput(ProcessBuilder.Redirect.from(nothing()))
                        .redirectOutput(ProcessBuilder.Redirect.INHERIT)
                        .redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().put("LC_ALL", "C");
        return builder.start();
    }

    private static File nothing() {
        return new File(isWindows() ? "NUL" : "/dev/null");
    }

    private static boolean isWindows() {
        return File.separatorChar == '\\';
    }

    private static String seconds(Duration duration) {
        return Long.toString(duration.toSeconds());
    }
}
