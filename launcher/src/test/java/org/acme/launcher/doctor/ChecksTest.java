package org.acme.launcher.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.acme.launcher.doctor.Finding.Level;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each check finds what is wrong with a machine, and says what to do about it. */
class ChecksTest {

    private static final List<Check> ALL =
            List.of(
                    new JavaCheck(),
                    new PlatformCheck(),
                    new RoomCheck(),
                    new FolderCheck(),
                    new RootCheck(),
                    new PortsCheck(),
                    new BuildCheck(),
                    new DockerCheck());

    private static Arguments found(
            String what, Check check, Level level, String words, Consumer<FakeMachine> trouble) {
        return Arguments.of(Named.of(what, trouble), check, level, words);
    }

    static Stream<Arguments> java() {
        return Stream.of(
                found("too old", new JavaCheck(), Level.PROBLEM, "11 is too old", m -> m.java = 11),
                found(
                        "without ct.sym",
                        new JavaCheck(),
                        Level.PROBLEM,
                        "release version 17 not supported",
                        m -> m.compileTrouble = Optional.of("release version 17 not supported")),
                found(
                        "newer than tested",
                        new JavaCheck(),
                        Level.NOTE,
                        "newer than the tested versions",
                        m -> m.java = 27),
                found(
                        "processor without a PostgreSQL",
                        new PlatformCheck(),
                        Level.PROBLEM,
                        "riscv64",
                        m -> m.architecture = "riscv64"),
                found(
                        "NixOS",
                        new PlatformCheck(),
                        Level.NOTE,
                        "NixOS",
                        m -> m.files.add(Path.of("/etc/NIXOS"))),
                found(
                        "root in a default container",
                        new RootCheck(),
                        Level.PROBLEM,
                        "user namespaces",
                        m -> m.user = "root"));
    }

    static Stream<Arguments> room() {
        return Stream.of(
                found(
                        "one processor",
                        new RoomCheck(),
                        Level.NOTE,
                        "1 processor",
                        m -> m.processors = 1),
                found(
                        "little memory",
                        new RoomCheck(),
                        Level.NOTE,
                        "1.5 GB available",
                        m -> m.availableMemory = Optional.of(1_500 * FakeMachine.MEGABYTE)),
                found(
                        "too little memory",
                        new RoomCheck(),
                        Level.PROBLEM,
                        "0.6 GB available",
                        m -> m.availableMemory = Optional.of(600 * FakeMachine.MEGABYTE)),
                found(
                        "full disk",
                        new RoomCheck(),
                        Level.PROBLEM,
                        "0.1 GB free",
                        m -> m.usableSpace = 100 * FakeMachine.MEGABYTE),
                found(
                        "name with a character that tools misread",
                        new FolderCheck(),
                        Level.PROBLEM,
                        "\"!\"",
                        m -> m.root = Path.of("/home/you/wow!")),
                found(
                        "target of root",
                        new FolderCheck(),
                        Level.PROBLEM,
                        "no permission",
                        m -> m.writeTroubles.put(m.root.resolve("target/demo"), "no permission")),
                found(
                        "data on /mnt/c",
                        new FolderCheck(),
                        Level.PROBLEM,
                        "no file permissions for one user only",
                        m ->
                                m.databaseTrouble =
                                        Optional.of(
                                                "it has no file permissions for one user only")));
    }

    static Stream<Arguments> ports() {
        return Stream.of(
                found(
                        "taken",
                        new PortsCheck(),
                        Level.PROBLEM,
                        "8081",
                        m -> m.takenPorts.add(8081)),
                found(
                        "no number",
                        new PortsCheck(),
                        Level.PROBLEM,
                        "POSTGRES_PORT",
                        m -> m.environment.put("POSTGRES_PORT", "five")),
                found(
                        "two alike",
                        new PortsCheck(),
                        Level.PROBLEM,
                        "both 8081",
                        m -> m.environment.put("AUDIENCE_PORT", "8081")),
                found(
                        "the audience's, on the network",
                        new PortsCheck(),
                        Level.PROBLEM,
                        "8088",
                        m -> {
                            m.environment.put("AUDIENCE_PORT", "8088");
                            m.takenOnAnyInterface.add(8088);
                        }),
                found(
                        "a demo runs here",
                        new PortsCheck(),
                        Level.PROBLEM,
                        "another ./demo",
                        m -> m.inUse = true));
    }

