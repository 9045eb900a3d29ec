package org.acme.systemtest.observability;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.acme.systemtest.TestStage;
import org.acme.systemtest.observability.Rules.Rule;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Nothing asks for a metric that nobody has: a renamed one fails here, with file and panel. */
class MetricNamesTest {

    static List<Query> queries() throws IOException {
        List<Query> queries = new ArrayList<>();
        Dashboard.all(TestStage.ROOT).forEach(dashboard -> queries.addAll(dashboard.queries()));
        Rules.all(TestStage.ROOT).forEach(rule -> queries.add(rule.query()));
        return queries;
    }

    private static Set<String> known() throws IOException {
        Set<String> known = new TreeSet<>(MetricNames.recorded());
        known.addAll(MetricNames.OF_PROMETHEUS);
        Rules.all(TestStage.ROOT).stream()
                .filter(rule -> !rule.alert())
                .map(Rule::name)
                .forEach(known::add);
        return known;
    }

    @ParameterizedTest
    @MethodSource("queries")
    void query_namesMetricsThatExist(Query query) throws IOException {
        assertThat(MetricNames.in(query.expr()))
                .as(query.toString())
                .isNotEmpty()
                .isSubsetOf(known());
    }

    @ParameterizedTest
    @ValueSource(strings = {"docs/observability.md", "docs/runbook.md"})
    void page_namesMetricsThatExist(String page) throws IOException {
        Set<String> known = known();
        Set<String> families =
                known.stream()
                        .map(name -> name.replaceAll("_(bucket|count|sum)$", ""))
                        .collect(Collectors.toCollection(TreeSet::new));
        families.addAll(known);

        assertThat(MetricNames.onPage(Files.readString(TestStage.ROOT.resolve(page))))
                .as("metrics that %s names", page)
                .isNotEmpty()
                .isSubsetOf(families);
    }

    @Test
    void everyRecordedRule_isUsed() throws IOException {
        Set<String> asked =
                queries().stream()
                        .flatMap(query -> MetricNames.in(query.expr()).stream())
                        .collect(Collectors.toSet());

        assertThat(asked)
                .containsAll(
                        Rules.all(TestStage.ROOT).stream()
                                .filter(rule -> !rule.alert())
                                .map(Rule::name)
                                .toList());
    }

    @Test
    void names_areFoundInQueries() {
        assertThat(
                        MetricNames.in(
                                "sum by (lane) (rate(a_total{b=\"c_d\",e=~\"f}g\"}[5s])) / x:y:z"))
                .containsExactly("a_total", "x:y:z");
        assertThat(MetricNames.in("a - a offset 1s > 0.5 and on (lane) b == bool 2"))
                .containsExactly("a", "b");
        assertThat(MetricNames.in("histogram_quantile(0.99, sum by (le) (rate(c_bucket[5s])))"))
                .containsExactly("c_bucket");
    }

    @Test
    void recordedNames_areSorted_andLieWhereTheyShould() throws IOException {
        Path file = MetricNames.RECORDED;

        assertThat(Files.readAllLines(file).stream().filter(line -> !line.startsWith("#")))
                .isSorted()
                .doesNotHaveDuplicates();
    }
}
