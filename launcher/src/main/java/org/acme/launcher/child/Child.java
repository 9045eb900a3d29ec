package org.acme.launcher.child;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Runs one child process: its standard input is a pipe that closes when its parent ends, its output
 * goes to its log, and it is restarted after a crash. Thread-safe; the lock is only held briefly.
 */
public final class Child {

    private static final Duration READY_POLL = Duration.ofMillis(100);
    private static final int LOG_LINES = 15;

    private final ChildSpec spec;
    private final RestartPolicy policy;
    private final ScheduledExecutorService timer;
    private final ChildListener listener;

    // All guarded by this.
    private @Nullable Process process;
    private long startedAt;
    private int crashesInARow;
    private boolean wanted;
    private boolean wasReady;
    private @Nullable Process lastEnded;
    private boolean plain;

    public Child(
            ChildSpec spec,
            RestartPolicy policy,
            ScheduledExecutorService timer,
            ChildListener listener) {
        this.spec = spec;
        this.policy = policy;
        this.timer = timer;
        this.listener = listener;
    }

    public String name() {
        return spec.name();
    }

    /**
     * Starts the process, unless it runs already; doesn't wait until it's ready.
     *
     * @throws UncheckedIOException when the operating system can't start it
     */
    public synchronized void start() {
        wanted = true;
        if (process != null && process.isAlive()) {
            return;
        }
        try {
            process = launch();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        startedAt = System.nanoTime();
        Process watched = process;
        watched.onExit().thenRun(() -> ended(watched));
    }

    /**
     * Each process has its own folder, because Quarkus reads {@code .env} and {@code config/} of
     * the current one.
     */
    private Process launch() throws IOException {
        Files.createDirectories(spec.log().toAbsolutePath().getParent());
        Files.createDirectories(spec.folder());
        ProcessBuilder builder =
                new ProcessBuilder(plain ? spec.plainCommand() : spec.command())
                        .directory(spec.folder().toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.appendTo(spec.log().toFile()));
        ChildEnvironment.reduce(builder.environment());
        builder.environment().putAll(spec.environment());
        return builder.start();
    }

    private void ended(Process which) {
        Duration wait;
        synchronized (this) {
            if (!wanted || which != process || !wasReady || which == lastEnded) {
                return;
            }
            lastEnded = which;
            crashesInARow =
                    policy.crashesInARow(
                            crashesInARow, Duration.ofNanos(System.nanoTime() - startedAt));
            wait = policy.waitAfter(crashesInARow);
            // Closed before the listener is called: the listener may block, for example on a
            // terminal.
            timer.schedule(this::startAgain, wait.toMillis(), TimeUnit.MILLISECONDS);
        }
        listener.crashed(name(), which.exitValue(), wait);
    }

    private synchronized void startAgain() {
        if (wanted) {
            start();
        }
    }

    /**
     * Waits until the process is ready.
     *
     * @throws StartFailedException when it ends before, or isn't ready in time
     */
    public void awaitReady(Duration timeout) throws StartFailedException, InterruptedException {
        long asked = System.nanoTime();
        while (!spec.ready().isReady()) {
            if (!isWanted()) {
                throw new StartFailedException(name() + " was stopped during its start", tail());
            }
            if (!isAlive() && !wasReady() && !startPlain()) {
                throw new StartFailedException(
                        Troubles.remedy(tail(), exitCode())
                                .orElse("The last lines of its log follow.")
                                .transform(this::endedWhileItStarted),
                        tail());
            }
            if (System.nanoTime() - asked > timeout.toNanos()) {
                throw new StartFailedException(
                        String.format(
                                Locale.ROOT,
                                "%s is not ready after %d s: is the machine very busy, or is its"
                                        + " disk full? Its log: %s",
                                name(),
                                timeout.toSeconds(),
                                spec.log()),
                        tail());
            }
            pauseOrEnd();
        }
        Duration after;
        Process current;
        synchronized (this) {
            wasReady = true;
            current = process;
            after = Duration.ofNanos(System.nanoTime() - startedAt);
        }
        listener.ready(name(), after);
        if (current != null && !current.isAlive()) {
            // It ended between its answer and this moment, when an end still counted as a failed
            // start.
            ended(current);
        }
    }

    /** A damaged class cache may end a JVM: then it starts without one. */
    private synchronized boolean startPlain() {
        if (plain || !wanted || spec.plainCommand().equals(spec.command())) {
            return false;
        }
        plain = true;
        start();
        return true;
    }

    private String endedWhileItStarted(String remedy) {
        return "%s ended during its start (exit code %d). %s Its log: %s"
                .formatted(name(), exitCode(), remedy, spec.log());
    }

    /** Waits for a moment, or until the process ends. */
    private void pauseOrEnd() throws InterruptedException {
        Process current = current();
        if (current == null || !current.isAlive()) {
            LockSupport.parkNanos(this, READY_POLL.toNanos());
            if (Thread.interrupted()) {
                throw new InterruptedException(name());
            }
        } else {
            current.waitFor(READY_POLL.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private java.util.List<String> tail() {
        return LogTail.of(spec.log(), LOG_LINES);
    }

    /**
     * Kills the process like {@code kill -9}; it counts as a crash, and the process is restarted.
     */
    public void kill() {
        Process current = current();
        if (current != null) {
            current.destroyForcibly();
        }
    }

    /**
     * Closes the process's standard input, waits for its end, and kills it if it does not end in
     * time.
     */
    public void stop(Duration timeout) {
        letGo();
        Process current = current();
        if (current == null) {
            return;
        }
        try {
            if (!current.waitFor(timeout.toMillis(), TimeUnit.MILLISECONDS)) {
                current.destroyForcibly().waitFor(5, TimeUnit.SECONDS);
            }
        } catch (InterruptedException e) {
            current.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    /** Closes the process's standard input, which tells it to end, and does not wait. */
    public synchronized void letGo() {
        wanted = false;
        if (process == null) {
            return;
        }
        try {
            process.getOutputStream().close();
        } catch (IOException e) {
            process.destroy();
        }
    }

    public boolean isAlive() {
        Process current = current();
        return current != null && current.isAlive();
    }

    /** Returns the process id of the current or last process. */
    public long pid() {
        Process current = current();
        if (current == null) {
            throw new IllegalStateException(name() + " was never started");
        }
        return current.pid();
    }

    private int exitCode() {
        Process current = current();
        return current == null ? -1 : current.exitValue();
    }

    private synchronized @Nullable Process current() {
        return process;
    }

    private synchronized boolean isWanted() {
        return wanted;
    }

    private synchronized boolean wasReady() {
        return wasReady;
    }
}
