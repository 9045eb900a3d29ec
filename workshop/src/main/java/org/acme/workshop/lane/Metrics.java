package org.acme.workshop.lane;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.function.Predicate;

/** A scrape in Prometheus' text format, reduced to sums over labels. */
final class Metrics {

    private final Map<String, Double> sums = new TreeMap<>();
    private final Map<String, List<Sample>> samples = new TreeMap<>();

    private record Sample(String labels, double value) {}

    /** Reads a scrape; lines that aren't samples are ignored. */
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
            String name = line.substring(0, nameEnd);
            double value = Double.parseDouble(rest[0]);
            sums.merge(name, value, Double::sum);
            samples.computeIfAbsent(name, first -> new ArrayList<>())
                    .add(new Sample(line.substring(nameEnd, labelsEnd), value));
        } catch (NumberFormatException notASample) {
            // Such a line contains no value that is used here.
        }
    }

    /** Returns the sum of the first of these samples that exists and is a number. */
    OptionalDouble sum(String... names) {
        for (String name : names) {
            Double sum = sums.get(name);
            if (sum != null && !sum.isNaN()) {
                return OptionalDouble.of(sum);
            }
        }
        return OptionalDouble.empty();
    }

    /** Returns the sum of the samples of that name with that label; empty if there is none. */
    OptionalDouble sumWhere(String name, String label, String value) {
        String wanted = label + "=\"" + value + "\"";
        return samples.getOrDefault(name, List.of()).stream()
                .filter(sample -> sample.labels().contains(wanted))
                .mapToDouble(Sample::value)
                .reduce(Double::sum);
    }

    /** Returns the sum of the samples of a name whose labels match. */
    OptionalDouble sumWhere(String name, Predicate<String> labels) {
        return samples.getOrDefault(name, List.of()).stream()
                .filter(sample -> labels.test(sample.labels()))
                .mapToDouble(Sample::value)
                .reduce(Double::sum);
    }
}
