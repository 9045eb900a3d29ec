package org.acme.workshop.lane;

import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;

/** A scrape in Prometheus' text format, reduced to the sum over all labels of each sample name. */
final class Metrics {

    private final Map<String, Double> sums = new TreeMap<>();

    /** Reads a scrape; lines that aren't samples are left aside. */
    static Metrics read(String text) {
        Metrics metrics = new Metrics();
        text.lines().filter(line -> !line.startsWith("#")).forEach(metrics::sample);
        return metrics;
    }

    private void sample(String line) {
        int brace = line.indexOf('{');
        int nameEnd = brace >= 0 ? brace : line.indexOf(' ');
        int labelsEnd = brace >= 0 ? line.lastIndexOf('}') + 1 : nameEnd;
        if (nameEnd <= 0 || labelsEnd <= 0) {
            return;
        }
        String[] rest = line.substring(labelsEnd).trim().split(" ");
        try {
            sums.merge(line.substring(0, nameEnd), Double.parseDouble(rest[0]), Double::sum);
        } catch (NumberFormatException notASample) {
            // Such a line tells nothing that we look for.
        }
    }

    /** The sum of the first of these samples that exists and is a number. */
    OptionalDouble sum(String... names) {
        for (String name : names) {
            Double sum = sums.get(name);
            if (sum != null && !sum.isNaN()) {
                return OptionalDouble.of(sum);
            }
        }
        return OptionalDouble.empty();
    }
}
