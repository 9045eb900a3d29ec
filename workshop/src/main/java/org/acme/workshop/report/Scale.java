package org.acme.workshop.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The vertical scale of a plot.
 *
 * @param logarithmic for latencies, which differ by orders of magnitude
 * @param least the value at the bottom
 * @param most the value at the top
 */
record Scale(boolean logarithmic, double least, double most, String unit) {

    private static final int PARTS = 4;
    private static final double TEN = 10;
    private static final double SECOND = 1000;

    /** Returns a scale from 0 to 100 %. */
    static Scale percent() {
        return new Scale(false, 0, 100, " %");
    }

    /** Returns a logarithmic scale from 1 ms to 10 s. */
    static Scale millis() {
        return new Scale(true, 1, 10 * SECOND, " ms");
    }

    /** Returns a scale from 0 to a round number above the highest value. */
    static Scale upTo(double highest) {
        double step = 1;
        while (step * PARTS < highest) {
            step *= Math.log10(step) % 1 == 0 ? 5 : 2;
        }
        return new Scale(false, 0, step * PARTS, "");
    }

    /** Returns the position of a value: 0 at the bottom, 1 at the top. */
    double share(double value) {
        double inside = Math.min(most, Math.max(least, value));
        return logarithmic
                ? Math.log(inside / least) / Math.log(most / least)
                : (inside - least) / (most - least);
    }

    List<Double> ticks() {
        List<Double> ticks = new ArrayList<>();
        if (logarithmic) {
            for (double tick = least; tick <= most; tick *= TEN) {
                ticks.add(tick);
            }
            return ticks;
        }
        for (int i = 0; i <= PARTS; i++) {
            ticks.add(least + (most - least) * i / PARTS);
        }
        return ticks;
    }

    String words(double tick) {
        return logarithmic && tick >= SECOND
                ? String.format(Locale.ROOT, "%.0f s", tick / SECOND)
                : String.format(Locale.ROOT, "%.0f%s", tick, unit);
    }
}
