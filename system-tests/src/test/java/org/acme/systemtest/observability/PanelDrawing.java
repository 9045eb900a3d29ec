package org.acme.systemtest.observability;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.acme.systemtest.observability.Dashboard.Panel;
import org.acme.systemtest.observability.Pictures.Box;
import org.acme.systemtest.observability.Pictures.Line;
import org.acme.systemtest.observability.Pictures.Marks;
import org.acme.systemtest.observability.PrometheusServer.Point;
import org.acme.systemtest.observability.PrometheusServer.Series;

/** One panel as SVG. */
final class PanelDrawing {

    private static final int LEFT = 46;
    private static final int TOP = 26;
    private static final int BOTTOM = 34;
    private static final int RIGHT = 8;
    private static final int LETTER = 6;

    private final Panel panel;
    private final Box box;
    private final double from;
    private final double to;
    private final Marks marks;
    private final Ink ink;
    private final JsonNode defaults;
    private final StringBuilder out = new StringBuilder();
    private double top = 1;

    PanelDrawing(Panel panel, Box box, double from, double to, Marks marks) {
        this.panel = panel;
        this.box = box;
        this.from = from;
        this.to = to;
        this.marks = marks;
        this.ink = new Ink(panel.json().path("fieldConfig"));
        this.defaults = panel.json().path("fieldConfig").path("defaults");
    }

    String svg(List<Line> lines) {
        put(
                "<rect x='%d' y='%d' width='%d' height='%d' rx='2' fill='white' stroke='#dddddd'/>",
                box.x(), box.y(), box.w(), box.h());
        text(box.x() + 8, box.y() + 16, "font-size='12.5'", panel.title());
        switch (panel.type()) {
            case "state-timeline" -> timeline(lines);
            case "bargauge" -> bars(lines);
            default -> graph(lines);
        }
        return out.toString();
    }

    private void graph(List<Line> lines) {
        boolean stacked =
                defaults.path("custom").path("stacking").path("mode").asText().equals("normal");
        List<Line> drawn = stacked ? stacked(lines) : lines;
        top = highest(drawn);
        axes();
        happened();
        limit();
        for (int i = drawn.size() - 1; i >= 0; i--) {
            Line line = drawn.get(i);
            polyline(line, ink.color(lines.get(i).name(), i), ink.isDashed(line.name()));
        }
        legend(lines);
    }

    private double highest(List<Line> lines) {
        if (defaults.has("max")) {
            return defaults.path("max").asDouble();
        }
        double highest =
                lines.stream()
                        .flatMap(line -> line.points().stream())
                        .mapToDouble(Point::value)
                        .filter(Double::isFinite)
                        .max()
                        .orElse(1);
        return highest <= 0 ? 1 : highest * 1.1;
    }

    private void axes() {
        for (int i = 0; i <= 4; i++) {
            double value = top * i / 4;
            put(
                    "<line x1='%d' x2='%d' y1='%.1f' y2='%.1f' stroke='#eeeeee'/>",
                    box.x() + LEFT, box.x() + box.w() - RIGHT, y(value), y(value));
            text(
                    box.x() + LEFT - 4,
                    y(value) + 4,
                    "text-anchor='end' fill='#666'",
                    ink.number(value));
        }
        for (double at = from; at <= to; at += 10) {
            text(
                    x(at),
                    box.y() + box.h() - BOTTOM + 13,
                    "text-anchor='middle' fill='#666' font-size='9'",
                    Math.round(at - from) + " s");
        }
    }

    /** Faults as a red shade, transitions of breakers as blue lines. */
    private void happened() {
        double begin = Double.MAX_VALUE;
        double end = 0;
        for (Series fault : marks.faults()) {
            for (Point point : fault.points()) {
                begin = Math.min(begin, point.at());
                end = Math.max(end, point.at());
            }
        }
        double ground = box.y() + box.h() - BOTTOM;
        if (end > 0) {
            put(
                    "<rect x='%.1f' y='%d' width='%.1f' height='%.1f' fill='#F2495C'"
                            + " opacity='0.09'/>",
                    x(begin), box.y() + TOP, x(end) - x(begin), ground - box.y() - TOP);
        }
        for (Series transition : marks.transitions()) {
            for (Point point : transition.points()) {
                put(
                        "<line x1='%.1f' x2='%.1f' y1='%d' y2='%.1f' stroke='#5794F2'"
                                + " stroke-dasharray='2 3'/>",
                        x(point.at()), x(point.at()), box.y() + TOP, ground);
            }
        }
    }

    private void limit() {
        JsonNode step = defaults.path("thresholds").path("steps").path(1);
        if (step.has("value") && step.path("value").asDouble() <= top) {
            double at = y(step.path("value").asDouble());
            put(
                    "<line x1='%d' x2='%d' y1='%.1f' y2='%.1f' stroke='#C4162A' stroke-dasharray='6"
                            + " 4'/>",
                    box.x() + LEFT, box.x() + box.w() - RIGHT, at, at);
        }
    }

