package org.acme.launcher;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.acme.launcher.child.StartFailedException;
import org.acme.launcher.front.Arguments;
import org.acme.launcher.front.UsageException;
import org.acme.launcher.machine.Reason;
import org.acme.launcher.play.Ansi;
import org.acme.launcher.play.ControlRoom;
import org.acme.launcher.play.Player;
import org.acme.launcher.play.Terminal;
import org.acme.launcher.stage.Place;
import org.acme.launcher.stage.PortException;
import org.acme.launcher.stage.Ports;
import org.acme.launcher.stage.StageSetup;
import org.acme.launcher.stage.TrainingRun;
import org.jspecify.annotations.Nullable;

/** Plays a scenario, or serves, when everything is built: the last step of {@code ./demo}. */
public final class Demo {

    static final int PASSED = 0;
    static final int NOT_PASSED = 1;
    static final int CANNOT_PLAY = 2;

    private static final String TOKEN = "BREAKER_ADMIN_TOKEN";

    /** Variables of the user that reach the control room; README.md names them. */
    private static final List<String> FOR_CONTROL_ROOM =
            List.of("AUDIENCE_PORT", "AUDIENCE_HOST", "CONTROL_ROOM_NAMES");

    private final Path root;
    private final Map<String, String> environment;
    private final PrintStream out;

    Demo(Path root, Map<String, String> environment, PrintStream out) {
        this.root = root;
        this.environment = environment;
        this.out = out;
    }

    /** Called by the {@code demo} script, which says where the repository is. */
    public static void main(String[] arguments) {
        Path root = Path.of(System.getProperty("demo.root", "")).toAbsolutePath().normalize();
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        Demo demo = new Demo(root, System.getenv(), out);
        System.exit(demo.run(arguments));
    }

    int run(String... arguments) {
        try {
            return perform(Arguments.parse(List.of(arguments)));
        } catch (StartFailedException e) {
            out.println(e.getMessage());
            e.logLines().forEach(line -> out.println("  | " + line));
        } catch (UsageException | PortException e) {
            out.println(e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException | RuntimeException e) {
            out.println(Reason.of(e));
        }
        return CANNOT_PLAY;
    }

    private int perform(Arguments arguments)
            throws StartFailedException, PortException, IOException, InterruptedException {
        return switch (arguments.command()) {
            case HELP, VERSION, LIST, DOCTOR -> {
                // The gate has answered these before.
                out.println(Arguments.USAGE);
                yield PASSED;
            }
            case PREPARE -> {
                train();
                out.println("Everything is built and downloaded. ./demo needs no network now.");
                yield PASSED;
            }
            case SERVE, PLAY -> {
                if (Boolean.getBoolean("demo.built")) {
                    trainIfPossible();
                }
                yield show(arguments);
            }
        };
    }

    /** After a build. What keeps the training run from its end need not keep the demo from it. */
    private void trainIfPossible() throws InterruptedException {
        try {
            train();
        } catch (StartFailedException | PortException | IOException e) {
            out.println("There are no caches for faster starts: " + Reason.of(e));
        }
    }

    /** Makes the caches that let all later starts take less time. */
    private void train()
            throws StartFailedException, PortException, IOException, InterruptedException {
        try (TrainingRun run = TrainingRun.of(root, Place.of(root, environment))) {
            if (run.isUnnecessary()) {
                return;
            }
            out.println("Training run: all programs start once, so that later starts are faster.");
            long started = System.nanoTime();
            run.make();
            long seconds = Duration.ofNanos(System.nanoTime() - started).toSeconds();
            out.println("Their caches are ready after " + seconds + " s.");
        }
    }

    private int show(Arguments arguments)
            throws StartFailedException, PortException, IOException, InterruptedException {
        boolean serve = arguments.command() == Arguments.Command.SERVE;
        Place place = Place.of(root, environment);
        StageSetup setup =
                new StageSetup(
                        root,
                        place.work(),
                        place.data(),
                        Ports.from(environment),
                        arguments.keepOrders(),
                        serviceSettings(),
                        controlRoomSettings(serve));
        DemoSession session = new DemoSession(setup, out);
        try (session) {
            session.open();
            return serve ? serve(session) : play(session, arguments.scenario());
        } catch (StartFailedException | IOException | RuntimeException e) {
            if (session.isInterrupted()) {
                return CANNOT_PLAY;
            }
            throw e;
        }
    }

    Map<String, String> serviceSettings() {
        return token().isEmpty() ? Map.of() : Map.of(TOKEN, token());
    }

    Map<String, String> controlRoomSettings(boolean serve) {
        Map<String, String> settings = new HashMap<>();
        // A few users from the first moment: what they warm up needs no warm-up later.
        settings.put("TRAFFIC_ARRIVALS_PER_SECOND", serve ? "20" : "5");
        for (String variable : FOR_CONTROL_ROOM) {
            String value = environment.getOrDefault(variable, "").strip();
            if (!value.isEmpty()) {
                settings.put(variable, value);
            }
        }
        if (!token().isEmpty()) {
            settings.put("LANES_ADMIN_TOKEN", token());
        }
        return settings;
    }

    private String token() {
        return environment.getOrDefault(TOKEN, "").strip();
    }

    private int serve(DemoSession session) throws InterruptedException {
        out.println("Press Ctrl-C to stop.");
        session.untilEnded();
        return PASSED;
    }

    private int play(DemoSession session, String scenario)
            throws IOException, InterruptedException {
        Player player =
                new Player(
                        new ControlRoom(session.controlRoom()),
                        out,
                        terminal(),
                        root.resolve("target/reports"));
        return player.play(scenario) ? PASSED : NOT_PASSED;
    }

    /** The script knows whether a terminal shows the output, and how wide it is. */
    private Terminal terminal() {
        boolean colours =
                Boolean.getBoolean("demo.terminal")
                        && !environment.containsKey("NO_COLOR")
                        && !environment.getOrDefault("TERM", "").equals("dumb");
        return new Terminal(
                colours ? Ansi.ANSI : Ansi.PLAIN,
                columns(environment.getOrDefault("COLUMNS", System.getProperty("demo.columns"))));
    }

    static int columns(@Nullable String said) {
        if (said == null || !said.strip().matches("[1-9][0-9]{0,4}")) {
            return Terminal.USUAL_COLUMNS;
        }
        return Integer.parseInt(said.strip());
    }
}
