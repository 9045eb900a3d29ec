package org.acme.breaker.quarkus.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.acme.breaker.CircuitBreakerConfig;
import org.acme.breaker.Ticker;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Holds docs/configuration.md against the code. */
class ConfigurationDocTest {

    private static final Path PAGE = Path.of("../docs/configuration.md");
    private static final Pattern ROW =
            Pattern.compile("\\| `([a-z.-]+)` \\| (?:`([^`]+)`|–) \\| .*");

    private static final int PARTS = 7;

    private record Row(String setting, String given) {}

    @BeforeEach
    void onlyWhereThePageIs() {
        assumeTrue(Files.exists(PAGE), "copied without its documentation");
    }

    private static List<Row> rows() throws IOException {
        return Files.readAllLines(PAGE).stream()
                .map(ROW::matcher)
                .filter(Matcher::matches)
                .map(row -> new Row(row.group(1), row.group(2) == null ? "" : row.group(2)))
                .toList();
    }

    @Test
    void everySetting_isOnThePage_andNoOther() throws IOException {
        Set<String> there = new TreeSet<>(ConfigKeys.ofAName());
        there.addAll(ConfigKeys.ofAll());

        assertThat(rows()).extracting(Row::setting).containsExactlyInAnyOrderElementsOf(there);
    }

    /** {@code -Ddocs.write=true} writes the rows of the table into the page. */
    @Test
    void rowsOfNames_areThoseOfTheTable() throws IOException {
        String page = Files.readString(PAGE);
        String expected = replaced(page, "## For a name: the circuit breaker", true);
        expected = replaced(expected, "## For a name: the other parts", false);
        if (Boolean.getBoolean("docs.write")) {
            Files.writeString(PAGE, expected);
        }

        assertThat(page.lines()).containsExactlyElementsOf(expected.lines().toList());
    }

    private static String replaced(String page, String heading, boolean breaker) {
        Matcher table =
                Pattern.compile(
                                "(?ms)(\\Q"
                                        + heading
                                        + "\\E.*?\\n\\|[-|]+\\|\\n)(?:\\|[^\\n]*\\n)+")
                        .matcher(page);
        assertThat(table.find()).as(heading).isTrue();
        List<String> rows =
                breaker ? SettingsTable.breakerDocumentation() : SettingsTable.partDocumentation();
        return page.substring(0, table.end(1))
                + String.join("\n", rows)
                + "\n"
                + page.substring(table.end());
    }

    @Test
    void everyDefault_isTheRealOne() throws IOException {
        for (Row row : rows()) {
            if (row.given().isEmpty() || !ConfigKeys.ofAName().contains(row.setting())) {
                continue;
            }
            InheritedSettings layers =
                    Properties.layers(
                            "payment", "breaker.payment." + row.setting() + "=" + row.given());
            CircuitBreakerConfig config = BreakerSettings.apply(layers).build();

            assertThat(SettingsTable.shown(config))
                    .as(row.setting())
                    .isEqualTo(SettingsTable.shown(CircuitBreakerConfig.defaults()));
            assertThat(layers.complaints()).as(row.setting()).isEmpty();
        }
    }

    @Test
    void everyPart_isOff_andIsSwitchedOffAsThePageSays() throws IOException {
        List<String> on =
                List.of(
                        "deadline=1s",
                        "timeout=500ms",
                        "retry.max-attempts=2",
                        "bulkhead.max-concurrent=1",
                        "rate-limit.permits=1",
                        "hedge.delay=50ms",
                        "chaos.faults=1",
                        "chaos.latency=1");
        assertThat(parts()).isZero();
        assertThat(parts("breaker.default.bulkhead.adaptive.max=9")).isOne();
        assertThat(
                        parts(
                                "breaker.default.bulkhead.adaptive.max=9",
                                "breaker.payment.bulkhead.adaptive.max=0"))
                .isZero();
        assertThat(parts(on.stream().map("breaker.default."::concat).toArray(String[]::new)))
                .isEqualTo(PARTS);
        for (String setting : on) {
            String key = setting.substring(0, setting.indexOf('='));
            String off =
                    rows().stream()
                            .filter(row -> row.setting().equals(key))
                            .findFirst()
                            .orElseThrow()
                            .given();

            assertThat(parts("breaker.default." + setting, "breaker.payment." + key + "=" + off))
                    .as(key)
                    .isZero();
        }
    }

    private static long parts(String... lines) {
        PipelineSettings parts =
                new PipelineSettings(Properties.layers("payment", lines), Ticker.system());
        return Stream.of(
                        parts.deadline(),
                        parts.timeout(),
                        parts.retry(),
                        parts.bulkhead(),
                        parts.rateLimiter(),
                        parts.hedge(),
                        parts.chaos())
                .filter(Optional::isPresent)
                .count();
    }
}
