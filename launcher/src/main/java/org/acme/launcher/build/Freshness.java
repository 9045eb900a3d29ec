package org.acme.launcher.build;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Checks whether everything that {@code ./demo} runs is built from the current sources.
 *
 * <p>A program is stale if it is missing, or older than a main source or {@code pom.xml} of its own
 * module or of a module that it depends on, unless that file is unchanged since the last build.
 * Modules and their dependencies are read from the poms, so a new module needs no change here.
 * Times are the files' modification times.
 */
public final class Freshness {

    private static final Pattern MODULE = Pattern.compile("<module>([^<]+)</module>");
    private static final Pattern ARTIFACT = Pattern.compile("<artifactId>([^<]+)</artifactId>");

    private final Path root;
    private final List<String> modules;
    private final Fingerprints lastBuild;

    public Freshness(Path root) {
        this.root = root;
        this.modules = allMatches(MODULE, read(root.resolve("pom.xml")));
        this.lastBuild = Fingerprints.ofLastBuild(root);
    }

    /** Returns the first program that has to be built, with the reason; empty if all are fresh. */
    public Optional<String> whatIsStale() {
        return programs().stream().map(this::staleness).flatMap(Optional::stream).findFirst();
    }

    private Optional<String> staleness(Program program) {
        if (!Files.isRegularFile(program.jar())) {
            return Optional.of(program.module() + " is not built yet");
        }
        FileTime built = modified(program.jar());
        return madeOf(program.module()).stream()
                .flatMap(this::sources)
                .filter(source -> modified(source).compareTo(built) > 0)
                .filter(source -> !wasBuilt(source))
                .findFirst()
                .map(source -> root.relativize(source) + " is newer than " + program.module());
    }

    private boolean wasBuilt(Path source) {
        try {
            return lastBuild.has(root, source);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the sources of all programs; some of them more than once. */
    Stream<Path> sources() {
        return programs().stream()
                .flatMap(program -> madeOf(program.module()).stream())
                .flatMap(this::sources);
    }

    private List<Program> programs() {
        List<Program> programs = new ArrayList<>();
        for (String module : modules) {
            Path folder = root.resolve(module);
            if (module.equals("launcher")) {
                programs.add(new Program(module, folder.resolve("target/launcher.jar")));
            } else if (isQuarkusApplication(folder)) {
                Path jar = folder.resolve("target/quarkus-app/quarkus-run.jar");
                programs.add(new Program(module, jar));
            }
        }
        return programs;
    }

    private static boolean isQuarkusApplication(Path folder) {
        return read(folder.resolve("pom.xml")).contains("<artifactId>quarkus-maven-plugin<");
    }

    /** Returns the module and, transitively, the modules of this repository that its pom names. */
    private Set<String> madeOf(String module) {
        Set<String> parts = new LinkedHashSet<>();
        collect(module, parts);
        return parts;
    }

    private void collect(String module, Set<String> parts) {
        if (parts.add(module)) {
            allMatches(ARTIFACT, read(root.resolve(module).resolve("pom.xml"))).stream()
                    .filter(modules::contains)
                    .forEach(part -> collect(part, parts));
        }
    }

    private Stream<Path> sources(String module) {
        Path folder = root.resolve(module);
        Stream<Path> poms = Stream.of(root.resolve("pom.xml"), folder.resolve("pom.xml"));
        return Stream.concat(poms, filesBelow(folder.resolve("src/main")));
    }

    private static Stream<Path> filesBelow(Path folder) {
        if (!Files.isDirectory(folder)) {
            return Stream.empty();
        }
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> allMatches(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        List<String> matches = new ArrayList<>();
        while (matcher.find()) {
            matches.add(matcher.group(1).strip());
        }
        return matches;
    }

    private static FileTime modified(Path file) {
        try {
            return Files.getLastModifiedTime(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.isRegularFile(file) ? Files.readString(file) : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private record Program(String module, Path jar) {}
}
