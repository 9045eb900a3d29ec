package org.acme.launcher.front;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.acme.launcher.stage.FolderLock;
import org.acme.launcher.stage.Ports;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GateTest {

    @TempDir private Path temporary = Path.of("");
    private Path root = Path.of("");

    private final ByteArrayOutputStream output = new ByteArrayOutputStream();
    private final Map<String, String> environment = new HashMap<>();

    @BeforeEach
    void aCloneThatIsNotBuilt() throws IOException {
        root = Files.createDirectory(temporary.resolve("clone"));
        Path folder = Files.createDirectories(root.resolve("scenarios"));
        Files.writeString(folder.resolve("payment-hang.yaml"), "title: Payment hangs\nx: 1\n");
        Files.writeString(folder.resolve("flapping.yaml"), "# note\ntitle: \"On and off\"\n");
        Files.writeString(root.resolve("pom.xml"), "<module>launcher</module>");
        Ports.free().all().forEach((name, port) -> environment.put(name, port.toString()));
    }

    private int answer(String... words) {
        PrintStream out = new PrintStream(output, true, StandardCharsets.UTF_8);
        return new Gate(root, environment, out).answer(List.of(words));
    }

    private String output() {
        return output.toString(StandardCharsets.UTF_8);
    }

    @Test
    void list_namesTheScenariosWithTheirTitles_withoutABuild() {
        assertThat(answer("--list")).isEqualTo(Gate.ANSWERED);

        assertThat(output().lines())
                .containsExactly(
                        "Scenarios:",
                        "  flapping                       On and off",
                        "  payment-hang                   Payment hangs",
                        "",
                        "Lessons, each showing a harmful setting and its fix:");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--help", "-h", "--version"})
    void question_isAnsweredWithoutABuild(String option) {
        assertThat(answer(option)).isEqualTo(Gate.ANSWERED);
        assertThat(output()).isNotBlank();
    }

    @ParameterizedTest
    @CsvSource({
        "payment-hangs, 'no scenario \"payment-hangs\". The scenarios are: flapping,"
                + " payment-hang.'",
        "--fast, Unknown option --fast",
        "'flapping payment-hang', not both",
        "'--serve flapping', cannot be combined",
        "'--list --serve', cannot be combined"
    })
    void wrongCommandLine_isRefusedBeforeABuild(String line, String sentence) {
        assertThat(answer(line.split(" "))).isEqualTo(Gate.REFUSED);
        assertThat(output()).contains(sentence);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "flapping", "--serve", "prepare", "flapping --keep-orders"})
    void nothingBuilt_asksForABuild(String line) {
        assertThat(answer(line.isEmpty() ? new String[0] : line.split(" ")))
                .as(output())
                .isEqualTo(Gate.BUILD_FIRST);
    }

    @Test
    void takenPort_isRefusedBeforeABuild() throws IOException {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            environment.put("CONTROL_ROOM_PORT", Integer.toString(other.getLocalPort()));

            assertThat(answer()).isEqualTo(Gate.REFUSED);
        }
        assertThat(output()).contains("is taken by another program", "CONTROL_ROOM_PORT=");
    }

    @Test
    void prepare_needsNoPorts() throws IOException {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            environment.put("CONTROL_ROOM_PORT", Integer.toString(other.getLocalPort()));

            assertThat(answer("prepare")).isEqualTo(Gate.BUILD_FIRST);
        }
    }

    /** A build would replace the jars of the system that runs. */
    @Test
    void runningFromThisFolder_isRefusedBeforeABuild() throws Exception {
        FolderLock lock = FolderLock.in(root.resolve("target/demo"));
        lock.take();

        assertThat(answer()).isEqualTo(Gate.REFUSED);
        assertThat(answer("prepare")).isEqualTo(Gate.REFUSED);
        assertThat(answer("--list")).isEqualTo(Gate.ANSWERED);

        assertThat(output()).contains("Another ./demo is running or building in this folder");
        lock.release();
    }

    @Test
    void folderThatToolsMisread_isNamed() throws IOException {
        root = Files.createDirectories(temporary.resolve("a$x"));
        Files.createDirectories(root.resolve("scenarios"));
        Files.writeString(root.resolve("scenarios/payment-hang.yaml"), "title: T\n");

        assertThat(answer()).isEqualTo(Gate.REFUSED);

        assertThat(output()).contains("\"$\"", "clone the repository to another folder");
    }

    @Test
    void dataFolderThatIsAFile_isSaid() throws IOException {
        Path file = Files.createFile(temporary.resolve("file"));
        environment.put("DEMO_DATA", file.toString());

        assertThat(answer()).isEqualTo(Gate.REFUSED);

        assertThat(output()).contains(file.toString()).doesNotContain("Exception");
    }
}
