package org.acme.launcher.front;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.acme.launcher.build.Freshness;
import org.acme.launcher.child.StartFailedException;
import org.acme.launcher.doctor.Doctor;
import org.acme.launcher.machine.FolderName;
import org.acme.launcher.machine.Reason;
import org.acme.launcher.postgres.LeftoverServer;
import org.acme.launcher.stage.FolderLock;
import org.acme.launcher.stage.Place;
import org.acme.launcher.stage.PortException;
import org.acme.launcher.stage.Ports;

/**
 * The first step of the {@code demo} script: answers commands that need no build, rejects those
 * that cannot work, and decides whether a build is needed.
 *
 * <p>It checks before the build, which takes minutes and would replace the jars of a running
 * system. If there is no launcher.jar, the script compiles this class and the classes it uses to a
 * temporary folder, so all of them use only the JDK.
 */
public final class Gate {

    /** Tells the script to end successfully: the command is answered. */
    public static final int ANSWERED = 0;

    /** Tells the script to end; the reason has been printed. */
    public static final int REFUSED = 2;

    /**
     * Tells the script to end with 1: the doctor has found problems. A JVM that cannot start also
     * returns 1.
     */
    public static final int PROBLEMS = 75;

    /** Tells the script to build, then to continue. */
    public static final int BUILD_FIRST = 76;

    /** Tells the script to continue without a build. */
    public static final int GO_ON = 77;

    private final Path root;
    private final Map<String, String> environment;
    private final PrintStream out;

    Gate(Path root, Map<String, String> environment, PrintStream out) {
        this.root = root;
        this.environment = environment;
        this.out = out;
    }

    /** Runs with these arguments: the repository's folder, then those of {@code ./demo}. */
    public static void main(String[] arguments) {
        Path root = Path.of(arguments[0]).toAbsolutePath().normalize();
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        List<String> words = Arrays.asList(arguments).subList(1, arguments.length);
        System.exit(new Gate(root, System.getenv(), out).answer(words));
    }

    /** Returns one of the exit codes above. */
    int answer(List<String> words) {
        try {
            return answer(Arguments.parse(words));
        } catch (UsageException | StartFailedException | PortException e) {
            out.println(e.getMessage());
        } catch (IOException | RuntimeException e) {
            out.println(Reason.of(e));
        }
        return REFUSED;
    }

    private int answer(Arguments arguments)
            throws IOException, UsageException, StartFailedException, PortException {
        switch (arguments.command()) {
            case HELP, VERSION, LIST -> new Answers(root, out).to(arguments.command());
            case DOCTOR -> {
                return Doctor.examine(root, environment).report(out) == 0 ? ANSWERED : PROBLEMS;
            }
            case PREPARE -> {
                return ready(false);
            }
            case SERVE -> {
                return ready(true);
            }
            case PLAY -> {
                refuseUnknown(arguments.scenario());
                return ready(true);
            }
        }
        return ANSWERED;
    }

    private Map<String, String> scenarios() throws IOException {
        return new ScenarioFiles(root.resolve("scenarios")).titles();
    }

    private void refuseUnknown(String scenario) throws IOException, UsageException {
        Map<String, String> titles = scenarios();
        if (!titles.containsKey(scenario)) {
            throw new UsageException(
                    "There is no scenario \"%s\". The scenarios are: %s."
                            .formatted(scenario, String.join(", ", titles.keySet())));
        }
    }

    private int ready(boolean starts)
            throws IOException, UsageException, StartFailedException, PortException {
        Optional<String> folder = FolderName.problem(root);
        if (folder.isPresent()) {
            throw new UsageException(folder.get());
        }
        Place place = Place.of(root, environment);
        FolderLock lock = FolderLock.in(place.work());
        lock.take();
        try {
            refuseUnwritable(place.data());
            if (starts) {
                refuseTakenPorts(place);
            }
        } finally {
            lock.release();
        }
        return new Freshness(root).whatIsStale().isEmpty() ? GO_ON : BUILD_FIRST;
    }

    private static void refuseUnwritable(Path data) throws IOException {
        Files.createDirectories(data);
        Files.delete(Files.createTempFile(data, "look", ""));
    }

    private void refuseTakenPorts(Place place) throws IOException, PortException {
        Ports ports = Ports.from(environment);
        boolean ours = new LeftoverServer(place.database(), place.binaries()).find().isPresent();
        Optional<String> taken = ports.taken(ours);
        if (taken.isPresent()) {
            throw new PortException(taken.get());
        }
    }
}
