package org.acme.systemtest.hostile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** However a start is ended, and in whichever phase: no process stays, and the next start works. */
@Tag("deep")
@EnabledOnOs(OS.LINUX)
class NothingLeftBehindTest {

    /** Ten seconds on a machine that is not busy with other tests. */
    private static final Duration GONE = Duration.ofSeconds(30);

    private static final Duration PHASE = Duration.ofMinutes(2);

    private Path folder = Path.of("");
    private Clone clone = new Clone(folder);

    /** How it is ended. */
    enum End {
        CTRL_C {
            @Override
            void of(Start start) throws IOException, InterruptedException {
                start.signalGroup("INT");
            }
        },
        CTRL_C_TWICE {
            @Override
            void of(Start start) throws IOException, InterruptedException {
                start.signalGroup("INT");
                start.signalGroup("INT");
            }
        },
        TERMINAL_CLOSED {
            @Override
            void of(Start start) throws IOException, InterruptedException {
                start.signalGroup("HUP");
            }
        },
        KILLED {
            @Override
            void of(Start start) throws IOException, InterruptedException {
                start.signal("KILL");
            }
        };

        abstract void of(Start start) throws IOException, InterruptedException;
    }

    @BeforeEach
    void newFolder() throws IOException {
        folder = Files.createTempDirectory("left-behind");
    }

    @AfterEach
    void endWhatIsLeft() throws Exception {
        processes().forEach(ProcessHandle::destroyForcibly);
        new Clone(folder).delete();
    }

    /** Everything that runs from the clone or works in it. */
    private List<ProcessHandle> processes() {
        String path = folder.toString();
        return ProcessHandle.allProcesses()
                .filter(process -> process.info().commandLine().orElse("").contains(path))
                .toList();
    }

    private void awaitNothingLeft() {
        await().atMost(GONE)
                .untilAsserted(
                        () ->
                                assertThat(processes())
                                        .extracting(process -> process.info().commandLine())
                                        .isEmpty());
    }

    /** Maven itself is not what is tested: one that never ends stands in, with a child. */
    @ParameterizedTest
    @EnumSource(End.class)
    void whileBuilding(End end) throws Exception {
        clone = Clone.notBuilt(folder.resolve("clone"));
        Files.writeString(clone.file("mvnw"), "echo started; sleep 7200 # " + folder + "\nwait\n");
        Path log = clone.file("target/demo/build.log");
        try (Start start = Start.of(clone).with("prepare").inATerminal().begin()) {
            start.awaitSaid(said -> said.contains("Building"));
            await().atMost(PHASE).until(() -> Files.exists(log) && sleeps(start));

            end.of(start);

            awaitNothingLeft();
            await().atMost(GONE).until(() -> !sleeps(start));
        }
    }

    private static boolean sleeps(Start start) {
        return start.handle()
                .descendants()
                .anyMatch(process -> process.info().command().orElse("").endsWith("sleep"));
    }

    @ParameterizedTest
    @EnumSource(End.class)
    void whileUnpacking_andTheNextStartWorks(End end) throws Exception {
        clone = Clone.built(folder.resolve("clone"));
        try (Start start = Start.of(clone).with("--serve").inATerminal().begin()) {
            await().atMost(PHASE).until(this::isUnpacking);

            end.of(start);

            awaitNothingLeft();
        }
        servesAndEnds();
    }

    private boolean isUnpacking() throws IOException {
        Path binaries = clone.file("target/demo/postgres-binaries");
        if (!Files.isDirectory(binaries)) {
            return false;
        }
        try (Stream<Path> all = Files.list(binaries)) {
            return all.findAny().isPresent();
        }
    }

    @ParameterizedTest
    @EnumSource(End.class)
    void whileTraining_andTheNextStartWorks(End end) throws Exception {
        clone = Clone.built(folder.resolve("clone"));
        try (Start start = Start.of(clone).with("prepare").inATerminal().begin()) {
            Path log = clone.file("target/demo/training/logs/checkout-protected.log");
            await().atMost(PHASE).until(() -> Files.exists(log));

            end.of(start);

            awaitNothingLeft();
        }
        servesAndEnds();
    }

    @ParameterizedTest
    @EnumSource(End.class)
    void whileStarting(End end) throws Exception {
        clone = Clone.built(folder.resolve("clone"));
        try (Start start = Start.of(clone).with("--serve").inATerminal().begin()) {
            start.awaitSaid(said -> said.contains("postgresql"));

            end.of(start);

            awaitNothingLeft();
        }
    }

    @ParameterizedTest
    @EnumSource(End.class)
    void whileServing_andTheNextStartWorks(End end) throws Exception {
        clone = Clone.built(folder.resolve("clone"));
        try (Start start = Start.of(clone).with("--serve").inATerminal().begin()) {
            start.awaitServing();

            end.of(start);

            awaitNothingLeft();
        }
        servesAndEnds();
    }

    /** The keeper and the launcher are killed: PostgreSQL stays, and is ours on the next start. */
    @Test
    void leftoverServer_isReplaced_notCalledAnotherProgram() throws Exception {
        clone = Clone.built(folder.resolve("clone"));
        Start.Plan plan = Start.of(clone).with("--serve").inATerminal();
        leaveAServerBehind(plan);
        try (Start next = plan.begin()) {
            next.awaitServing();
            next.signalGroup("INT");
            awaitNothingLeft();
        }
    }

    /** The one of another project, which runs the same programs from another folder. */
    @Test
    void foreignServer_isLeftAlone_whateverBecomesOfOurs() throws Exception {
        clone = Clone.built(folder.resolve("clone"));
        try (ForeignServer foreign = ForeignServer.start(clone)) {
            servesAndEnds();
            assertThat(foreign.isAlive()).isTrue();

            leaveAServerBehind(Start.of(clone).with("--serve").inATerminal());
            servesAndEnds();
            assertThat(foreign.isAlive()).isTrue();
        }
    }

    private void leaveAServerBehind(Start.Plan plan) throws Exception {
        try (Start start = plan.begin()) {
            start.awaitServing();
            ProcessHandle server = server();
            start.handle()
                    .descendants()
                    .filter(each -> each.info().commandLine().orElse("").contains("PostgresKeeper"))
                    .forEach(ProcessHandle::destroyForcibly);
            start.signal("KILL");
            assertThat(server.isAlive()).isTrue();
        }
    }

    private ProcessHandle server() {
        return processes().stream()
                .filter(each -> each.info().command().orElse("").endsWith("bin/postgres"))
                .findFirst()
                .orElseThrow();
    }

    private void servesAndEnds() throws Exception {
        try (Start next = Start.of(clone).with("--serve").inATerminal().begin()) {
            next.awaitServing();
            next.signalGroup("INT");
            awaitNothingLeft();
        }
    }
}
