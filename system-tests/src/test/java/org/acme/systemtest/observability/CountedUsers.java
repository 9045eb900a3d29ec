package org.acme.systemtest.observability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.acme.systemtest.observability.PrometheusServer.Series;

/** What the driver counted of the users of an operation in a lane, held against Prometheus. */
record CountedUsers(
        String lane, String operation, Map<String, Double> outcomes, double answered, double p99) {

    /** The upper end of the bucket of those who leave after five seconds. */
    private static final double PATIENCE_BUCKET = 5.25;

    /** A few users may slip in while the driver stops sending them. */
    private static final double SLIPPED_IN = 5;

    private static final double PERCENT = 100;
    private static final double MILLIS = 1000;

    static CountedUsers of(JsonNode numbers) {
        Map<String, Double> outcomes = new TreeMap<>();
        numbers.path("outcomes")
                .properties()
                .forEach(outcome -> outcomes.put(outcome.getKey(), outcome.getValue().asDouble()));
        return new CountedUsers(
                numbers.path("lane").asText(),
                numbers.path("operation").asText(),
                outcomes,
                numbers.path("answeredPercent").asDouble() / PERCENT,
                numbers.path("p99Millis").asDouble() / MILLIS);
    }

    /**
     * Between the two instants all those users came and left, and nobody else. Around both nobody
     * is there, so that a scrape that failed just then loses nothing.
     */
    void compare(PrometheusServer prometheus, Instant from, Instant to) throws Exception {
        Map<String, Double> before = counts(prometheus, from);
        Map<String, Double> after = counts(prometheus, to);
        double all = 0;
        double good = 0;
        for (Map.Entry<String, Double> outcome : outcomes.entrySet()) {
            double counted = value(after, outcome.getKey()) - value(before, outcome.getKey());
            all += counted;
            good += outcome.getKey().matches("error|timeout") ? 0 : counted;
            assertThat(counted)
                    .as("%s %s: %s", lane, operation, outcome.getKey())
                    .isCloseTo(outcome.getValue(), within(SLIPPED_IN));
        }
        assertThat(all).as("%s %s: users", lane, operation).isGreaterThan(100);
        assertThat(good / all)
                .as("%s %s: answered", lane, operation)
                .isCloseTo(answered, within(SLIPPED_IN / all));
        compareSlowest(buckets(prometheus, from), buckets(prometheus, to));
    }

    /** The driver's 99th percentile lies in the bucket in which Prometheus sees it. */
    private void compareSlowest(
            NavigableMap<Double, Double> before, NavigableMap<Double, Double> after) {
        double users =
                value(after, Double.POSITIVE_INFINITY) - value(before, Double.POSITIVE_INFINITY);
        double lower = 0;
        double upper = Double.POSITIVE_INFINITY;
        for (Map.Entry<Double, Double> bucket : after.entrySet()) {
            double within = bucket.getValue() - value(before, bucket.getKey());
            if (within < 0.99 * users - SLIPPED_IN) {
                lower = bucket.getKey();
            } else if (within >= 0.99 * users + SLIPPED_IN || within == users) {
                upper = bucket.getKey();
                break;
            }
        }
        assertThat(p99)
                .as("%s %s: p99 in seconds", lane, operation)
                .isBetween(lower * 0.999, upper * 1.001);
    }

    private Map<String, Double> counts(PrometheusServer prometheus, Instant at) throws Exception {
        Map<String, Double> counts = new TreeMap<>();
        for (Series series :
                ask(
                        prometheus,
                        at,
                        "sum by (outcome) (last_over_time(traffic_requests_total%s[5s]))")) {
            counts.put(series.labels().getOrDefault("outcome", ""), first(series));
        }
        return counts;
    }

    /** An error counts as the whole patience: in the bucket of those who left without an answer. */
    private NavigableMap<Double, Double> buckets(PrometheusServer prometheus, Instant at)
            throws Exception {
        double errors = counts(prometheus, at).getOrDefault("error", 0.0);
        NavigableMap<Double, Double> buckets = new TreeMap<>();
        for (Series series :
                ask(
                        prometheus,
                        at,
                        "sum by (le) (last_over_time(traffic_latency_seconds_bucket%s[5s]))",
                        ",outcome!=\"error\"")) {
            double le =
                    Double.parseDouble(
                            series.labels().getOrDefault("le", "").replace("+Inf", "Infinity"));
            buckets.put(le, first(series) + (le >= PATIENCE_BUCKET ? errors : 0));
        }
        return buckets;
    }

    private List<Series> ask(PrometheusServer prometheus, Instant at, String expr)
            throws Exception {
        return ask(prometheus, at, expr, "");
    }

    private List<Series> ask(PrometheusServer prometheus, Instant at, String expr, String more)
            throws Exception {
        String selector = "{lane=\"%s\",operation=\"%s\"%s}".formatted(lane, operation, more);
        return prometheus.at(at, expr.formatted(selector));
    }

    private static double first(Series series) {
        return series.points().get(0).value();
    }

    private static <K> double value(Map<K, Double> values, K key) {
        return values.getOrDefault(key, 0.0);
    }
}
