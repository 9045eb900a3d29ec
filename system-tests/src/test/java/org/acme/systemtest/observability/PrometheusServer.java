package org.acme.systemtest.observability;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.acme.systemtest.Http;
import org.acme.systemtest.TestStage;

/** A real Prometheus with this repository's configuration, moved to the ports of a test. */
final class PrometheusServer implements AutoCloseable {

    private final Daemon daemon;

    private PrometheusServer(Daemon daemon) {
        this.daemon = daemon;
    }

    /** A moment in seconds since 1970, and what was measured. */
    record Point(double at, double value) {}

    /** A line in an answer. */
    record Series(Map<String, String> labels, List<Point> points) {
        boolean hasNumbers() {
            return points.stream().anyMatch(point -> !Double.isNaN(point.value()));
        }
    }

    /**
     * Starts it.
     *
     * @param places what stands in the configuration, and what stands there for this test
     */
    static PrometheusServer start(Path folder, Map<String, String> places) throws IOException {
        Path sources = TestStage.ROOT.resolve("prometheus");
        Files.createDirectories(folder);
        for (String rules : List.of("recording-rules.yml", "alert-rules.yml")) {
            Files.copy(
                    sources.resolve(rules),
                    folder.resolve(rules),
                    StandardCopyOption.REPLACE_EXISTING);
        }
        Files.writeString(folder.resolve("prometheus.yml"), moved(sources, places));
        int port = Daemon.freePort();
        return new PrometheusServer(
                Daemon.start(
                        folder,
                        port,
                        List.of(
                                "prometheus",
                                "--config.file=prometheus.yml",
                                "--storage.tsdb.path=data-" + System.currentTimeMillis(),
                                "--web.listen-address=127.0.0.1:" + port)));
    }

    private static String moved(Path sources, Map<String, String> places) throws IOException {
        String config = Files.readString(sources.resolve("prometheus.yml"));
        for (Map.Entry<String, String> place : places.entrySet()) {
            String there = '"' + place.getKey() + '"';
            if (!config.contains(there)) {
                throw new IllegalStateException("prometheus.yml names no " + there);
            }
            config = config.replace(there, '"' + place.getValue() + '"');
        }
        return config;
    }

    /** What is so now. */
    List<Series> now(String expr) throws IOException, InterruptedException {
        return series(ask("/api/v1/query?query=" + encoded(expr)));
    }

    /** What was so at an instant. */
    List<Series> at(Instant instant, String expr) throws IOException, InterruptedException {
        return series(ask("/api/v1/query?time=%s&query=%s".formatted(instant, encoded(expr))));
    }

    /** What was so in each second between two instants. */
    List<Series> between(Instant from, Instant to, String expr)
            throws IOException, InterruptedException {
        return series(
                ask(
                        "/api/v1/query_range?step=1&start=%s&end=%s&query=%s"
                                .formatted(from, to, encoded(expr))));
    }

    /** The answer to a query with every variable at "All", as Prometheus wrote it. */
    JsonNode answer(Query query, Instant from, Instant to)
            throws IOException, InterruptedException {
        String expr = encoded(query.forAll());
        String path =
                query.instant()
                        ? "/api/v1/query?time=%s&query=%s".formatted(to, expr)
                        : "/api/v1/query_range?step=1&start=%s&end=%s&query=%s"
                                .formatted(from, to, expr);
        return ask(path).path("result");
    }

    /** The one number that an expression has now; a failure when there is none. */
    double number(String expr) throws IOException, InterruptedException {
        List<Series> series = now(expr);
        if (series.isEmpty()) {
            throw new IOException("no series for " + expr);
        }
        return series.get(0).points().get(0).value();
    }

    JsonNode ask(String path) throws IOException, InterruptedException {
        JsonNode answer = Http.get(daemon.address(), path).json();
        if (!answer.path("status").asText().equals("success")) {
            throw new IOException("Prometheus refuses: " + answer.path("error").asText());
        }
        return answer.path("data");
    }

    private static List<Series> series(JsonNode data) {
        List<Series> all = new ArrayList<>();
        for (JsonNode series : data.path("result")) {
            Map<String, String> labels = new TreeMap<>();
            series.path("metric")
                    .properties()
                    .forEach(label -> labels.put(label.getKey(), label.getValue().asText()));
            List<Point> points = new ArrayList<>();
            series.path("values").forEach(value -> points.add(point(value)));
            if (series.has("value")) {
                points.add(point(series.path("value")));
            }
            all.add(new Series(labels, points));
        }
        return all;
    }

    private static Point point(JsonNode value) {
        String text = value.path(1).asText().replace("Inf", "Infinity").replace("+", "");
        return new Point(value.path(0).asDouble(), Double.parseDouble(text));
    }

    private static String encoded(String expr) {
        return URLEncoder.encode(expr, StandardCharsets.UTF_8);
    }

    @Override
    public void close() throws InterruptedException {
        daemon.close();
    }
}
