package org.acme.systemtest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.acme.launcher.stage.Lane;
import org.acme.launcher.stage.Role;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;

/** Every curl line that README and tour ask their readers to type does what they say. */
@Tag("deep")
class DocumentationTest {

    private static final List<String> PAGES =
            List.of("README.md", "docs/tour.md", "docs/workshop.md", "docs/handout.md");

    private static TestStage stage;

    @BeforeAll
    static void open() throws Exception {
        stage = TestStage.open("documentation", Map.of("TRAFFIC_ARRIVALS_PER_SECOND", "20"));
        URI checkout = stage.stage().address(Role.CHECKOUT, Lane.PROTECTED);
        // Nothing is sold before the catalogue has been read for the first time.
        await().atMost(Duration.ofMinutes(2))
                .ignoreExceptions()
                .until(() -> Buyer.order(checkout, Buyer.CARD, "first").status() != 503);
    }

    @AfterAll
    static void close() {
        stage.close();
    }

    @TestFactory
    Stream<DynamicTest> everyCommand() throws IOException {
        return PAGES.stream()
                .map(TestStage.ROOT::resolve)
                .filter(Files::exists)
                .flatMap(DocumentationTest::commands)
                .map(command -> DynamicTest.dynamicTest(command.toString(), () -> check(command)));
    }

    private static Stream<DocumentedCommand> commands(Path page) {
        try {
            return DocumentedCommand.of(page).stream();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void check(DocumentedCommand command) throws Exception {
        Path body = Path.of("target", "documentation-answer").toAbsolutePath();
        String line =
                onThisStage(command.text())
                        .replaceFirst("^curl ", "curl -sS -o '" + body + "' -w '%{http_code}' ");
        Process shell =
                new ProcessBuilder("sh", "-c", line)
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start();
        String status =
                new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        int exitCode = shell.waitFor();

        assertThat(exitCode).isZero();
        if (!command.mayFail()) {
            assertThat(status)
                    .as("status of %s: %s", command, Files.readString(body))
                    .matches("2\\d\\d");
        }
    }

    private static String onThisStage(String line) {
        String moved = line;
        for (Map.Entry<String, String> address : addresses().entrySet()) {
            moved = moved.replace(address.getKey(), address.getValue());
        }
        return moved;
    }

    private static Map<String, String> addresses() {
        Map<String, String> addresses = new LinkedHashMap<>();
        addresses.put("localhost:8080", stage.stage().controlRoom().getAuthority());
        String[] ports = {"8081", "8181", "8082", "8182", "8083", "8183"};
        int i = 0;
        for (Role role : Role.values()) {
            for (Lane lane : Lane.values()) {
                String authority = stage.stage().address(role, lane).getAuthority();
                addresses.put("localhost:" + ports[i++], authority);
            }
        }
        return addresses;
    }
}
