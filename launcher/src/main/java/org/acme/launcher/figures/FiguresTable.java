package org.acme.launcher.figures;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.acme.launcher.play.RunView.NumbersView;
import org.jspecify.annotations.Nullable;

/**
 * Writes the last section of {@code docs/scenarios.md}: one row for each scenario. A scenario that
 * was not played again keeps its row.
 */
final class FiguresTable {

    private static final String HEADING = "## What was measured\n";
    private static final Pattern ROW = Pattern.compile("(?m)^\\| `([a-z0-9-]+)` \\|.*$");
    private static final String HEADER =
            """
            | scenario | met | buyers answered | product pages answered | product pages' p99 \
            | payment breaker | measured |
            |---|---|---|---|---|---|---|
            """;
    private static final String EXPLANATION =
            """

            Each row is the last run of that scenario. Two values are protected / unprotected
            lane, over the whole run. The last column has the day, the cores of the machine, and its
            load average at the end of the run: far above the number of cores, other programs were
            running at the same time. [measured.md](measured.md) has every expectation and its
            measured value. `stage/figures` writes both pages from the runs in `target/reports`.
            """;

    private FiguresTable() {}

    /** Returns the page with its rows renewed; scenarios that no longer exist lose theirs. */
    static String renew(String page, Map<String, MeasuredRun> runs, List<String> scenarios) {
        int at = page.indexOf(HEADING);
        if (at < 0) {
            throw new IllegalStateException("The page has no section \"What was measured\".");
        }
        SortedMap<String, String> rows = new TreeMap<>();
        String section = page.substring(at);
        if (section.contains(HEADER)) {
            Matcher row = ROW.matcher(section);
            while (row.find()) {
                rows.put(row.group(1), row.group());
            }
        }
        runs.forEach((name, run) -> rows.put(name, row(name, run)));
        rows.keySet().retainAll(scenarios);
        return page.substring(0, at)
                + HEADING
                + "\n"
                + HEADER
                + String.join("\n", rows.values())
                + "\n"
                + EXPLANATION;
    }

    private static String row(String name, MeasuredRun run) {
        return "| `%s` | %d of %d | %s | %s | %s | %s | %s |"
                .formatted(
                        name,
                        run.met(),
                        run.judged(),
                        both(run, "checkout", row -> percent(row.answeredPercent())),
                        both(run, "products", row -> percent(row.answeredPercent())),
                        both(run, "products", row -> time(row.p99Millis())),
                        breaker(run.openings()),
                        machine(run));
    }

    private static String both(
            MeasuredRun run, String operation, Function<NumbersView, String> value) {
        return run.numbers("protected", operation).map(value).orElse("–")
                + " / "
                + run.numbers("unprotected", operation).map(value).orElse("–");
    }

    private static String breaker(List<Double> openings) {
        if (openings.isEmpty()) {
            return "never opened";
        }
        String first = String.format(Locale.ROOT, "%.1f s", openings.get(0));
        return openings.size() == 1
                ? "opened at " + first
                : "opened %d times, first at %s".formatted(openings.size(), first);
    }

    static String machine(MeasuredRun run) {
        MeasuredRun.Machine machine = run.machine();
        String load =
                machine.load() < 0
                        ? "load unknown"
                        : String.format(Locale.ROOT, "load %.1f", machine.load());
        return "%s, %d cores, %s, JDK %d"
                .formatted(run.day(), machine.cores(), load, machine.java());
    }

    /** Rounds down: 99.97 % is not shown as 100.0 %. */
    private static String percent(@Nullable Double value) {
        return value == null
                ? "–"
                : String.format(Locale.ROOT, "%.1f %%", Math.floor(value * 10 + 1e-6) / 10);
    }

    private static String time(@Nullable Double millis) {
        if (millis == null) {
            return "–";
        }
        return millis < 1000
                ? String.format(Locale.ROOT, "%.0f ms", millis)
                : String.format(Locale.ROOT, "%.1f s", millis / 1000);
    }
}
