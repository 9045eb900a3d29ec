package org.acme.systemtest.observability;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.acme.systemtest.TestStage;
import org.acme.systemtest.observability.Dashboard.Panel;
import org.acme.systemtest.observability.PrometheusServer.Point;
import org.acme.systemtest.observability.PrometheusServer.Series;

/**
 * Draws dashboards from what Prometheus answers to their own queries. Grafana draws them finer, but
 * can't run where this is built; nothing here is made up. {@code -Dpictures=docs/pictures} renews
 * those of the documentation.
 */
final class Pictures {

    static final Path FOLDER =
            System.getProperty("pictures") == null
                    ? Path.of("target/pictures")
                    : TestStage.ROOT.resolve(System.getProperty("pictures"));

    private static final int COLUMN = 60;
    private static final int UNIT = 38;
    private static final int GAP = 8;
    private static final int HEAD = 34;

    private Pictures() {}

    /** What happened meanwhile, for every panel. */
    record Marks(List<Series> faults, List<Series> transitions) {}

    static void draw(PrometheusServer prometheus, Instant from, Instant to) throws Exception {
        Files.createDirectories(FOLDER);
        for (Dashboard dashboard : Dashboard.all(TestStage.ROOT)) {
            List<Query> notes = dashboard.annotations();
            Marks marks =
                    new Marks(
                            prometheus.between(from, to, notes.get(0).forAll()),
                            prometheus.between(from, to, notes.get(1).forAll()));
            write(dashboard, picture(dashboard, prometheus, from, to, marks));
        }
    }

    private static void write(Dashboard dashboard, String svg) throws IOException {
        Files.writeString(FOLDER.resolve(dashboard.uid() + ".svg"), svg);
    }

    private static String picture(
            Dashboard dashboard, PrometheusServer prometheus, Instant from, Instant to, Marks marks)
            throws Exception {
        StringBuilder panels = new StringBuilder();
        int height = 0;
        for (Panel panel : dashboard.panels()) {
            Box box =
                    new Box(
                            panel.grid("x") * COLUMN,
                            HEAD + panel.grid("y") * UNIT,
                            panel.grid("w") * COLUMN - GAP,
                            panel.grid("h") * UNIT - GAP);
            height = Math.max(height, box.y() + box.h());
            PanelDrawing drawing = new PanelDrawing(panel, box, seconds(from), seconds(to), marks);
            panels.append(drawing.svg(answers(panel, prometheus, from, to)));
        }
        return """
        <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" font-family="sans-serif" font-size="11">
        <rect width="100%%" height="100%%" fill="#f4f5f5"/>
        <text x="6" y="22" font-size="17">%s</text>
        %s</svg>
        """
                .formatted(24 * COLUMN, height + GAP, Ink.escaped(title(dashboard)), panels);
    }

    private static String title(Dashboard dashboard) {
        return dashboard.json().path("title").asText()
                + "  (drawn from the queries' answers, not by Grafana)";
    }

    private static List<Line> answers(
            Panel panel, PrometheusServer prometheus, Instant from, Instant to) throws Exception {
        List<Line> lines = new ArrayList<>();
        for (Query query : panel.queries()) {
            List<Series> answer =
                    query.instant()
                            ? prometheus.at(to, query.forAll())
                            : prometheus.between(from, to, query.forAll());
            for (Series series : answer) {
                lines.add(new Line(query.nameOf(series.labels()), series.points()));
            }
        }
        return lines;
    }

    private static double seconds(Instant instant) {
        return instant.toEpochMilli() / 1000.0;
    }

    /** Where something is drawn. */
    record Box(int x, int y, int w, int h) {}

    /** A line with its name in the legend. */
    record Line(String name, List<Point> points) {}
}
