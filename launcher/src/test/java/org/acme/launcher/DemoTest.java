package org.acme.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoTest {

    @TempDir private Path root = Path.of("");

    private final ByteArrayOutputStream said = new ByteArrayOutputStream();

    @BeforeEach
    void scenarios() throws IOException {
        Path folder = Files.createDirectories(root.resolve("scenarios"));
        Files.writeString(folder.resolve("payment-hang.yaml"), "title: Payment hangs\nx: 1\n");
        Files.writeString(folder.resolve("flapping.yaml"), "# note\ntitle: \"On and off\"\n");
    }

    private int run(Map<String, String> environment, String... arguments) {
        return demo(environment).run(arguments);
    }

    private Demo demo(Map<String, String> environment) {
        PrintStream out = new PrintStream(said, true, StandardCharsets.UTF_8);
        return new Demo(root, environment, out);
    }

    private String said() {
        return said.toString(StandardCharsets.UTF_8);
    }

    @Test
    void list_namesTheScenariosWithTheirTitles() {
        assertThat(run(Map.of(), "--list")).isZero();

        assertThat(said().lines())
                .containsExactly(
                        "Scenarios:",
                        "  flapping                       On and off",
                        "  payment-hang                   Payment hangs",
                        "",
                        "Lessons, each with a setting that hurts and the one that mends it:");
    }

    @Test
    void unknownScenario_isRefusedWithTheKnownOnes() {
        assertThat(run(Map.of(), "payment-hangs")).isEqualTo(2);

        assertThat(said())
                .contains(
                        "There's no scenario \"payment-hangs\"; there are flapping, payment-hang.");
    }

    @Test
    void unknownOption_isRefused() {
        assertThat(run(Map.of(), "--fast")).isEqualTo(2);

        assertThat(said()).contains("--fast").contains("--serve");
    }

    @Test
    void portThatIsNone_isRefusedByName() {
        assertThat(run(Map.of("POSTGRES_PORT", "many"))).isEqualTo(2);

        assertThat(said()).contains("POSTGRES_PORT must be a port").doesNotContain("Exception");
    }

    @Test
    void portThatIsTaken_isNamed_andNothingIsStarted() throws IOException {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            String port = Integer.toString(other.getLocalPort());

            assertThat(run(Map.of("CONTROL_ROOM_PORT", port), "payment-hang")).isEqualTo(2);

            assertThat(said())
                    .contains("Port " + port + " is taken", "control-room", "CONTROL_ROOM_PORT=");
        }
    }

    /** The services inherit the variable; the control room operates their breakers with it. */
    @Test
    void token_isGivenToTheControlRoomToo_whereThereIsOne() {
        assertThat(demo(Map.of("BREAKER_ADMIN_TOKEN", "s3cret")).controlRoomSettings())
                .containsEntry("LANES_ADMIN_TOKEN", "s3cret");
        assertThat(demo(Map.of()).controlRoomSettings()).doesNotContainKey("LANES_ADMIN_TOKEN");
    }

    @Test
    void help_saysWhatTheExitCodesMean() {
        assertThat(run(Map.of(), "--help")).isZero();

        assertThat(said()).contains("./demo prepare").contains("Exit code: 0");
    }
}
