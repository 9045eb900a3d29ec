package org.acme.systemtest.dependencies;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.acme.systemtest.TestStage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Lists what the programs bring along, and holds its licences to those that are allowed. */
class DependenciesTest {

    private static final Path LIST = Path.of("target/dependencies.md");
    private static final List<String> SERVICES =
            List.of("checkout-lessons", "payment-gateway-stub", "inventory-service", "workshop");
    private static final String OURS = "org.acme";

    @TempDir private Path fake = Path.of("");

    @Test
    void everyDependency_hasAnAllowedLicence() throws IOException {
        Licences licences = new Licences(Path.of(requireNonNull(System.getProperty("repository"))));
        TreeMap<Artifact, List<String>> found = new TreeMap<>();
        for (Artifact artifact : packed()) {
            found.put(artifact, licences.of(artifact));
        }
        write(found);

        assertThat(found).hasSizeGreaterThan(100);
        assertThat(found)
                .allSatisfy(
                        (artifact, names) ->
                                assertThat(Licences.isAllowed(names))
                                        .as("%s: %s", artifact, names)
                                        .isTrue());
    }

    @Test
    void toolsOfTests_areNotPacked() throws IOException {
        assertThat(packed())
                .extracting(Artifact::group)
                .doesNotContain(
                        "net.jqwik",
                        "org.assertj",
                        "org.awaitility",
                        "org.junit.jupiter",
                        "org.wiremock");
    }

    /** Else the check above could not fail. */
    @Test
    void licenceOfTheParent_counts_andOneThatIsNotListedIsRefused() throws IOException {
        pom(
                "org.example:parent:1",
                "<licenses><license><name>AGPL-3.0</name></license></licenses>");
        pom(
                "org.example:child:2",
                "<parent><groupId>org.example</groupId><artifactId>parent</artifactId>"
                        + "<version>1</version></parent>");
        pom("org.example:none:3", "");
        Licences licences = new Licences(fake);

        assertThat(licences.of(new Artifact("org.example", "child", "2")))
                .containsExactly("AGPL-3.0");
        assertThat(licences.of(new Artifact("org.example", "none", "3"))).isEmpty();
        assertThat(Licences.isAllowed(List.of("AGPL-3.0"))).isFalse();
        assertThat(Licences.isAllowed(List.of())).isFalse();
        assertThat(Licences.isAllowed(List.of("GPL2 w/ CPE", "EPL 2.0"))).isTrue();
    }

    private void pom(String coordinates, String content) throws IOException {
        String[] parts = coordinates.split(":", -1);
        Path pom = fake.resolve(new Artifact(parts[0], parts[1], parts[2]).pom());
        Files.createDirectories(pom.getParent());
        Files.writeString(pom, "<project>" + content + "</project>");
    }

    private static Set<Artifact> packed() throws IOException {
        Set<Artifact> packed = new TreeSet<>();
        for (String service : SERVICES) {
            lines(service, "target/quarkus-app/quarkus-app-dependencies.txt").stream()
                    .map(Artifact::ofQuarkus)
                    .forEach(packed::add);
        }
        lines("launcher", "target/dependencies.txt").stream()
                .filter(line -> line.contains(":jar:"))
                .map(Artifact::ofMaven)
                .forEach(packed::add);
        packed.removeIf(artifact -> artifact.group().equals(OURS));
        return packed;
    }

    private static List<String> lines(String module, String file) throws IOException {
        return Files.readAllLines(TestStage.ROOT.resolve(module).resolve(file)).stream()
                .filter(line -> line.contains(":"))
                .toList();
    }

    private static void write(TreeMap<Artifact, List<String>> found) throws IOException {
        List<String> lines = new ArrayList<>(List.of("| artifact | licence |", "|---|---|"));
        found.forEach(
                (artifact, names) ->
                        lines.add("| `%s` | %s |".formatted(artifact, String.join(" or ", names))));
        Files.write(LIST, lines);
    }
}
