package org.acme.launcher.stage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.acme.launcher.cache.CachedProgram;
import org.acme.launcher.cache.ClassCaches;
import org.acme.launcher.child.ChildEnvironment;
import org.acme.launcher.child.ChildListener;
import org.acme.launcher.child.StartFailedException;
import org.acme.launcher.machine.Trees;
import org.acme.launcher.parent.ParentWatch;
import org.jspecify.annotations.Nullable;

/**
 * Starts everything once with light traffic, so that each program's JVM records which classes it
 * needs, and makes caches of them for later starts.
 *
 * <p>It has ports and a database of its own. Closing it, or the end of this process, ends it at any
 * moment; caches that are not finished are not used.
 */
public final class TrainingRun implements AutoCloseable {

    private static final Duration TRAFFIC = Duration.ofSeconds(8);
    private static final Duration ASSEMBLY_TIMEOUT = Duration.ofSeconds(120);

    private final Place place;
    private final StageSetup setup;
    private final ClassCaches caches;
    private final Set<CachedProgram> programs = new LinkedHashSet<>();
    private final Environment stage;
    private final Thread onSignal = new Thread(this::end, "end-training");

    // Guarded by this.
    private @Nullable Process assembling;
    private boolean ended;

    private TrainingRun(Place place, StageSetup setup) {
        this.place = place;
        this.setup = setup;
        this.caches = ClassCaches.ofThisJvm(setup.classCaches());
        this.stage =
                Environment.set(
                        setup,
                        new Silent(),
                        new ProcessSpecs(setup, this::record),
                        ProcessTimeouts.RECORDING);
    }

    /** A run for the programs that are built in a repository; nothing runs yet. */
    public static TrainingRun of(Path root, Place place) throws IOException {
        Path work = place.work().resolve("training");
        Path data = place.data().resolve("training");
        Map<String, String> traffic =
                Map.of("TRAFFIC_ARRIVALS_PER_SECOND", "20", "TRAFFIC_OPENING", "0s");
        return new TrainingRun(
                place, new StageSetup(root, work, data, Ports.free(), false, Map.of(), traffic));
    }

    /** Whether caches of all programs are there and fit: there is nothing to do. */
    public boolean isUnnecessary() {
        return caches.fit(List.copyOf(programs));
    }

    /** The first process of each program records. */
    private List<String> record(CachedProgram program) {
        if (!programs.add(program)) {
            return List.of();
        }
        List<String> options = new ArrayList<>(caches.recordOptions(program));
        options.add(ParentWatch.grace(ProcessTimeouts.RECORDING.stop()));
        return options;
    }

    /**
     * Creates the start-up caches.
     *
     * @throws StartFailedException when something does not start, or another {@code ./demo} runs
     * @throws PortException when another program takes a port meanwhile
     */
    public void make()
            throws StartFailedException, PortException, IOException, InterruptedException {
        Runtime.getRuntime().addShutdownHook(onSignal);
        FolderLock lock = FolderLock.in(place.work());
        lock.take();
        try {
            caches.prepareToRecord();
            try (stage) {
                stage.open();
                Thread.sleep(TRAFFIC.toMillis());
            }
            for (CachedProgram program : programs) {
                assemble(program);
                caches.keep(program);
            }
            Trees.delete(setup.work());
            Trees.delete(setup.data());
        } finally {
            lock.release();
        }
    }

    private void assemble(CachedProgram program) throws IOException, InterruptedException {
        List<String> options = caches.assembleOptions(program);
        if (options.isEmpty()) {
            return;
        }
        Path log = setup.log("assemble-" + program.name());
        Files.createDirectories(log.getParent());
        Process process = begin(program.command(options), log);
        if (!process.waitFor(ASSEMBLY_TIMEOUT.toSeconds(), TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
    }

    private synchronized Process begin(List<String> command, Path log) throws IOException {
        if (ended) {
            throw new IOException("The training run was stopped");
        }
        ProcessBuilder builder =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        ChildEnvironment.reduce(builder.environment());
        assembling = builder.start();
        return assembling;
    }

    private void end() {
        synchronized (this) {
            ended = true;
            if (assembling != null) {
                assembling.destroyForcibly();
            }
        }
        stage.close();
        try {
            caches.deleteUnfinished();
            Trees.delete(setup.database());
        } catch (IOException e) {
            // The next run deletes them.
        }
    }

    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(onSignal);
        } catch (IllegalStateException e) {
            // The process ends at this very moment, and the hook closes everything.
            return;
        }
        end();
    }

    private static final class Silent implements ChildListener {
        @Override
        public void ready(String name, Duration after) {}

        @Override
        public void crashed(String name, int exitCode, Duration restartIn) {}
    }
}
