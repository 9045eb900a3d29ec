package org.acme.systemtest.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.acme.systemtest.TestStage;

/**
 * Every environment variable is a setting of the program that gets it. Quarkus ignores a variable
 * that it does not know, so a misspelt one would change nothing and be reported nowhere.
 */
final class Variables {

    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{([A-Z_]+)[:}]");
    private static final Pattern REFERENCE = Pattern.compile("\\$\\(([A-Z_]+)\\)");
    private static final Pattern ARTIFACT = Pattern.compile("<artifactId>([a-z-]+)</artifactId>");
    private static final Pattern PREFIX =
            Pattern.compile("@ConfigMapping\\(prefix = \"([a-z.-]+)\"\\)");
    private static final Pattern SETTING =
            Pattern.compile("^    \\S.* (\\w+)\\(\\);", Pattern.MULTILINE);
    private static final Set<String> POSTGRES =
            Set.of("POSTGRES_DB", "POSTGRES_USER", "POSTGRES_PASSWORD");
    private static final Map<String, Set<String>> KNOWN = new ConcurrentHashMap<>();

    private Variables() {}

    static List<String> problems(List<Resource> all) throws IOException {
        List<String> problems = new ArrayList<>();
        Set<String> anywhere = new HashSet<>();
        for (Resource one : all) {
            if (one.hasPods()) {
                Set<String> known = Images.isOurs(one) ? known(Images.module(one)) : POSTGRES;
                anywhere.addAll(known);
                ofPods(one, known, problems);
            }
        }
        for (Resource one : all) {
            if (one.is("ConfigMap") && one.name().startsWith("demo")) {
                one.at("/data")
                        .fieldNames()
                        .forEachRemaining(
                                name -> {
                                    if (!anywhere.contains(name)) {
                                        problems.add("no service knows " + name + " of " + one);
                                    }
                                });
            }
        }
        return problems;
    }

    private static void ofPods(Resource one, Set<String> known, List<String> problems) {
        Set<String> before = new HashSet<>();
        for (JsonNode variable : one.container().path("env")) {
            String name = variable.path("name").asText();
            if (!known.contains(name)) {
                problems.add(one + " sets " + name + ", which its program does not know");
            }
            REFERENCE
                    .matcher(variable.path("value").asText())
                    .results()
                    .map(found -> found.group(1))
                    .filter(used -> !before.contains(used))
                    .forEach(
                            used ->
                                    problems.add(
                                            one + ": " + name + " uses " + used + " too early"));
            if (!before.add(name)) {
                problems.add(one + " sets " + name + " twice");
            }
            if (!variable.has("valueFrom") && one.value(variable).isEmpty()) {
                problems.add(one + ": " + name + " has no value");
            }
        }
    }

    private static Set<String> known(String module) throws IOException {
        Set<String> names = KNOWN.get(module);
        if (names == null) {
            names = settings(TestStage.ROOT.resolve(module));
            String pom = Files.readString(TestStage.ROOT.resolve(module).resolve("pom.xml"));
            for (MatchResult artifact : ARTIFACT.matcher(pom).results().toList()) {
                String other = artifact.group(1);
                if (!other.equals(module) && Files.isDirectory(sources(other))) {
                    names.addAll(known(other));
                }
            }
            KNOWN.put(module, names);
        }
        return names;
    }

    private static Path sources(String module) {
        return TestStage.ROOT.resolve(module).resolve("src/main/java");
    }

    private static Set<String> settings(Path module) throws IOException {
        Set<String> names = new HashSet<>();
        for (String file :
                List.of("application.properties", "META-INF/microprofile-config.properties")) {
            Path path = module.resolve("src/main/resources").resolve(file);
            if (Files.exists(path)) {
                String text = Files.readString(path);
                PLACEHOLDER.matcher(text).results().forEach(found -> names.add(found.group(1)));
                Properties properties = new Properties();
                properties.load(new StringReader(text));
                properties.stringPropertyNames().forEach(key -> names.add(variable(key)));
            }
        }
        addMappings(module.resolve("src/main/java"), names);
        return names;
    }

    /** From the sources, of interfaces with settings; groups inside of them are not in use here. */
    private static void addMappings(Path sources, Set<String> names) throws IOException {
        try (Stream<Path> files = Files.walk(sources)) {
            for (Path file : files.filter(f -> f.toString().endsWith("Config.java")).toList()) {
                String text = Files.readString(file);
                Matcher prefix = PREFIX.matcher(text);
                if (prefix.find()) {
                    SETTING.matcher(text)
                            .results()
                            .map(method -> method.group(1).replaceAll("([A-Z])", "-$1"))
                            .forEach(key -> names.add(variable(prefix.group(1) + "." + key)));
                }
            }
        }
    }

    /** The rule of MicroProfile Config. */
    private static String variable(String key) {
        return key.replaceAll("[^A-Za-z0-9]", "_").toUpperCase(Locale.ROOT);
    }
}
