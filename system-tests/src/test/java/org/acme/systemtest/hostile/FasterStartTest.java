package org.acme.systemtest.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** {@code prepare} makes caches, every start uses them, and a broken one harms nobody. */
@Tag("deep")
@EnabledOnOs(OS.LINUX)
@Timeout(value = 40, unit = TimeUnit.MINUTES)
class FasterStartTest {

    private static final int PROGRAMS = 4;
    private static final int PROCESSES = 7;

    private Path folder = Path.of("");
    private Clone clone = new Clone(folder);

    @BeforeEach
    void prepare() throws Exception {
        folder = Files.createTempDirectory("faster");
        clone = Clone.built(folder.resolve("clone"));
        Start.Outcome outcome = Start.of(clone).with("prepare").toTheEnd();
        assertThat(outcome.exitCode()).as(outcome.said()).isZero();
        assertThat(outcome.said()).contains("Training run", "Everything is built");
        assertThat(caches()).hasSize(PROGRAMS);
        assertThat(clone.file("target/demo/training")).doesNotExist();
    }

    @AfterEach
    void delete() throws Exception {
        new Clone(folder).delete();
    }

    @Test
    void everyStartUsesTheCaches_andABrokenOneHarmsNobody() throws Exception {
        assertThat(processesThatUseACache()).isEqualTo(PROCESSES);
        assertThat(Start.of(clone).with("prepare").toTheEnd().said())
                .doesNotContain("Training run");

        for (Path cache : caches()) {
            overwrite(cache);
        }
        assertThat(processesThatUseACache()).isZero();

        // JDK 17 would die by SIGBUS.
        for (Path cache : caches()) {
            shorten(cache);
        }
        assertThat(processesThatUseACache()).isZero();

        assertThat(Start.of(clone).with("prepare").toTheEnd().said()).contains("Training run");
        assertThat(processesThatUseACache()).isEqualTo(PROCESSES);
    }

    private List<Path> caches() throws IOException {
        try (Stream<Path> files = Files.list(clone.file("target/demo/class-caches"))) {
            return files.toList();
        }
    }

    private static void overwrite(Path cache) throws IOException {
        assertThat(cache.toFile().setWritable(true)).isTrue();
        byte[] other = "another file ".getBytes(StandardCharsets.US_ASCII);
        try (RandomAccessFile file = new RandomAccessFile(cache.toFile(), "rw")) {
            for (long at = 0; at + other.length < file.length(); at += 4096) {
                file.seek(at);
                file.write(other);
            }
        }
    }

    private static void shorten(Path cache) throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(cache.toFile(), "rw")) {
            file.setLength(file.length() / 2);
        }
    }

    /** A start that serves; how many of its processes have a cache in their memory. */
    private long processesThatUseACache() throws Exception {
        try (Start start = Start.of(clone).with("--serve").inATerminal().begin()) {
            start.awaitServing();
            Set<String> used =
                    start.handle()
                            .descendants()
                            .filter(FasterStartTest::hasACacheMapped)
                            .map(process -> Long.toString(process.pid()))
                            .collect(Collectors.toSet());
            start.signalGroup("INT");
            assertThat(start.outcome().said()).contains("All processes have stopped");
            return used.size();
        }
    }

    private static boolean hasACacheMapped(ProcessHandle process) {
        Path maps = Path.of("/proc", Long.toString(process.pid()), "maps");
        try {
            return Files.readString(maps, StandardCharsets.ISO_8859_1).contains("/class-caches/");
        } catch (IOException ended) {
            return false;
        }
    }
}
