package org.acme.launcher.machine;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Finds characters in the repository's path that some program misreads: PostgreSQL's tools and
 * Maven's scripts pass paths to a shell, and Java gives {@code !}, {@code *} and the path separator
 * a meaning in class paths and addresses of jars.
 */
public final class FolderName {

    private static final String REFUSED = "!*?\"`$\\[]{}<>|:;%+";

    private FolderName() {}

    /** Returns a sentence about the first such character; empty if the path has none. */
    public static Optional<String> problem(Path root) {
        return refused(root.toString().substring(driveOf(root)), isWindows(root))
                .map(
                        character ->
                                "The path of the folder %s contains \"%s\", which some tools cannot handle: clone the repository to another folder."
                                        .formatted(root, character));
    }

    private static Optional<String> refused(String path, boolean windows) {
        return path.codePoints()
                .filter(c -> !(windows && c == '\\'))
                .filter(c -> REFUSED.indexOf(c) >= 0 || Character.isISOControl(c) || c == 0xFFFD)
                .mapToObj(FolderName::visible)
                .findFirst();
    }

    private static String visible(int character) {
        return Character.isISOControl(character)
                ? "\\u%04x".formatted(character)
                : Character.toString(character);
    }

    private static boolean isWindows(Path root) {
        return root.getFileSystem().getSeparator().equals("\\");
    }

    private static int driveOf(Path root) {
        return isWindows(root) && root.toString().matches("[A-Za-z]:.*") ? 2 : 0;
    }
}
