package org.acme.benchmarks.races;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A short run of every race. */
@Tag("deep")
class RacesTest {

    @Test
    void races_endAsTheyMay() throws IOException, InterruptedException {
        Path directory = Files.createDirectories(Path.of("target/jcstress"));
        File log = directory.resolve("log.txt").toFile();
        Process races =
                new ProcessBuilder(command())
                        .directory(directory.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(log)
                        .start();
        races.getOutputStream().close();
        boolean ended = races.waitFor(10, TimeUnit.MINUTES);
        races.destroyForcibly();

        String said = Files.readString(log.toPath());
        assertThat(ended).as("jcstress ended; it said: %s", said).isTrue();
        assertThat(races.exitValue()).as("jcstress said: %s", said).isZero();
        assertThat(said)
                .contains("Failed tests: No matches", "Error tests: No matches")
                .contains("All remaining tests: 17 matching");
    }

    private static List<String> command() {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                "org.openjdk.jcstress.Main",
                "-t",
                "org.acme.benchmarks.races",
                "-r",
                "reports",
                // One kind of JVM and one compilation of each actor: seconds of racing, not of
                // starting.
                "-jvmArgs",
                "-Xmx256m",
                "-sc",
                "false",
                "-f",
                "1",
                "-iters",
                "1",
                "-time",
                "1000");
    }
}
