package org.acme.launcher;

import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import org.acme.launcher.child.ChildListener;
import org.acme.launcher.child.StartFailedException;
import org.acme.launcher.stage.Environment;
import org.acme.launcher.stage.Lane;
import org.acme.launcher.stage.PortException;
import org.acme.launcher.stage.Role;
import org.acme.launcher.stage.StageSetup;

/** Runs the environment of one demo, reports its progress, and stops it cleanly on Ctrl-C. */
final class DemoSession implements AutoCloseable {

    private final PrintStream out;
    private final StageSetup setup;
    private final Environment environment;
    private final Thread onSignal = new Thread(this::interrupt, "end");
    private volatile boolean interrupted;

    DemoSession(StageSetup setup, PrintStream out) {
        this.out = out;
        this.setup = setup;
        this.environment = Environment.set(setup, new Announcer());
    }

    /** Starts everything, says so, and returns when all is ready. */
    void open() throws PortException, StartFailedException, IOException, InterruptedException {
        long started = System.nanoTime();
        Runtime.getRuntime().addShutdownHook(onSignal);
        out.println("Starting (logs: " + environment.logs() + ") ...");
        environment.open();
        out.printf(
                "All ready after %s.%n%n", seconds(Duration.ofNanos(System.nanoTime() - started)));
        out.println("Control room          " + environment.controlRoom());
        out.println("Checkout, protected   " + swagger(Lane.PROTECTED));
        out.println("Checkout, unprotected " + swagger(Lane.UNPROTECTED));
        setup.ports()
                .audience()
                .ifPresent(
                        port ->
                                out.println(
                                        "For phones            http://<address of this machine>:"
                                                + port));
    }

    private String swagger(Lane lane) {
        return environment.address(Role.CHECKOUT, lane) + "/q/swagger-ui";
    }

    URI controlRoom() {
        return environment.controlRoom();
    }

    /** Waits for Ctrl-C, or another end of this process. */
    void untilEnded() throws InterruptedException {
        new CountDownLatch(1).await();
    }

    /** Whether a signal ends this process: later failures are a consequence of that. */
    boolean isInterrupted() {
        return interrupted;
    }

    private void interrupt() {
        interrupted = true;
        out.println();
        out.println("Stopping ...");
        environment.close();
        out.println("All processes have stopped.");
    }

    @Override
    public void close() {
        if (interrupted) {
            return;
        }
        environment.close();
        try {
            Runtime.getRuntime().removeShutdownHook(onSignal);
        } catch (IllegalStateException e) {
            // The process is ending at this moment, and the shutdown hook finds everything closed.
        }
    }

    private static String seconds(Duration duration) {
        return String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1_000.0);
    }

    private final class Announcer implements ChildListener {
        @Override
        public void ready(String name, Duration after) {
            out.printf("  %-22s ready after %s%n", name, seconds(after));
        }

        @Override
        public void crashed(String name, int exitCode, Duration restartIn) {
            if (!interrupted) {
                out.printf(
                        "  -- %s ended (exit code %d); restart in %s%n",
                        name, exitCode, seconds(restartIn));
            }
        }
    }
}
