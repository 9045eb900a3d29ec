package org.acme.systemtest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What holds for the poms of all modules. */
class BuildRulesTest {

    private static final Pattern MODULE = Pattern.compile("<module>([^<]+)</module>");
    private static final Pattern PARENT = Pattern.compile("<parent>.*?</parent>", Pattern.DOTALL);
    private static final Pattern VERSION = Pattern.compile("<version>([^<$]+)</version>");

    @Test
    void everyVersion_isInTheRootPom() throws IOException {
        for (String module : modules()) {
            String pom = PARENT.matcher(pom(module)).replaceAll("");

            assertThat(VERSION.matcher(pom).results().map(MatchResult::group))
                    .as(module + "/pom.xml")
                    .isEmpty();
        }
    }

    /** Its versions from 1.10 on are unwanted, and it belongs to the tests of one module. */
    @Test
    void jqwik_isUsedByTheTestsOfBreakerLibOnly() throws IOException {
        for (String module : modules()) {
            assertThat(pom(module).contains("net.jqwik"))
                    .as(module)
                    .isEqualTo(module.equals("breaker-lib"));
        }
        assertThat(pom("breaker-lib"))
                .containsPattern("<artifactId>jqwik</artifactId>\\s*<scope>test</scope>");
    }

    @Test
    void jqwiksDatabase_isInTarget() throws IOException {
        Path settings = Path.of("breaker-lib/src/test/resources/junit-platform.properties");
        assertThat(Files.readString(TestStage.ROOT.resolve(settings)))
                .contains("jqwik.database=target/");

        try (Stream<Path> files = Files.walk(TestStage.ROOT, 2)) {
            assertThat(files).noneMatch(file -> file.endsWith(".jqwik-database"));
        }
    }

    /** The build of the images reads all poms, parents included. */
    @Test
    void everyPom_isSentToTheBuildOfTheImages() throws IOException {
        List<String> rules = Files.readAllLines(TestStage.ROOT.resolve(".dockerignore"));

        for (String module : modules()) {
            String nested = module.replaceFirst("/[^/]+$", "/*/pom.xml");
            assertThat(rules)
                    .as(module)
                    .contains(module.contains("/") ? "!" + nested : "!*/pom.xml");
        }
    }

    private static List<String> modules() throws IOException {
        List<String> modules =
                MODULE.matcher(Files.readString(TestStage.ROOT.resolve("pom.xml")))
                        .results()
                        .map(found -> found.group(1))
                        .toList();
        assertThat(modules).hasSizeGreaterThan(10);
        return modules;
    }

    private static String pom(String module) throws IOException {
        return Files.readString(TestStage.ROOT.resolve(module).resolve("pom.xml"));
    }
}
