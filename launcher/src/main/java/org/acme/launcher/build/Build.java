package org.acme.launcher.build;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Builds what {@code ./demo} runs, through the Maven wrapper, and says how far it is.
 *
 * <p>The {@code demo} script runs this file as it is ({@code java Build.java ROOT}), because it has
 * to work before anything is built and while the launcher's own jar is being written. So it uses
 * nothing but the JDK, and no other class of this module.
 */
public final class Build {

    private static final int FAILED = 2;
    private static final int LINES_SHOWN = 25;
    private static final Pattern MODULE =
            Pattern.compile("\\[INFO\\] Building (\\S+) .*\\[(\\d+/\\d+)\\]");
    private static final String PROGRAMS =
            "launcher,checkout-service,payment-gateway-stub,inventory-service,workshop";

    private final Path root;
    private final Path log;
    private final PrintStream out;
    private final Deque<String> errors = new ArrayDeque<>();
    private int downloads;
    private long saidAt = System.nanoTime();

    Build(Path root, PrintStream out) {
        this.root = root;
        this.log = root.resolve("target/demo/build.log");
        this.out = out;
    }

    /** Builds; exits with 0, or with {@value #FAILED} and the reason. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        System.exit(new Build(Path.of(arguments[0]), System.out).run());
    }

    int run() throws IOException, InterruptedException {
        Instant started = Instant.now();
        out.println(
                "Building; the first time Maven fetches its libraries, which takes minutes ...");
        int code = maven();
        if (code != 0) {
            errors.forEach(out::println);
            out.println("The build failed. All of its output: " + log);
            return FAILED;
        }
        stamp(started);
        out.println(
                "Built in " + (Instant.now().getEpochSecond() - started.getEpochSecond()) + " s.");
        return 0;
    }

    private int maven() throws IOException, InterruptedException {
        Files.createDirectories(log.getParent());
        Process maven =
                new ProcessBuilder(command())
                        .directory(root.toFile())
                        .redirectErrorStream(true)
                        .start();
        Thread ender = new Thread(() -> killTree(maven));
        Runtime.getRuntime().addShutdownHook(ender);
        endWithParent();
        try (BufferedReader lines =
                        new BufferedReader(
                                new InputStreamReader(
                                        maven.getInputStream(), StandardCharsets.UTF_8));
                PrintWriter file =
                        new PrintWriter(Files.newBufferedWriter(log, StandardCharsets.UTF_8))) {
            lines.lines().forEach(line -> take(line, file));
        }
        return maven.waitFor();
    }

    private List<String> command() {
        boolean windows = System.getProperty("os.name").startsWith("Windows");
        return List.of(
                root.resolve(windows ? "mvnw.cmd" : "mvnw").toString(),
                "-B",
                "-Dmaven.test.skip=true",
                "-Dspotless.check.skip=true",
                "-pl",
                PROGRAMS,
                "-am",
                "package");
    }

    /** One line of Maven: kept in the log, and said when it's news. */
    void take(String line, PrintWriter file) {
        file.println(line);
        say(line).ifPresent(out::println);
        if (line.startsWith("[ERROR]")) {
            errors.add(line);
            while (errors.size() > LINES_SHOWN) {
                errors.removeLast();
            }
        }
    }

    private Optional<String> say(String line) {
        Matcher module = MODULE.matcher(line);
        if (module.find()) {
            return Optional.of("  " + module.group(2) + "  " + module.group(1));
        }
        if (line.contains("Downloaded from")) {
            downloads++;
            if (System.nanoTime() - saidAt > 5_000_000_000L) {
                saidAt = System.nanoTime();
                return Optional.of("       " + downloads + " files fetched");
            }
        }
        return Optional.empty();
    }

    /**
     * Dates the programs by the start of this build: Maven leaves a jar alone when nothing in it
     * changed, and it would look older than its sources for ever.
     */
    private void stamp(Instant started) throws IOException {
        try (Stream<Path> modules = Files.list(root)) {
            for (Path module : modules.filter(Files::isDirectory).toList()) {
                stamp(module.resolve("target/quarkus-app/quarkus-run.jar"), started);
                stamp(module.resolve("target/launcher.jar"), started);
            }
        }
    }

    private static void stamp(Path jar, Instant time) throws IOException {
        if (Files.isRegularFile(jar)) {
            Files.setLastModifiedTime(jar, FileTime.from(time));
        }
    }

    /** When the script that started this goes away, so does the build. */
    private static void endWithParent() {
        ProcessHandle.current()
                .parent()
                .ifPresent(parent -> parent.onExit().thenRun(() -> System.exit(FAILED)));
    }

    private static void killTree(Process process) {
        process.descendants().forEach(ProcessHandle::destroy);
        process.destroy();
    }
}
