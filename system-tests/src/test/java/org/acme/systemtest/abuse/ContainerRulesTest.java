package org.acme.systemtest.abuse;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.acme.systemtest.TestStage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** What every container must not be able to do, read from the files that start them. */
class ContainerRulesTest {

    /**
     * Numbers, since names are only looked up in the image; the group may be root's, as Grafana's.
     */
    private static final String NOT_ROOT = "[1-9]\\d*:\\d+";

    private static final Pattern ARTIFACT = Pattern.compile("<artifactId>([a-z-]+)</artifactId>");

    private static Map<String, Map<String, Object>> services() throws IOException {
        Yaml yaml = new Yaml(new SafeConstructor(new LoaderOptions()));
        Map<String, Map<String, Map<String, Object>>> compose =
                yaml.load(Files.readString(TestStage.ROOT.resolve("docker-compose.yml")));
        return Objects.requireNonNull(compose.get("services"));
    }

    static Stream<String> names() throws IOException {
        return services().keySet().stream();
    }

    private static Map<String, Object> service(String name) throws IOException {
        return Objects.requireNonNull(services().get(name));
    }

    @ParameterizedTest
    @MethodSource("names")
    void container_canDoNothingItNeedNot(String name) throws IOException {
        Map<String, Object> service = service(name);

        assertThat(service.get("read_only")).isEqualTo(true);
        assertThat(service.get("cap_drop")).isEqualTo(List.of("ALL"));
        assertThat(service.get("security_opt")).isEqualTo(List.of("no-new-privileges:true"));
        assertThat(service)
                .doesNotContainKeys("privileged", "cap_add", "pid", "ipc", "network_mode")
                .containsKeys("mem_limit", "pids_limit");
        assertThat(String.valueOf(service.get("user"))).matches(NOT_ROOT);
        assertThat(String.valueOf(service.get("volumes"))).doesNotContain("docker.sock");
    }

    /** https://github.com/docker/compose/issues/12764: Compose asks the hub before it builds. */
    @ParameterizedTest
    @MethodSource("names")
    void imageOfOurOwn_isNeverPulled_andOthersHaveTheirFullNames(String name) throws IOException {
        Map<String, Object> service = service(name);
        String image = String.valueOf(service.get("image"));

        if (service.containsKey("build")) {
            assertThat(image).startsWith("localhost/");
            assertThat(service.get("pull_policy")).isEqualTo("never");
        } else {
            String variable = image.substring("${".length(), image.length() - "}".length());
            assertThat(Files.readAllLines(TestStage.ROOT.resolve(".env")))
                    .filteredOn(line -> line.startsWith(variable + "="))
                    .singleElement()
                    .asString()
                    .matches(variable + "=[a-z]+\\.io/[^/]+/[^/:]+:[^:]+");
        }
    }

    /** podman knows no uid of a tmpfs; SELinux keeps unlabelled mounts from containers. */
    @ParameterizedTest
    @MethodSource("names")
    void mounts_areAsPodmanAndSelinuxWantThem(String name) throws IOException {
        Map<String, Object> service = service(name);

        assertThat(String.valueOf(service.get("tmpfs"))).doesNotContain("uid=", "gid=");
        if (service.get("volumes") instanceof List<?> volumes) {
            assertThat(volumes)
                    .map(String::valueOf)
                    .filteredOn(volume -> volume.startsWith("./"))
                    .allMatch(volume -> volume.endsWith(":ro,z"));
        }
    }

    /** https://github.com/grafana/grafana/issues/123017: compression takes up to 2 GiB. */
    @Test
    void grafana_doesNotCompress_andHasRoom() throws IOException {
        Map<String, Object> grafana = service("grafana");

        assertThat(String.valueOf(grafana.get("environment")))
                .contains("GF_SERVER_ENABLE_GZIP=false");
        assertThat(grafana.get("mem_limit")).isEqualTo("640m");
    }

    /** A laptop gives Docker 2 GB; a limit that is never reached would promise nothing. */
    @Test
    void limitsOfEverythingThatStartsByDefault_addUpToTwoGigabytes() throws IOException {
        int megabytes =
                services().values().stream()
                        .filter(service -> !service.containsKey("profiles"))
                        .map(service -> String.valueOf(service.get("mem_limit")))
                        .mapToInt(limit -> Integer.parseInt(limit.replaceFirst("m$", "")))
                        .sum();

        assertThat(megabytes).isBetween(1_900, 2_048);
    }

    @ParameterizedTest
    @MethodSource("names")
    void ports_areThisMachinesOnly(String name) throws IOException {
        if (service(name).get("ports") instanceof List<?> ports) {
            assertThat(ports).allMatch(port -> String.valueOf(port).startsWith("127.0.0.1:"));
        }
    }

    @Test
    void image_isNotRootsAndHoldsNoSecret() throws IOException {
        List<String> lines = Files.readAllLines(TestStage.ROOT.resolve("Dockerfile"));
        assertThat(lines)
                .filteredOn(line -> line.startsWith("USER "))
                .hasSize(2)
                .allMatch(line -> line.matches("USER [1-9]\\d*:[1-9]\\d*"));
        assertThat(lines)
                .filteredOn(line -> line.startsWith("ENV ") || line.startsWith("ARG "))
                .noneMatch(
                        line ->
                                line.toUpperCase(java.util.Locale.ROOT)
                                        .matches(".*(PASSWORD|SECRET|TOKEN|KEY).*"));
    }

    /** Nothing is sent to the build but what is named; what isn't sent can't get into an image. */
    @Test
    void build_seesSourcesOnly() throws IOException {
        List<String> rules =
                Files.readAllLines(TestStage.ROOT.resolve(".dockerignore")).stream()
                        .filter(line -> !line.isBlank() && !line.startsWith("#"))
                        .toList();
        assertThat(rules.get(0)).isEqualTo("*");
        assertThat(rules).noneMatch(rule -> rule.startsWith("!.env") || rule.startsWith("!.git"));
    }

    @Test
    void build_seesEveryModuleThatTheImagesAreMadeOf() throws IOException {
        String recipe = Files.readString(TestStage.ROOT.resolve("Dockerfile"));
        Matcher projects = Pattern.compile("--projects (\\S+)").matcher(recipe);
        assertThat(projects.find()).isTrue();
        Set<String> parts = new TreeSet<>();
        for (String module : projects.group(1).split(",")) {
            collectParts(module, parts);
        }

        assertThat(Files.readAllLines(TestStage.ROOT.resolve(".dockerignore")))
                .containsAll(parts.stream().map(part -> "!" + part).toList());
    }

    /** The module and, transitively, those with sources that its pom names. */
    private static void collectParts(String module, Set<String> parts) throws IOException {
        Path folder = TestStage.ROOT.resolve(module);
        if (!Files.isDirectory(folder.resolve("src/main")) || !parts.add(module)) {
            return;
        }
        Matcher names = ARTIFACT.matcher(Files.readString(folder.resolve("pom.xml")));
        while (names.find()) {
            collectParts(names.group(1), parts);
        }
    }
}
