package org.acme.launcher.stage;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.acme.launcher.cache.ClassCaches;
import org.acme.launcher.child.Child;
import org.acme.launcher.child.ChildListener;
import org.acme.launcher.child.ChildSpec;
import org.acme.launcher.child.RestartPolicy;
import org.acme.launcher.child.StartFailedException;
import org.acme.launcher.machine.Trees;
import org.acme.launcher.postgres.LeftoverServer;

/**
 * Everything that runs for a demonstration: PostgreSQL, both lanes, the control room. Closing it
 * leaves no process behind; so does the end of this process, whichever way it ends.
 */
public final class Environment implements AutoCloseable {

    private static final Duration DATABASE_STOP_TIMEOUT = Duration.ofSeconds(15);

    private final StageSetup setup;
    private final FolderLock lock;
    private final ProcessTimeouts timeouts;
    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(Environment::daemon);
    private final Child postgres;
    private final Child controlRoom;
    private final List<Child> services = new ArrayList<>();
    private boolean closed;

    private Environment(
            StageSetup setup,
            ChildListener listener,
            ProcessSpecs specs,
            ProcessTimeouts timeouts) {
        this.setup = setup;
        this.lock = FolderLock.in(setup.work());
        this.timeouts = timeouts;
        postgres = child(specs.postgres(), listener);
        controlRoom = child(specs.controlRoom(), listener);
        for (Lane lane : Lane.values()) {
            for (Role role : Role.values()) {
                services.add(child(specs.service(role, lane), listener));
            }
        }
    }

    private Child child(ChildSpec spec, ChildListener listener) {
        return new Child(spec, RestartPolicy.STANDARD, timer, listener);
    }

    /** Creates an environment in which nothing runs yet; {@link #open()} starts it. */
    public static Environment set(StageSetup setup, ChildListener listener) {
        ClassCaches caches = ClassCaches.ofThisJvm(setup.classCaches());
        return new Environment(
                setup, listener, new ProcessSpecs(setup, caches::use), ProcessTimeouts.USUAL);
    }

    /** A stage of other processes, which may take longer. */
    static Environment set(
            StageSetup setup,
            ChildListener listener,
            ProcessSpecs specs,
            ProcessTimeouts timeouts) {
        return new Environment(setup, listener, specs, timeouts);
    }

    /**
     * Starts everything and waits until all of it is ready; closes it again when something isn't.
     *
     * @throws PortException when another program listens on a port that is needed
     * @throws StartFailedException when a process didn't get ready
     */
    public void open()
            throws PortException, StartFailedException, IOException, InterruptedException {
        boolean ready = false;
        try {
            lock.take();
            // Before the ports are looked at: its port isn't taken by another program.
            new LeftoverServer(setup.database(), setup.binaries()).stop();
            refuseTakenPorts();
            prepareFolders();
            startAll();
            ready = true;
        } finally {
            if (!ready) {
                close();
            }
        }
    }

    private void refuseTakenPorts() throws PortException {
        Optional<String> taken = setup.ports().taken();
        if (taken.isPresent()) {
            throw new PortException(taken.get());
        }
    }

    private void prepareFolders() throws IOException {
        Trees.delete(setup.logs());
        Trees.delete(setup.work().resolve("run"));
        if (!setup.keepOrders()) {
            Trees.delete(setup.database());
        }
        Files.createDirectories(setup.work());
        Files.createDirectories(setup.database().toAbsolutePath().getParent());
    }

    /** The control room needs no database and gets ready meanwhile. */
    private void startAll() throws StartFailedException, InterruptedException {
        start(controlRoom);
        start(postgres);
        postgres.awaitReady(timeouts.start());
        services.forEach(this::start);
        List<Child> rest = new ArrayList<>(services);
        rest.add(controlRoom);
        awaitAll(rest);
    }

    private synchronized void start(Child child) {
        if (!closed) {
            child.start();
        }
    }

    private void awaitAll(List<Child> children) throws StartFailedException, InterruptedException {
        ExecutorService waiting =
                Executors.newFixedThreadPool(children.size(), Environment::daemon);
        try {
            CompletionService<Void> ready = new ExecutorCompletionService<>(waiting);
            for (Child child : children) {
                ready.submit(
                        () -> {
                            child.awaitReady(timeouts.start());
                            return null;
                        });
            }
            for (int i = 0; i < children.size(); i++) {
                ready.take().get();
            }
        } catch (ExecutionException e) {
            if (e.getCause() instanceof StartFailedException failure) {
                throw failure;
            }
            throw new IllegalStateException(e.getCause());
        } finally {
            waiting.shutdownNow();
        }
    }

    /** Address of the control room. */
    public URI controlRoom() {
        return URI.create("http://127.0.0.1:" + setup.ports().controlRoom());
    }

    /** Address of a service. */
    public URI address(Role role, Lane lane) {
        return URI.create("http://127.0.0.1:" + setup.ports().of(role, lane));
    }

    /** The process of a service, to be killed or stopped and started. */
    public Child service(Role role, Lane lane) {
        String name = ProcessSpecs.name(role, lane);
        return services.stream()
                .filter(child -> child.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** The process that keeps PostgreSQL. */
    public Child postgres() {
        return postgres;
    }

    /** Where the processes write their logs. */
    public Path logs() {
        return setup.logs();
    }

    /** Ends all in order, users first and database last; returns when nothing runs any more. */
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        controlRoom.stop(timeouts.stop());
        services.forEach(Child::letGo);
        services.forEach(child -> child.stop(timeouts.stop()));
        postgres.stop(DATABASE_STOP_TIMEOUT);
        timer.shutdownNow();
        lock.release();
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "environment");
        thread.setDaemon(true);
        return thread;
    }
}
