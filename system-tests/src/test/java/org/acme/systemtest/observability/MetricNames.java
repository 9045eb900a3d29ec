package org.acme.systemtest.observability;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Which metrics there are, and which ones a query or a page names. */
final class MetricNames {

    /** Written by hand from a look at every service's endpoint; a deep test compares them. */
    static final Path RECORDED = Path.of("src/test/resources/observability/metrics.txt");

    /** Made by Prometheus itself. */
    static final Set<String> OF_PROMETHEUS = Set.of("up", "ALERTS", "scrape_samples_scraped");

    /** How the names of our own metrics begin. */
    static final Pattern OURS =
            Pattern.compile(
                    "(circuit_breaker|retry|bulkhead|fallback|orders|remote|fault|habit|traffic|gateway|bank"
                            + "|worker_threads|worker_queue|invariant|audit|inventory)_\\w+");

    private static final Pattern NOT_A_NAME =
            Pattern.compile(
                    "\\{(\"(\\\\.|[^\"])*\"|[^}\"])*}|\\[[^]]*]|\\b(by|without|on|ignoring)\\s*\\([^)]*\\)");
    private static final Pattern NAME = Pattern.compile("[a-zA-Z_:][\\w:]*(?!\\s*\\()(?![\\w:])");
    private static final Set<String> WORDS = Set.of("and", "or", "unless", "bool", "offset");
    private static final Pattern SAMPLE = Pattern.compile("^([a-zA-Z_:][\\w:]*)[{ ].*");

    private MetricNames() {}

    /** The metrics that a query names. */
    static Set<String> in(String expr) {
        String bare = NOT_A_NAME.matcher(expr).replaceAll(" ");
        Set<String> names = new TreeSet<>();
        Matcher name = NAME.matcher(bare.replaceAll("\\b\\d[\\w.]*", " "));
        while (name.find()) {
            if (!WORDS.contains(name.group())) {
                names.add(name.group());
            }
        }
        return names;
    }

    /** The metrics that a page of the documentation names in code. */
    static Set<String> onPage(String page) {
        return Pattern.compile("`" + OURS.pattern().replace("\\w+", "[a-z_]+") + "`")
                .matcher(page)
                .results()
                .map(found -> found.group().replace("`", ""))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The names in what a service answers to a scrape. */
    static Set<String> scraped(String text) {
        return text.lines()
                .map(SAMPLE::matcher)
                .filter(Matcher::matches)
                .map(sample -> sample.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    static Set<String> recorded() throws IOException {
        return Files.readAllLines(RECORDED).stream()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
