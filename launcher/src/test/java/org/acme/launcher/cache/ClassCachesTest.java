package org.acme.launcher.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.acme.launcher.standin.Commands;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClassCachesTest {

    private static final int JDK_17 = 17;
    private static final int JDK_25 = 25;

    @TempDir private Path folder = Path.of("");

    private Path caches = Path.of("");
    private Path jar = Path.of("");
    private CachedProgram shop = new CachedProgram("", List.of(), List.of(), List.of());

    @BeforeEach
    void program() throws IOException {
        caches = folder.resolve("caches");
        jar = Commands.program(folder);
        shop = program("-Xmx32m");
    }

    private CachedProgram program(String option) {
        return new CachedProgram("shop", List.of(jar), List.of(option), List.of("Main"));
    }

    private ClassCaches on(int release) {
        return ClassCaches.of(caches, release, "jvm");
    }

    /** What the JVM would write. */
    private Path made(ClassCaches on) throws IOException {
        on.prepareToRecord();
        Files.writeString(caches.resolve("shop-recorded.tmp"), "classes");
        Files.writeString(caches.resolve("shop-assembled.tmp"), "classes and profiles");
        on.keep(shop);
        return on.find(shop).orElseThrow();
    }

    @Test
    void cacheThatFits_isUsed() throws Exception {
        Path archive = made(on(JDK_17));
        assertThat(on(JDK_17).use(shop)).containsExactly("-XX:SharedArchiveFile=" + archive);
        assertThat(on(JDK_17).fit(List.of(shop))).isTrue();

        Path cache = made(on(JDK_25));
        assertThat(on(JDK_25).use(shop)).containsExactly("-XX:AOTCache=" + cache);
    }

    @Test
    void noCache_noOption() {
        assertThat(on(JDK_17).use(shop)).isEmpty();
        assertThat(on(JDK_17).fit(List.of(shop))).isFalse();
    }

    @Test
    void truncatedCache_isNotUsed() throws Exception {
        Path cache = made(on(JDK_17));
        try (RandomAccessFile file = new RandomAccessFile(cache.toFile(), "rw")) {
            file.setLength(3);
        }

        assertThat(on(JDK_17).use(shop)).isEmpty();
    }

    @Test
    void cacheOfAnotherJvmOrOptionOrJar_isNotUsed() throws Exception {
        made(on(JDK_17));

        assertThat(ClassCaches.of(caches, JDK_17, "another").use(shop)).isEmpty();
        assertThat(on(JDK_25).use(shop)).isEmpty();
        assertThat(on(JDK_17).use(program("-Xmx64m"))).isEmpty();
        Files.setLastModifiedTime(jar, FileTime.fromMillis(0));
        assertThat(on(JDK_17).use(shop)).isEmpty();
    }

    @Test
    void newCache_replacesTheOldOne() throws Exception {
        Path old = made(on(JDK_17));
        Files.setLastModifiedTime(jar, FileTime.fromMillis(0));

        Path fresh = made(on(JDK_17));

        assertThat(old).doesNotExist();
        assertThat(caches).isDirectoryNotContaining(file -> !file.equals(fresh));
    }

    @Test
    void trainingRunThatLeftNothing_isAnError() throws Exception {
        ClassCaches on = on(JDK_17);
        on.prepareToRecord();

        assertThatIOException().isThrownBy(() -> on.keep(shop));
    }

    @Test
    void whatAnInterruptedTrainingRunLeft_isDeleted() throws Exception {
        Files.createDirectories(caches);
        Path left = Files.createFile(caches.resolve("shop-recorded.tmp"));

        on(JDK_17).prepareToRecord();

        assertThat(left).doesNotExist();
    }

    /** The options are those that this JVM understands, and its classes come from the cache. */
    @Test
    void thisJvm_makesACache_andReadsIt() throws Exception {
        ClassCaches real = ClassCaches.ofThisJvm(caches);
        CachedProgram program = Commands.cached(folder);
        real.prepareToRecord();
        run(program.command(real.recordOptions(program)));
        List<String> assemble = real.assembleOptions(program);
        if (!assemble.isEmpty()) {
            run(program.command(assemble));
        }
        real.keep(program);

        List<String> options = new ArrayList<>(real.use(program));
        options.add("-Xlog:class+load");

        assertThat(options).hasSize(2);
        assertThat(run(program.command(options)))
                .containsPattern("StandIn source: shared objects file");
    }

    private String run(List<String> command) throws IOException, InterruptedException {
        Path log = Files.createTempFile(folder, "run", ".log");
        Process process =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile())
                        .start();
        try {
            assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        } finally {
            process.destroyForcibly();
        }
        return Files.readString(log);
    }
}
