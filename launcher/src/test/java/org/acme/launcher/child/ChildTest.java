package org.acme.launcher.child;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicInteger;
import org.acme.launcher.standin.Commands;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChildTest {

    private static final Duration TIMEOUT = Duration.ofSeconds(20);
    private static final RestartPolicy AT_ONCE =
            new RestartPolicy(Duration.ofMillis(1), Duration.ofMillis(1), Duration.ofDays(1));

    @TempDir private Path folder = Path.of("");

    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private final List<String> heard = new CopyOnWriteArrayList<>();
    private final List<Child> children = new CopyOnWriteArrayList<>();

    @AfterEach
    void endAll() {
        children.forEach(child -> child.stop(Duration.ZERO));
        timer.shutdownNow();
    }

    private Child child(List<String> command, ReadyProbe ready) {
        ChildSpec spec =
                new ChildSpec(
                        "shop",
                        command,
                        Map.of(),
                        folder.resolve("run"),
                        folder.resolve("shop.log"),
                        ready);
        Child child = new Child(spec, AT_ONCE, timer, new Recorder());
        children.add(child);
        return child;
    }

    private Child readyChild() throws IOException {
        Path file = folder.resolve("ready");
        Files.deleteIfExists(file);
        return child(
                Commands.watched(Commands.program(folder), "1000", "ready", file.toString()),
                () -> Files.exists(file));
    }

    @Test
    void awaitReady_returnsWhenTheProbeSaysSo() throws Exception {
        Child child = readyChild();
        child.start();

        child.awaitReady(TIMEOUT);

        assertThat(child.isAlive()).isTrue();
        assertThat(heard).containsExactly("shop ready");
    }

    @Test
    void endsWhileItStarts_failsWithTheLogButNoStackFrames() {
        Child child = child(Commands.free("fail"), () -> false);
        child.start();

        assertThatExceptionOfType(StartFailedException.class)
                .isThrownBy(() -> child.awaitReady(TIMEOUT))
                .withMessageContaining("shop ended during its start (exit code 1)")
                .satisfies(
                        failure ->
                                assertThat(failure.logLines())
                                        .contains("the disk is full")
                                        .noneMatch(line -> line.contains("\tat ")));
        assertThat(heard).isEmpty();
    }

    /** A broken cache of classes may end a JVM by a signal. */
    @Test
    void endsWhileItStarts_isStartedByThePlainCommand() throws Exception {
        Path file = folder.resolve("ready");
        ChildSpec spec =
                new ChildSpec(
                        "shop",
                        Commands.free("fail"),
                        Commands.free("ready", file.toString()),
                        Map.of(),
                        folder.resolve("run"),
                        folder.resolve("shop.log"),
                        () -> Files.exists(file));
        Child child = new Child(spec, AT_ONCE, timer, new Recorder());
        children.add(child);
        child.start();

        child.awaitReady(TIMEOUT);

        assertThat(child.isAlive()).isTrue();
        assertThat(heard).containsExactly("shop ready");
    }

    @Test
    void neverReady_failsInTime() {
        Child child = child(Commands.free("idle"), () -> false);
        child.start();

        assertThatExceptionOfType(StartFailedException.class)
                .isThrownBy(() -> child.awaitReady(Duration.ofMillis(200)))
                .withMessageContaining("is not ready");
    }

    @Test
    void killed_isStartedAgain() throws Exception {
        Child child = readyChild();
        child.start();
        child.awaitReady(TIMEOUT);
        long first = child.pid();
        Files.delete(folder.resolve("ready"));

        child.kill();

        await().atMost(TIMEOUT).until(() -> child.isAlive() && child.pid() != first);
        child.awaitReady(TIMEOUT);
        // Whoever tells of the crash may be slower than the start.
        await().atMost(TIMEOUT)
                .untilAsserted(
                        () ->
                                assertThat(heard)
                                        .containsExactlyInAnyOrder(
                                                "shop ready", "shop crashed 137", "shop ready"));
    }

    @Test
    void stopped_isNotStartedAgain() throws Exception {
        Child child = readyChild();
        child.start();
        child.awaitReady(TIMEOUT);

        child.stop(TIMEOUT);

        assertThat(child.isAlive()).isFalse();
        assertThat(heard).containsExactly("shop ready");
    }

    @Test
    void stopped_thatDoesNotLeave_isKilled() {
        Child child = child(Commands.free("stubborn"), () -> true);
        child.start();

        child.stop(Duration.ofMillis(100));

        assertThat(child.isAlive()).isFalse();
    }

    @Test
    void readyButEndedAtOnce_isStartedAgain() throws Exception {
        Path file = folder.resolve("ready");
        AtomicInteger asked = new AtomicInteger();
        List<Child> asking = new CopyOnWriteArrayList<>();
        ReadyProbe probe =
                () -> {
                    if (asked.getAndIncrement() == 0) {
                        // The process ends after its answer, before anybody has noted the answer.
                        asking.get(0).kill();
                        await().atMost(TIMEOUT).until(() -> !asking.get(0).isAlive());
                    }
                    return true;
                };
        Child child = child(Commands.free("ready", file.toString()), probe);
        asking.add(child);
        child.start();

        child.awaitReady(TIMEOUT);

        await().atMost(TIMEOUT).until(child::isAlive);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "QUARKUS_HTTP_PORT",
                "quarkus_thread_pool_max_threads",
                "DB_URL",
                "LANE",
                "CHECKOUT_PROTECTED_PORT",
                "JAVA_TOOL_OPTIONS",
                "JDK_JAVA_OPTIONS",
                "_JAVA_OPTIONS",
                "CLASSPATH",
                "http_proxy",
                "HTTPS_PROXY",
                "BREAKER_ENABLED",
                "PGDATA",
                "PGHOST",
                "LD_PRELOAD",
                "MAVEN_OPTS",
                "TRAFFIC_ARRIVALS_PER_SECOND"
            })
    void variableOfTheUser_isKeptFromTheServices(String variable) {
        assertThat(ChildEnvironment.isInherited(variable)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"PATH", "HOME", "TMPDIR", "LANG", "LC_ALL", "SystemRoot", "Path"})
    void variableThatEveryProgramNeeds_isInherited(String variable) {
        assertThat(ChildEnvironment.isInherited(variable)).isTrue();
    }

    @Test
    void process_runsInAFolderOfItsOwn() throws Exception {
        Child child = readyChild();

        child.start();
        child.awaitReady(TIMEOUT);

        assertThat(folder.resolve("run")).isEmptyDirectory();
    }

    private final class Recorder implements ChildListener {
        @Override
        public void ready(String name, Duration after) {
            heard.add(name + " ready");
        }

        @Override
        public void crashed(String name, int exitCode, Duration restartIn) {
            heard.add(name + " crashed " + exitCode);
        }
    }
}