    static Stream<Arguments> build() {
        return Stream.of(
                found("not built", new BuildCheck(), Level.NOTE, "not built", m -> m.built = false),
                found(
                        "no network",
                        new BuildCheck(),
                        Level.NOTE,
                        "cannot be reached",
                        m -> {
                            m.built = false;
                            m.network = false;
                        }),
                found(
                        "dead proxy",
                        new BuildCheck(),
                        Level.PROBLEM,
                        "the proxy http://127.0.0.1:9 does not respond",
                        m -> {
                            m.built = false;
                            m.network = false;
                            m.environment.put("https_proxy", "http://127.0.0.1:9");
                        }),
                found(
                        "proxy that Maven doesn't know",
                        new BuildCheck(),
                        Level.NOTE,
                        "Maven does not read",
                        m -> {
                            m.built = false;
                            m.environment.put("HTTPS_PROXY", "proxy:3128");
                        }),
                found(
                        "HOME of another user",
                        new BuildCheck(),
                        Level.PROBLEM,
                        "no permission",
                        m -> {
                            m.built = false;
                            m.writeTroubles.put(Path.of("/home/you/.m2"), "no permission");
                        }));
    }

    static Stream<Arguments> docker() {
        return Stream.of(
                found(
                        "none",
                        new DockerCheck(),
                        Level.NOTE,
                        "no Docker engine",
                        m -> m.outputs.clear()),
                found(
                        "no compose",
                        new DockerCheck(),
                        Level.NOTE,
                        "docker compose is not installed",
                        m -> m.outputs.remove("docker compose version --short")),
                found(
                        "old compose",
                        new DockerCheck(),
                        Level.NOTE,
                        "2.4.1 is too old",
                        m -> m.outputs.put("docker compose version --short", "2.4.1")),
                found(
                        "no buildx",
                        new DockerCheck(),
                        Level.NOTE,
                        "buildx",
                        m -> m.outputs.remove("docker buildx version")),
                found(
                        "snap",
                        new DockerCheck(),
                        Level.NOTE,
                        "snap",
                        m ->
                                m.outputs.put(
                                        "docker info --format {{.DockerRootDir}}",
                                        "/var/snap/docker/common/var-lib-docker")),
                found(
                        "podman",
                        new DockerCheck(),
                        Level.NOTE,
                        "podman",
                        m -> m.outputs.put("docker --version", "podman version 5.1")),
                found(
                        "clone with umask 077",
                        new DockerCheck(),
                        Level.NOTE,
                        "umask",
                        m -> {
                            Path file = m.root.resolve("prometheus/prometheus.yml");
                            m.files.add(file);
                            m.unreadable.add(file);
                        }),
                found(
                        "stage that has come back after a restart",
                        new DockerCheck(),
                        Level.NOTE,
                        "docker compose is running",
                        m ->
                                m.outputs.put(
                                        "docker ps -q --filter"
                                                + " label=com.docker.compose.project=circuit-breaker-workshop",
                                        "abc")));
    }

    @ParameterizedTest
    @MethodSource({"java", "room", "ports", "build", "docker"})
    void trouble_isFound_withARemedy(
            Consumer<FakeMachine> trouble, Check check, Level level, String words) {
        FakeMachine machine = new FakeMachine().withDocker();
        trouble.accept(machine);

        assertThat(check.look(machine))
                .filteredOn(finding -> finding.level() == level)
                .anySatisfy(
                        finding -> {
                            assertThat(finding.words()).contains(words);
                            assertThat(finding.remedy()).isNotBlank();
                        });
    }

    @Test
    void machineWithoutTrouble_hasNoNoteAndNoProblem() {
        FakeMachine machine = new FakeMachine().withDocker();

        assertThat(Doctor.examine(machine, ALL).findings())
                .isNotEmpty()
                .allMatch(finding -> finding.level() == Level.OK);
    }

    /** A Mac has few free pages, and much memory that it could give away. */
    @Test
    void memoryThatTheSystemDoesNotTell_isNoProblem() {
        FakeMachine machine = new FakeMachine();
        machine.availableMemory = Optional.empty();

        assertThat(new RoomCheck().look(machine)).allMatch(each -> each.level() == Level.OK);
    }

    @Test
    void ownLeftoverServer_isNotAnotherProgram() {
        FakeMachine machine = new FakeMachine();
        machine.takenPorts.add(5433);
        machine.leftoverServer = true;

        assertThat(new PortsCheck().look(machine)).allMatch(each -> each.level() == Level.OK);
    }

    @Test
    void rootWithUserNamespaces_isFine() {
        FakeMachine machine = new FakeMachine();
        machine.user = "root";
        machine.outputs.put("unshare -U true", "");

        assertThat(new RootCheck().look(machine)).allMatch(each -> each.level() == Level.OK);
    }

    @Test
    void dataElsewhere_isLookedAtThere() {
        FakeMachine machine = new FakeMachine();
        machine.environment.put("DEMO_DATA", "/big");

        assertThat(new FolderCheck().look(machine))
                .anySatisfy(finding -> assertThat(finding.words()).contains("/big"));
    }
}
