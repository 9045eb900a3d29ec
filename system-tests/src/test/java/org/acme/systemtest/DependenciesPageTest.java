package org.acme.systemtest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is built into a service stands on the page of dependencies, in that version. */
class DependenciesPageTest {

    private static final Pattern COORDINATES = Pattern.compile("`([^:`]+):([^:`]+):([^:`]+)`");

    /** Chosen by the machine that builds; the page was written on one of them. */
    private static final Pattern OF_A_MACHINE = Pattern.compile(".*brotli4j\\.native-.*");

    private static final String OURS = "org.acme.";

    @ParameterizedTest
    @ValueSource(
            strings = {"checkout-service", "payment-gateway-stub", "inventory-service", "workshop"})
    void everyJarOfAService_isListed(String service) throws IOException {
        Set<String> listed = listed();

        assertThat(jars(service))
                .isNotEmpty()
                .allSatisfy(jar -> assertThat(listed).as("docs/dependencies.md").contains(jar));
    }

    @Test
    void everyLine_namesALicence() throws IOException {
        assertThat(lines().filter(line -> line.startsWith("- ")))
                .isNotEmpty()
                .allMatch(line -> line.matches("- \\(\\S.*\\) .+ `[^`]+`"));
    }

    private static Set<String> jars(String service) throws IOException {
        Path libraries = TestStage.ROOT.resolve(service).resolve("target/quarkus-app/lib");
        try (Stream<Path> files = Files.walk(libraries)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".jar") && !name.startsWith(OURS))
                    .filter(name -> !OF_A_MACHINE.matcher(name).matches())
                    .collect(Collectors.toSet());
        }
    }

    /** As the packaged service names its files. */
    private static Set<String> listed() throws IOException {
        return lines().flatMap(line -> COORDINATES.matcher(line).results())
                .map(found -> found.group(1) + "." + found.group(2) + "-" + found.group(3) + ".jar")
                .collect(Collectors.toSet());
    }

    private static Stream<String> lines() throws IOException {
        return Files.readAllLines(TestStage.ROOT.resolve("docs/dependencies.md")).stream();
    }
}
