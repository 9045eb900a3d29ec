package org.acme.launcher.front;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.acme.launcher.machine.Reason;

/**
 * Answers commands that need neither a build nor a check of the machine. If nothing is built, the
 * {@code demo} script compiles this class alone: it needs few others, so that {@code --list} and
 * {@code --help} are fast.
 */
public final class Answers {

    private final Path root;
    private final PrintStream out;

    Answers(Path root, PrintStream out) {
        this.root = root;
        this.out = out;
    }

    /** Runs with these arguments: the repository's folder, then those of {@code ./demo}. */
    public static void main(String[] arguments) {
        Path root = Path.of(arguments[0]).toAbsolutePath().normalize();
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        List<String> words = Arrays.asList(arguments).subList(1, arguments.length);
        System.exit(new Answers(root, out).answer(words));
    }

    /** Returns one of the {@link Gate}'s codes. */
    int answer(List<String> words) {
        try {
            Arguments.Command command = Arguments.parse(words).command();
            return to(command) ? 0 : 2;
        } catch (UsageException e) {
            out.println(e.getMessage());
        } catch (IOException | RuntimeException e) {
            out.println(Reason.of(e));
        }
        return 2;
    }

    /** Prints the answer; returns false if the command needs more than an answer. */
    boolean to(Arguments.Command command) throws IOException {
        switch (command) {
            case HELP -> out.println(Arguments.USAGE);
            case VERSION -> out.println("circuit breaker workshop, built from source");
            case LIST ->
                    new Listing(new ScenarioFiles(root.resolve("scenarios")).titles()).print(out);
            case DOCTOR, PREPARE, SERVE, PLAY -> {
                return false;
            }
        }
        return true;
    }
}
