package org.acme.launcher.figures;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Renews the measured figures in the documentation from the newest saved run of each scenario:
 * {@code stage/figures}.
 */
public final class Figures {

    private static final String SCENARIO = ".yaml";

    private final Path root;
    private final ObjectMapper json =
            new ObjectMapper().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

    Figures(Path root) {
        this.root = root;
    }

    /** Arguments: the repository's folder. */
    public static void main(String[] arguments) throws IOException {
        SortedMap<String, MeasuredRun> runs = new Figures(Path.of(arguments[0])).renew();
        if (runs.isEmpty()) {
            System.out.println("target/reports has no finished run. Play a scenario: ./demo NAME");
            System.exit(1);
        }
        System.out.println("Renewed the figures of " + String.join(", ", runs.keySet()));
    }

    /** Renews both pages and returns the runs that they now tell. */
    SortedMap<String, MeasuredRun> renew() throws IOException {
        List<String> scenarios = scenarios();
        SortedMap<String, MeasuredRun> runs = newest();
        runs.keySet().retainAll(scenarios);
        if (!runs.isEmpty()) {
            Path table = root.resolve("docs/scenarios.md");
            Path details = root.resolve("docs/measured.md");
            String before = Files.exists(details) ? Files.readString(details) : "";
            Files.writeString(table, FiguresTable.renew(Files.readString(table), runs, scenarios));
            Files.writeString(details, MeasuredPage.renew(before, runs, scenarios));
        }
        return runs;
    }

    private List<String> scenarios() throws IOException {
        try (Stream<Path> files = Files.list(root.resolve("scenarios"))) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(SCENARIO))
                    .map(name -> name.substring(0, name.length() - SCENARIO.length()))
                    .toList();
        }
    }

    /** A run that was stopped has measured nothing. */
    private SortedMap<String, MeasuredRun> newest() throws IOException {
        SortedMap<String, MeasuredRun> newest = new TreeMap<>();
        Path folder = root.resolve("target/reports");
        if (!Files.isDirectory(folder)) {
            return newest;
        }
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(path -> path.toString().endsWith(".json")).toList()) {
                MeasuredRun run = json.readValue(file.toFile(), MeasuredRun.class);
                if (run.run().verdict() != null && !run.run().verdict().numbers().isEmpty()) {
                    newest.merge(run.run().scenario(), run, Figures::later);
                }
            }
        }
        return newest;
    }

    private static MeasuredRun later(MeasuredRun one, MeasuredRun other) {
        return one.run().startedAt().compareTo(other.run().startedAt()) >= 0 ? one : other;
    }
}
