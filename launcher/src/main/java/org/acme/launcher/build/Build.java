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
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.acme.launcher.child.StartFailedException;
import org.acme.launcher.machine.Reason;
import org.acme.launcher.stage.FolderLock;

/**
 * Builds everything that {@code ./demo} runs, through the Maven wrapper, and reports its progress.
 *
 * <p>The {@code demo} script compiles this class to a temporary folder, because it must work before
 * anything is built and while the launcher's own jar is written. So it uses only the JDK.
 */
public final class Build {

    private static final int FAILED = 2;
    private static final int ERRORS_SHOWN = 25;
    private static final int LAST_LINES_SHOWN = 8;
    private static final long TELL_EVERY_NANOS = Duration.ofSeconds(5).toNanos();
    private static final String FOR_MAVEN = "DEMO_BUILD_";
    private static final Pattern MODULE =
            Pattern.compile("\\[INFO\\] Building (\\S+) .*\\[(\\d+/\\d+)\\]");
    private static final String PROGRAMS =
            "launcher,checkout-lessons,payment-gateway-stub,inventory-service,workshop";

    /**
     * Runs Maven with the given arguments, and ends it when standard input ends, which tells that
     * this process was killed.
     */
    private static final String ON_A_LEASH =
            """
            exec 3<&0
            sh ./mvnw "$@" </dev/null 3<&- &
            maven=$!
            { cat <&3 >/dev/null; for child in $(pgrep -P $maven 2>/dev/null); do kill $child; done; kill $maven; } \
            2>/dev/null >/dev/null &
            watch=$!
            exec 3<&-
            wait $maven
            code=$?
            kill $watch 2>/dev/null
            exit $code\
            """;

    private final Path root;
    private final Path log;
    private final PrintStream out;
    private final Map<String, String> environment;
    private final Deque<String> errors = new ArrayDeque<>();
    private final Deque<String> lastLines = new ArrayDeque<>();
    private int downloads;
    private long toldAt = System.nanoTime();

    Build(Path root, Map<String, String> environment, PrintStream out) {
        this.root = root;
        this.log = root.resolve("target/demo/build.log");
        this.environment = environment;
        this.out = out;
    }

    /**
     * Runs the build and returns the exit code: 0, or {@value #FAILED} after printing the reason.
     */
    public static void main(String[] arguments) {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        System.exit(new Build(Path.of(arguments[0]), System.getenv(), out).run());
    }

    int run() {
        FolderLock lock = FolderLock.in(root.resolve("target/demo"));
        try {
            lock.take();
            return build();
        } catch (StartFailedException e) {
            out.println(e.getMessage());
        } catch (IOException | RuntimeException e) {
            out.println(Reason.of(e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            lock.release();
        }
        return FAILED;
    }

    private int build() throws IOException, InterruptedException {
        Optional<String> noCompiler = CompileProbe.trouble();
        if (noCompiler.isPresent()) {
            out.println(noCompiler.get());
            return FAILED;
        }
        long started = System.nanoTime();
        FileTime begun = FileTime.from(Instant.now());
        out.println("Building. The first build downloads libraries and takes a few minutes ...");
        Fingerprints before = Fingerprints.ofSources(root);
        if (maven() != 0) {
            (errors.isEmpty() ? lastLines : errors).forEach(out::println);
            out.println("The build failed. Its complete output: " + log);
            BuildTroubles.remedy(List.copyOf(lastLines), List.copyOf(errors))
                    .ifPresent(out::println);
            return FAILED;
        }
        before.write(root);
        date(root.resolve("launcher/target/launcher.jar"), begun);
        out.println(
                "Built in " + Duration.ofNanos(System.nanoTime() - started).toSeconds() + " s.");
        return 0;
    }

    /**
     * Maven does not rewrite a jar in which nothing changed, so its date can be older than its
     * sources.
     */
    private static void date(Path jar, FileTime time) throws IOException {
        if (Files.isRegularFile(jar)) {
            Files.setLastModifiedTime(jar, time);
        }
    }

    private int maven() throws IOException, InterruptedException {
        Files.createDirectories(log.getParent());
        ProcessBuilder builder =
                new ProcessBuilder(command()).directory(root.toFile()).redirectErrorStream(true);
        giveBackJavaOptions(builder.environment());
        Process maven = builder.start();
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

    /** The script does not pass them to the demo, but Maven may need them for its proxy. */
    private void giveBackJavaOptions(Map<String, String> variables) {
        environment.forEach(
                (name, value) -> {
                    if (name.startsWith(FOR_MAVEN)) {
                        variables.put(name.substring(FOR_MAVEN.length()), value);
                    }
                });
    }

    private static List<String> command() {
        List<String> command = new ArrayList<>();
        if (System.getProperty("os.name").startsWith("Windows")) {
            command.addAll(List.of("cmd.exe", "/c", "mvnw.cmd"));
        } else {
            // Started by sh, because an archive or a mount may have removed the executable bit.
            command.addAll(List.of("sh", "-c", ON_A_LEASH, "sh"));
        }
        command.addAll(
                List.of(
                        "-B",
                        "-Dmaven.test.skip=true",
                        "-Dspotless.check.skip=true",
                        "-Pwithout-lint",
                        "-pl",
                        PROGRAMS,
                        "-am",
                        "package"));
        return command;
    }

    /** Writes one line of Maven to the log, and prints it if it shows progress or a failure. */
    void take(String line, PrintWriter file) {
        file.println(line);
        news(line).ifPresent(out::println);
        if (line.startsWith("[ERROR]") && errors.size() < ERRORS_SHOWN) {
            errors.add(line);
        }
        if (!line.isBlank()) {
            lastLines.add(line);
            if (lastLines.size() > LAST_LINES_SHOWN) {
                lastLines.removeFirst();
            }
        }
    }

    private Optional<String> news(String line) {
        Matcher module = MODULE.matcher(line);
        if (module.find()) {
            return Optional.of("  " + module.group(2) + "  " + module.group(1));
        }
        if (line.contains("Downloaded from")) {
            downloads++;
            if (System.nanoTime() - toldAt > TELL_EVERY_NANOS) {
                toldAt = System.nanoTime();
                return Optional.of("       " + downloads + " files downloaded");
            }
        }
        return Optional.empty();
    }

    /** Ends the build when the script that started it ends. */
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
