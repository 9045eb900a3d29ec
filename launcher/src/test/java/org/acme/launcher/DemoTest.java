package org.acme.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoTest {

    @TempDir private Path root = Path.of("");

    private final ByteArrayOutputStream said = new ByteArrayOutputStream();

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
    void widthOfTheTerminal_isWhatIsSaid_ifItIsANumber() {
        assertThat(Demo.columns("60")).isEqualTo(60);
        assertThat(Demo.columns(" 120 ")).isEqualTo(120);
        assertThat(Demo.columns("")).isEqualTo(100);
        assertThat(Demo.columns("wide")).isEqualTo(100);
        assertThat(Demo.columns(null)).isEqualTo(100);
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

    /** A blank at its end came with copying; both sides have to be without it. */
    @Test
    void token_isGivenToBothSides_withoutBlanks() {
        Demo demo = demo(Map.of("BREAKER_ADMIN_TOKEN", "s3cret "));

        assertThat(demo.controlRoomSettings(true)).containsEntry("LANES_ADMIN_TOKEN", "s3cret");
        assertThat(demo.serviceSettings()).containsEntry("BREAKER_ADMIN_TOKEN", "s3cret");
        assertThat(demo(Map.of()).controlRoomSettings(true)).doesNotContainKey("LANES_ADMIN_TOKEN");
        assertThat(demo(Map.of()).serviceSettings()).isEmpty();
    }

    @Test
    void documentedVariables_reachTheControlRoom() {
        Map<String, String> environment =
                Map.of("AUDIENCE_PORT", " 8088", "CONTROL_ROOM_NAMES", "x.dev", "QUARKUS_A", "b");

        assertThat(demo(environment).controlRoomSettings(true))
                .containsEntry("AUDIENCE_PORT", "8088")
                .containsEntry("CONTROL_ROOM_NAMES", "x.dev")
                .doesNotContainKey("QUARKUS_A");
    }
}
