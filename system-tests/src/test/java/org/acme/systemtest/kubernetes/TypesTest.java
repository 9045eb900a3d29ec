package org.acme.systemtest.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Checks types, required fields and formats against the schemas of Kubernetes and of the Prometheus
 * operator, which the npm packages {@code kubernetes-models} contain. They do not find misspelt
 * fields: {@link UnknownFields} does.
 */
@Tag("deep")
class TypesTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path FOLDER = Path.of("target", "kubernetes-types").toAbsolutePath();
    private static final Path SCRIPT = Path.of("src/test/resources/kubernetes/validate.mjs");

    @BeforeAll
    static void install() throws Exception {
        assumeThat(Kubectl.isOnThePath("node") && Kubectl.isOnThePath("npm"))
                .as("Node and npm are installed; without them, no types are checked")
                .isTrue();
        Files.createDirectories(FOLDER);
        Files.writeString(FOLDER.resolve("package.json"), "{\"private\":true,\"type\":\"module\"}");
        Files.writeString(FOLDER.resolve("validate.mjs"), Files.readString(SCRIPT));
        int status =
                run(
                        List.of(
                                "npm",
                                "install",
                                "--no-audit",
                                "--no-fund",
                                "--ignore-scripts",
                                "--prefer-offline",
                                "kubernetes-models@5.1.0",
                                "@kubernetes-models/prometheus-operator@6.0.0"),
                        "",
                        new ArrayList<>());
        assumeThat(status).as("npm can install the models; else no types are checked").isZero();
    }

    @Test
    void everyResource_hasTheRightTypes() throws Exception {
        assertThat(wrong(Manifests.all())).isEmpty();
    }

    @Test
    void wrongTypes_areFound() throws Exception {
        List<Resource> all = Manifests.all();
        for (Resource one : all) {
            if (one.is("Deployment")) {
                ((ObjectNode) one.at("/spec")).put("replicas", "three");
            } else if (one.is("ServiceMonitor")) {
                one.json().remove("spec");
            }
        }

        assertThat(wrong(all))
                .anyMatch(line -> line.startsWith("Deployment checkout-protected"))
                .anyMatch(line -> line.startsWith("ServiceMonitor services"));
    }

    private static List<String> wrong(List<Resource> all) throws Exception {
        List<String> lines = new ArrayList<>();
        String input = JSON.writeValueAsString(all.stream().map(Resource::json).toList());
        assertThat(run(List.of("node", "validate.mjs"), input, lines)).isZero();
        return lines;
    }

    private static int run(List<String> command, String input, List<String> lines)
            throws IOException, InterruptedException {
        Process process =
                new ProcessBuilder(command)
                        .directory(FOLDER.toFile())
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start();
        try (var in = process.getOutputStream()) {
            in.write(input.getBytes(StandardCharsets.UTF_8));
        }
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                .lines()
                .forEach(lines::add);
        return process.waitFor();
    }
}
