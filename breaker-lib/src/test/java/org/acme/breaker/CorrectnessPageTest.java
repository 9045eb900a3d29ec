package org.acme.breaker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Checks that the tests and reports named in docs/breaker-correctness.md exist. */
class CorrectnessPageTest {

    private static final Path PAGE = Path.of("../docs/breaker-correctness.md");
    private static final List<Path> SOURCES =
            List.of(
                    Path.of("src/test/java"),
                    Path.of("../breaker-quarkus/src/test/java"),
                    Path.of("../breaker-microprofile/src/test/java"),
                    Path.of("../benchmarks/src/main/java/org/acme/benchmarks/races"));

    private static final Pattern CODE = Pattern.compile("`([^`\n]+)`");
    private static final Pattern MEMBER = Pattern.compile("([A-Z]\\w*)\\.([\\w…]+)");
    private static final Pattern TEST_CLASS = Pattern.compile("[A-Z]\\w*Test");

    /** A test whose class is named before it on the page. */
    private static final Pattern METHOD = Pattern.compile("(?=.*[A-Z…])[a-z…][\\w…]*_[\\w…]*");

    private static final Pattern REPORT =
            Pattern.compile("https://github\\.com/[\\w.-]+/[\\w.-]+/(?:issues|pull)/\\d+");

    /** The sources of all classes of one name, by that name. */
    private final Map<String, String> sources = new TreeMap<>();

    @BeforeEach
    void readSources() throws IOException {
        assumeTrue(Files.exists(PAGE), "copied without its documentation");
        for (Path folder : SOURCES) {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.filter(f -> f.toString().endsWith(".java")).toList()) {
                    String name = file.getFileName().toString().replace(".java", "");
                    sources.merge(name, Files.readString(file), String::concat);
                }
            }
        }
    }

    @Test
    void everyTestOfThePage_exists() throws IOException {
        List<String> named =
                CODE.matcher(Files.readString(PAGE))
                        .results()
                        .map(code -> code.group(1))
                        .filter(this::isTest)
                        .toList();

        assertThat(named).hasSizeGreaterThan(100).allMatch(this::exists);
    }

    private boolean isTest(String code) {
        return TEST_CLASS.matcher(code).matches()
                || METHOD.matcher(code).matches()
                || (MEMBER.matcher(code).matches() && isTestClass(classOf(code)));
    }

    private boolean isTestClass(String name) {
        return TEST_CLASS.matcher(name).matches() || sources.containsKey(name);
    }

    private static String classOf(String member) {
        return member.substring(0, member.indexOf('.'));
    }

    private boolean exists(String code) {
        if (TEST_CLASS.matcher(code).matches()) {
            return sources.containsKey(code);
        }
        if (!MEMBER.matcher(code).matches()) {
            return sources.values().stream().anyMatch(source -> declares(source, code));
        }
        String name = classOf(code);
        return declares(sources.getOrDefault(name, ""), code.substring(name.length() + 1));
    }

    private static boolean declares(String source, String name) {
        return Pattern.compile(
                        "\\b(?:void|List<DynamicTest>|ArchRule|class) "
                                + name.replace("…", "\\w*")
                                + "[ (]")
                .matcher(source)
                .find();
    }

    @Test
    void everyReportOfThePage_isInATest_andTheOtherWayRound() throws IOException {
        Set<String> tried = new TreeSet<>();
        sources.values().forEach(source -> tried.addAll(reports(source)));

        assertThat(reports(Files.readString(PAGE))).isEqualTo(tried).isNotEmpty();
    }

    private static Set<String> reports(String text) {
        return new TreeSet<>(REPORT.matcher(text).results().map(MatchResult::group).toList());
    }
}
