package org.acme.systemtest.hostile;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.acme.systemtest.TestStage;

/** A copy of the repository, built or not, in a folder that a test may spoil. */
record Clone(Path root) {

    private static final Set<String> NOT_COPIED =
            Set.of(".git", "src/test", "benchmarks", "docs", "node_modules", "demo-data");

    /** A copy with the programs that were built here. */
    static Clone built(Path root) throws IOException {
        copy(root, true);
        return new Clone(root);
    }

    /** A copy as {@code git clone} makes it. */
    static Clone notBuilt(Path root) throws IOException {
        copy(root, false);
        return new Clone(root);
    }

    Path file(String name) {
        return root.resolve(name);
    }

    private static void copy(Path to, boolean built) throws IOException {
        Path from = TestStage.ROOT;
        Files.walkFileTree(
                from,
                new SimpleFileVisitor<>() {
                    @Override
                    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes a)
                            throws IOException {
                        if (isLeftOut(from.relativize(folder), built)) {
                            return FileVisitResult.SKIP_SUBTREE;
                        }
                        Files.createDirectories(to.resolve(from.relativize(folder)));
                        return FileVisitResult.CONTINUE;
                    }

                    @Override
                    public FileVisitResult visitFile(Path file, BasicFileAttributes a)
                            throws IOException {
                        copyFile(file, to.resolve(from.relativize(file)));
                        return FileVisitResult.CONTINUE;
                    }
                });
    }

    private static void copyFile(Path from, Path to) throws IOException {
        Files.copy(from, to, StandardCopyOption.COPY_ATTRIBUTES);
    }

    private static boolean isLeftOut(Path folder, boolean built) {
        String name = folder.toString();
        boolean isTarget = name.equals("target") || name.endsWith("/target");
        boolean isBuilt =
                name.startsWith("launcher")
                        || Stream.of("checkout", "payment", "inventory", "workshop")
                                .anyMatch(name::startsWith);
        return NOT_COPIED.stream().anyMatch(each -> name.equals(each) || name.endsWith("/" + each))
                || name.startsWith("system-tests/target")
                || (isTarget && !(built && isBuilt));
    }

    /** Deletes it, with what an ordinary user or root has put into it. */
    void delete() throws IOException, InterruptedException {
        new ProcessBuilder("rm", "-rf", root.toString()).start().waitFor(1, TimeUnit.MINUTES);
    }
}
