package org.acme.launcher;

import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import org.acme.launcher.child.StartFailedException;
import org.acme.launcher.play.ControlRoom;
import org.acme.launcher.play.Paint;
import org.acme.launcher.play.Player;
import org.acme.launcher.stage.PortException;
import org.acme.launcher.stage.Ports;
import org.acme.launcher.stage.StageSetup;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The command line of {@code ./demo}. */
@Command(
        name = "./demo",
        mixinStandardHelpOptions = true,
        versionProvider = Demo.NoVersion.class,
        description = {
            "Starts PostgreSQL, a shop with circuit breakers and the same shop without them,",
            "plays a scenario to both, and says how each of them fared.",
            ""
        },
        footer = {
            "",
            "./demo prepare   builds and fetches all; afterwards it runs without a network.",
            "./demo doctor    says what would keep it from running here, and what to do.",
            "",
            "Exit code: 0 the scenario passed, 1 it didn't, 2 it couldn't be played.",
            "Ports are changed by variables such as CONTROL_ROOM_PORT=18080; see README.md.",
            "Logs: target/demo/logs"
        })
public final class Demo implements Callable<Integer> {

    static final int PASSED = 0;
    static final int NOT_PASSED = 1;
    static final int CANNOT_PLAY = 2;

    private static final String PREPARE = "prepare";
    private static final String LESSON = "lesson-";

    private final Path root;
    private final Map<String, String> environment;
    private final PrintStream out;

    @Spec private @Nullable CommandSpec spec;

    @Parameters(
            arity = "0..1",
            paramLabel = "SCENARIO",
            defaultValue = "payment-hang",
            description = "What to play; payment-hang if not said otherwise.")
    private String scenario = "payment-hang";

    @Option(names = "--list", description = "Lists the scenarios.")
    private boolean list;

    @Option(
            names = "--serve",
            description = "Plays nothing, runs with gentle traffic until Ctrl-C.")
    private boolean serve;

    @Option(
            names = "--keep-orders",
            description = "Goes on with the orders of the run before, instead of an empty shop.")
    private boolean keepOrders;

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
        return new CommandLine(this)
                .setOut(new PrintWriter(out, true, StandardCharsets.UTF_8))
                .setErr(new PrintWriter(out, true, StandardCharsets.UTF_8))
                .execute(arguments);
    }

    @Override
    public Integer call() throws InterruptedException {
        try {
            return perform();
        } catch (StartFailedException e) {
            out.println(e.getMessage());
            e.logLines().forEach(line -> out.println("  | " + line));
            return CANNOT_PLAY;
        } catch (PortException | IOException e) {
            out.println(e.getMessage());
            return CANNOT_PLAY;
        }
    }

    private int perform()
            throws StartFailedException, PortException, IOException, InterruptedException {
        if (scenario.equals(PREPARE)) {
            out.println("All is built and fetched; ./demo runs without a network now.");
            return PASSED;
        }
        Map<String, String> titles = new ScenarioFiles(root.resolve("scenarios")).titles();
        if (list) {
            list(titles);
            return PASSED;
        }
        if (!serve && !titles.containsKey(scenario)) {
            throw new ParameterException(
                    command(),
                    "There's no scenario \"%s\"; there are %s."
                            .formatted(scenario, String.join(", ", titles.keySet())));
        }
        return show();
    }

    /** First what can happen, then what is often done wrong about it. */
    private void list(Map<String, String> titles) {
        out.println("Scenarios:");
        print(titles, name -> !name.startsWith(LESSON));
        out.println();
        out.println("Lessons, each with a setting that hurts and the one that mends it:");
        print(titles, name -> name.startsWith(LESSON));
    }

    private void print(Map<String, String> titles, Predicate<String> wanted) {
        titles.forEach(
                (name, title) -> {
                    if (wanted.test(name)) {
                        out.printf("  %-30s %s%n", name, title);
                    }
                });
    }

    private CommandLine command() {
        if (spec == null) {
            throw new IllegalStateException("picocli sets the spec before it calls");
        }
        return spec.commandLine();
    }

    private int show()
            throws StartFailedException, PortException, IOException, InterruptedException {
        Path work = root.resolve("target/demo");
        StageSetup setup =
                new StageSetup(
                        root,
                        work,
                        Ports.from(environment),
                        keepOrders,
                        Map.of(),
                        controlRoomSettings());
        Performance performance = new Performance(setup, out);
        try (performance) {
            performance.open();
            return serve ? serve(performance) : play(performance);
        } catch (StartFailedException | IOException e) {
            if (performance.isInterrupted()) {
                return CANNOT_PLAY;
            }
            throw e;
        }
    }

    Map<String, String> controlRoomSettings() {
        Map<String, String> settings = new HashMap<>();
        // A few users from the first moment on: what they warm up needn't be warmed up later.
        settings.put("TRAFFIC_ARRIVALS_PER_SECOND", serve ? "20" : "5");
        String audience = environment.getOrDefault("AUDIENCE_PORT", "");
        if (!audience.isBlank()) {
            settings.put("AUDIENCE_PORT", audience.strip());
        }
        // The services find it in the environment that they inherit.
        String token = environment.getOrDefault("BREAKER_ADMIN_TOKEN", "");
        if (!token.isBlank()) {
            settings.put("LANES_ADMIN_TOKEN", token.strip());
        }
        return settings;
    }

    private int serve(Performance performance) throws InterruptedException {
        out.println("Press Ctrl-C to end.");
        performance.untilEnded();
        return PASSED;
    }

    private int play(Performance performance) throws IOException, InterruptedException {
        Player player =
                new Player(
                        new ControlRoom(performance.controlRoom()),
                        out,
                        paint(),
                        root.resolve("target/reports"));
        return player.play(scenario) ? PASSED : NOT_PASSED;
    }

    /** The script knows whether a terminal shows the output. */
    private Paint paint() {
        boolean wanted =
                Boolean.getBoolean("demo.terminal") && !environment.containsKey("NO_COLOR");
        return wanted ? Paint.ANSI : Paint.PLAIN;
    }

    /** The repository isn't released in versions. */
    static final class NoVersion implements CommandLine.IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {"circuit breaker workshop, built from source"};
        }
    }
}
