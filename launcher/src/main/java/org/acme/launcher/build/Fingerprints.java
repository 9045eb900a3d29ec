package org.acme.launcher.build;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The sources of the last build, each with its date and size.
 *
 * <p>A source that looks newer than its program needs no build if it has not changed since the last
 * one: a clone that was unpacked in another time zone has sources with future dates, and Maven does
 * not rewrite a jar in which nothing changed.
 */
record Fingerprints(Map<String, String> values) {

    private static final String FILE = "target/demo/sources.txt";
    private static final String SEPARATOR = "\t";

    /** Reads the current fingerprints of the sources. */
    static Fingerprints ofSources(Path root) throws IOException {
        Map<String, String> values = new TreeMap<>();
        try (Stream<Path> sources = new Freshness(root).sources()) {
            for (Path source : sources.distinct().toList()) {
                values.put(name(root, source), of(source));
            }
        }
        return new Fingerprints(values);
    }

    /** Reads those of the last build; empty if there was none, or if the file cannot be read. */
    static Fingerprints ofLastBuild(Path root) {
        try {
            Map<String, String> values = new HashMap<>();
            List<String> lines = Files.readAllLines(root.resolve(FILE), StandardCharsets.UTF_8);
            for (String line : lines) {
                String[] parts = line.split(SEPARATOR, 2);
                values.put(parts[0], parts.length == 2 ? parts[1] : "");
            }
            return new Fingerprints(values);
        } catch (IOException e) {
            return new Fingerprints(Map.of());
        }
    }

    void write(Path root) throws IOException {
        String text =
                values.entrySet().stream()
                        .map(each -> each.getKey() + SEPARATOR + each.getValue() + "\n")
                        .collect(Collectors.joining());
        Files.writeString(root.resolve(FILE), text, StandardCharsets.UTF_8);
    }

    /** Whether the file is unchanged since the last build. */
    boolean has(Path root, Path source) throws IOException {
        return of(source).equals(values.get(name(root, source)));
    }

    private static String name(Path root, Path source) {
        return root.relativize(source).toString();
    }

    private static String of(Path source) throws IOException {
        try {
            return Files.getLastModifiedTime(source).toMillis() + " " + Files.size(source);
        } catch (NoSuchFileException deletedMeanwhile) {
            return "";
        }
    }
}
