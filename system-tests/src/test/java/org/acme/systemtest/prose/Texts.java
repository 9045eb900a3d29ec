package org.acme.systemtest.prose;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.acme.systemtest.TestStage;

/** The files of the repository that people read. */
final class Texts {

    /** Documentation, scenarios, texts on screens, alerts and the Java that is not a test. */
    private static final Pattern READ =
            Pattern.compile(
                    "(?:[^/]+/){0,2}[^/]+\\.md|docs/.+\\.md|scenarios/.+\\.yaml"
                            + "|(?:.+/)?src/main/resources/.+\\.(?:html|js|json|properties|yaml)"
                            + "|grafana/.+\\.json|prometheus/[^/]+\\.yml|alertmanager/.+\\.yml"
                            + "|(?:.+/)?src/main/java/.+\\.java");

    /** Built, downloaded, or written down once and left as it is. */
    private static final Set<String> SKIPPED =
            Set.of("target", ".git", ".mvn", "node_modules", "demo-data");

    private static final Path ROOT = TestStage.ROOT;

    private Texts() {}

    static List<Path> read() throws IOException {
        return matching(READ);
    }

    static List<Path> java() throws IOException {
        return matching(Pattern.compile(".+\\.java"));
    }

    static String name(Path file) {
        return ROOT.relativize(file).toString().replace('\\', '/');
    }

    private static List<Path> matching(Pattern names) throws IOException {
        List<Path> files = new ArrayList<>();
        Files.walkFileTree(
                ROOT,
                new SimpleFileVisitor<>() {
                    @Override
                    public FileVisitResult preVisitDirectory(
                            Path folder, BasicFileAttributes attributes) {
                        return SKIPPED.contains(folder.getFileName().toString())
                                ? FileVisitResult.SKIP_SUBTREE
                                : FileVisitResult.CONTINUE;
                    }

                    @Override
                    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                        if (names.matcher(name(file)).matches()) {
                            files.add(file);
                        }
                        return FileVisitResult.CONTINUE;
                    }

                    @Override
                    public FileVisitResult visitFileFailed(Path file, IOException e) {
                        // Another test may delete its files meanwhile.
                        return FileVisitResult.CONTINUE;
                    }
                });
        files.sort(null);
        return files;
    }
}
