package org.acme.workshop.report;

import java.util.List;
import java.util.Locale;
import org.acme.workshop.scenario.run.Timeline.Window;
import org.jspecify.annotations.Nullable;

/**
 * A plot of lines over the time of a run, as SVG.
 *
 * @param title a name, with the unit
 * @param duration of the run, in seconds
 * @param faults the shaded time; null for none
 * @param marks instants of steps, in seconds
 */
record Plot(
        String title,
        double duration,
        @Nullable Window faults,
        List<Double> marks,
        Scale scale,
        List<Line> lines) {

    private static final double LEFT = 64;
    private static final double TOP = 10;
    private static final double WIDTH = 880;
    private static final double HEIGHT = 150;
    private static final int EVERY_SECONDS = 10;

    /**
     * A line of a lane.
     *
     * @param style the class of the style sheet
     */
    record Line(String style, List<Point> points) {}

    /** A point; without a value the line has a gap there. */
    record Point(double t, @Nullable Double value) {}

    String svg() {
        StringBuilder svg = new StringBuilder(4096);
        svg.append("<figure><figcaption>").append(Html.escape(title)).append("</figcaption>");
        svg.append(
                format(
                        "<svg viewBox=\"0 0 %.0f %.0f\" role=\"img\" aria-label=\"%s\">",
                        LEFT + WIDTH + 24, TOP + HEIGHT + 24, Html.escape(title)));
        background(svg);
        axes(svg);
        for (Line line : lines) {
            svg.append(format("<path class=\"%s\" d=\"%s\"/>", line.style(), path(line)));
        }
        return svg.append("</svg></figure>").toString();
    }

    private void background(StringBuilder svg) {
        if (faults != null) {
            double from = x(Math.max(0, faults.from()));
            double to = x(Math.min(duration, faults.to()));
            svg.append(
                    format(
                            "<rect class=\"fault\" x=\"%.1f\" y=\"%.1f\" width=\"%.1f\""
                                    + " height=\"%.1f\"/>",
                            from, TOP, Math.max(0, to - from), HEIGHT));
        }
        for (double mark : marks) {
            svg.append(
                    format(
                            "<line class=\"mark\" x1=\"%.1f\" x2=\"%.1f\" y1=\"%.1f\""
                                    + " y2=\"%.1f\"/>",
                            x(mark), x(mark), TOP, TOP + HEIGHT));
        }
    }

    private void axes(StringBuilder svg) {
        for (double tick : scale.ticks()) {
            svg.append(
                    format(
                            "<line class=\"grid\" x1=\"%.1f\" x2=\"%.1f\" y1=\"%.1f\""
                                    + " y2=\"%.1f\"/><text x=\"%.1f\" y=\"%.1f\""
                                    + " text-anchor=\"end\">%s</text>",
                            LEFT,
                            LEFT + WIDTH,
                            y(tick),
                            y(tick),
                            LEFT - 6,
                            y(tick) + 4,
                            scale.words(tick)));
        }
        for (int t = 0; t <= duration; t += EVERY_SECONDS) {
            svg.append(
                    format(
                            "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"middle\">%d s</text>",
                            x(t), TOP + HEIGHT + 18, t));
        }
    }

    private String path(Line line) {
        StringBuilder path = new StringBuilder();
        boolean pen = false;
        for (Point point : line.points()) {
            Double value = point.value();
            if (value != null) {
                path.append(format("%s%.1f %.1f", pen ? "L" : "M", x(point.t()), y(value)));
            }
            pen = value != null;
        }
        return path.toString();
    }

    private double x(double t) {
        return LEFT + WIDTH * t / duration;
    }

    private double y(double value) {
        return TOP + HEIGHT * (1 - scale.share(value));
    }

    private static String format(String pattern, Object... values) {
        return String.format(Locale.ROOT, pattern, values);
    }
}