    private void polyline(Line line, String color, boolean dashed) {
        StringBuilder points = new StringBuilder();
        double last = 0;
        for (Point point : line.points()) {
            boolean gap = point.at() - last > 1.5 || !Double.isFinite(point.value());
            if (gap) {
                stroke(points, color, dashed);
                points.setLength(0);
            }
            if (Double.isFinite(point.value())) {
                points.append(
                        String.format(Locale.ROOT, "%.1f,%.1f ", x(point.at()), y(point.value())));
                last = point.at();
            }
        }
        stroke(points, color, dashed);
    }

    private void stroke(StringBuilder points, String color, boolean dashed) {
        if (!points.isEmpty()) {
            put(
                    "<polyline points='%s' fill='none' stroke='%s' stroke-width='1.6'%s/>",
                    points.toString().strip(), color, dashed ? " stroke-dasharray='5 4'" : "");
        }
    }

    private static List<Line> stacked(List<Line> lines) {
        List<Line> sums = new ArrayList<>();
        for (Line line : lines) {
            List<Point> below = sums.isEmpty() ? List.of() : sums.get(sums.size() - 1).points();
            List<Point> points = new ArrayList<>();
            for (int i = 0; i < line.points().size(); i++) {
                Point point = line.points().get(i);
                double base = i < below.size() ? below.get(i).value() : 0;
                points.add(new Point(point.at(), base + point.value()));
            }
            sums.add(new Line(line.name(), points));
        }
        return sums;
    }

    private void legend(List<Line> lines) {
        int x = box.x() + 8;
        int y = box.y() + box.h() - 6;
        for (int i = 0; i < lines.size(); i++) {
            String name = lines.get(i).name();
            int width = 14 + name.length() * LETTER;
            if (x + width > box.x() + box.w() - 16) {
                text(x, y, "fill='#666'", "…");
                return;
            }
            put(
                    "<rect x='%d' y='%d' width='8' height='3' fill='%s'/>",
                    x, y - 5, ink.color(name, i));
            text(x + 11, y, "font-size='10'", name);
            x += width;
        }
    }

    private void timeline(List<Line> lines) {
        int names = 130;
        double height = (double) (box.h() - TOP - 18) / Math.max(1, lines.size());
        for (int row = 0; row < lines.size(); row++) {
            double y = box.y() + TOP + row * height;
            text(box.x() + 8, y + height / 2 + 4, "", lines.get(row).name());
            List<Point> points = lines.get(row).points();
            for (int begin = 0, end; begin < points.size(); begin = end) {
                end = begin + 1;
                while (end < points.size()
                        && points.get(end).value() == points.get(begin).value()) {
                    end++;
                }
                double left = wide(points.get(begin).at(), names);
                double right = wide(Math.min(points.get(end - 1).at() + 1, to), names);
                state(ink.word(points.get(begin).value()), left, y, right - left, height - 3);
            }
        }
    }

    private void state(Ink.Word word, double x, double y, double width, double height) {
        put(
                "<rect x='%.1f' y='%.1f' width='%.1f' height='%.1f' fill='%s' opacity='0.85'/>",
                x, y, width, height, word.color());
        if (width > word.text().length() * LETTER + 4) {
            text(x + 3, y + height / 2 + 4, "", word.text());
        }
    }

    private double wide(double at, int names) {
        return box.x() + names + (box.w() - names - RIGHT) * (at - from) / (to - from);
    }

    private void bars(List<Line> lines) {
        double most = Math.max(1, highest(lines));
        double height = (double) (box.h() - TOP - 8) / Math.max(1, lines.size());
        int names =
                lines.stream().mapToInt(line -> line.name().length() * LETTER + 16).max().orElse(0);
        for (int row = 0; row < lines.size(); row++) {
            double value = lines.get(row).points().get(0).value();
            double y = box.y() + TOP + row * height;
            text(box.x() + 8, y + height / 2 + 4, "", lines.get(row).name());
            put(
                    "<rect x='%d' y='%.1f' width='%.1f' height='%.1f' fill='%s'/>",
                    box.x() + names,
                    y,
                    (box.w() - names - 60) * value / most,
                    Math.max(1, height - 3),
                    ink.color(lines.get(row).name(), row));
            text(box.x() + box.w() - 50, y + height / 2 + 4, "", ink.number(value));
        }
    }

    private double x(double at) {
        return box.x() + LEFT + (box.w() - LEFT - RIGHT) * (at - from) / (to - from);
    }

    private double y(double value) {
        double high = box.h() - TOP - BOTTOM;
        return box.y() + TOP + high - high * Math.min(value, top) / top;
    }

    private void text(double x, double y, String style, String words) {
        put("<text x='%.1f' y='%.1f' %s>%s</text>", x, y, style, Ink.escaped(words));
    }

    private void put(String svg, Object... values) {
        out.append(String.format(Locale.ROOT, svg, values)).append('\n');
    }
}
