package org.acme.systemtest.hostile;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.acme.launcher.stage.Ports;

/** One start of {@code ./demo} as a user types it, on ports of its own. */
final class Start implements AutoCloseable {

    private static final Duration TIMEOUT = Duration.ofMinutes(10);

    private final Path output;
    private final Process process;

    private Start(Process process, Path output) {
        this.process = process;
        this.output = output;
    }

    /** What a start says and ends with. */
    record Outcome(int exitCode, String said) {}

    /** How a start is made; each method returns the same object. */
    static final class Plan {

        private final List<String> command = new ArrayList<>();
        private final Map<String, String> environment = new HashMap<>();
        private Path folder = Path.of("/");

        private Plan(Path script) throws IOException {
            command.add(script.toString());
            Ports.free().all().forEach((name, port) -> environment.put(name, port.toString()));
        }

        Plan with(String... arguments) {
            command.addAll(List.of(arguments));
            return this;
        }

        Plan set(String variable, String value) {
            environment.put(variable, value);
            return this;
        }

        Plan in(Path current) {
            folder = current;
            return this;
        }

        /** The command is given to a shell as {@code "$@"}, after these words. */
        Plan after(String shell) {
            command.addAll(0, List.of("sh", "-c", shell + " exec \"$@\"", "sh"));
            return this;
        }

        /** In a process group of its own that hears Ctrl-C, as in a terminal. */
        Plan inATerminal() {
            command.addAll(0, List.of("setsid", "env", "--default-signal=INT,HUP"));
            return this;
        }

        String variable(String name) {
            return environment.getOrDefault(name, "");
        }

        Start begin() throws IOException {
            Path output = Files.createTempFile("demo", ".log");
            ProcessBuilder builder =
                    new ProcessBuilder(command)
                            .directory(folder.toFile())
                            .redirectErrorStream(true)
                            .redirectInput(Path.of("/dev/null").toFile())
                            .redirectOutput(output.toFile());
            builder.environment().putAll(environment);
            return new Start(builder.start(), output);
        }

        Outcome toTheEnd() throws IOException, InterruptedException {
            try (Start start = begin()) {
                return start.outcome();
            }
        }
    }

    static Plan of(Clone clone) throws IOException {
        return new Plan(clone.file("demo"));
    }

    static Plan of(Path script) throws IOException {
        return new Plan(script);
    }

    Outcome outcome() throws IOException, InterruptedException {
        if (!process.waitFor(TIMEOUT.toSeconds(), TimeUnit.SECONDS)) {
            throw new IllegalStateException("./demo hasn't ended: " + said());
        }
        return new Outcome(process.exitValue(), said());
    }

    String said() throws IOException {
        return Files.readString(output, StandardCharsets.UTF_8);
    }

    /** Waits until it has said what fits, and fails when it ends before. */
    void awaitSaid(Predicate<String> wanted) throws IOException {
        await().atMost(TIMEOUT)
                .failFast("./demo ended before", () -> !process.isAlive() && !wanted.test(said()))
                .until(() -> wanted.test(said()));
    }

    void awaitServing() throws IOException {
        awaitSaid(said -> said.contains("Press Ctrl-C"));
    }

    /** As {@code kill -SIGNAL} of the process that the user has started. */
    void signal(String signal) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid())).start().waitFor();
    }

    /** As the terminal does on Ctrl-C and when it is closed: everything in it gets the signal. */
    void signalGroup(String signal) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-" + signal, "--", "-" + process.pid()).start().waitFor();
    }

    ProcessHandle handle() {
        return process.toHandle();
    }

    @Override
    public void close() throws IOException {
        process.descendants().forEach(ProcessHandle::destroy);
        process.destroy();
        Files.deleteIfExists(output);
    }
}
