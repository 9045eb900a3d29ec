package org.acme.workshop.scenario.file;

import io.quarkus.runtime.Startup;
import io.quarkus.runtime.util.ClassPathUtils;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/** Holds all scenarios, read once at startup. An invalid file stops the startup. */
@Startup
@ApplicationScoped
public class ScenarioLibrary {

    private static final Logger LOG = Logger.getLogger(ScenarioLibrary.class);
    private static final String PACKAGED = "scenarios";

    private final Map<String, Scenario> scenarios = new TreeMap<>();

    @Inject
    ScenarioLibrary(ScenariosConfig config) {
        Map<String, String> files =
                config.directory().isPresent()
                        ? directory(Path.of(config.directory().get()))
                        : packaged();
        List<String> mistakes = new ArrayList<>();
        files.forEach(
                (name, content) -> {
                    try {
                        Scenario scenario = ScenarioReader.read(name, content);
                        scenarios.put(scenario.name(), scenario);
                    } catch (InvalidScenarioException invalid) {
                        mistakes.addAll(invalid.mistakes());
                    }
                });
        if (!mistakes.isEmpty()) {
            throw new IllegalStateException("invalid scenarios:\n" + String.join("\n", mistakes));
        }
        LOG.infof("scenarios: %s", String.join(", ", scenarios.keySet()));
    }

    public List<Scenario> all() {
        return List.copyOf(scenarios.values());
    }

    public Optional<Scenario> find(String name) {
        return Optional.ofNullable(scenarios.get(name));
    }

    private static Map<String, String> directory(Path directory) {
        Map<String, String> files = new TreeMap<>();
        try (Stream<Path> found = Files.list(directory)) {
            for (Path file : found.filter(path -> path.toString().endsWith(".yaml")).toList()) {
                files.put(String.valueOf(file.getFileName()), Files.readString(file));
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(
                    "scenarios: the directory " + directory + " cannot be read", unreadable);
        }
        return files;
    }

    private static Map<String, String> packaged() {
        Map<String, String> files = new TreeMap<>();
        try {
            ClassPathUtils.consumeAsPaths(PACKAGED, path -> files.putAll(directory(path)));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        return files;
    }
}
