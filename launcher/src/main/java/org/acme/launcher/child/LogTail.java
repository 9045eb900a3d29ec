package org.acme.launcher.child;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** Reads the last lines of a log that help a user, without stack frames. */
public final class LogTail {

    private static final Predicate<String> FRAME =
            Pattern.compile("^\\s+(at |\\.\\.\\. \\d+ )").asPredicate();

    private LogTail() {}

    /** Returns at most {@code count} lines, oldest first; empty if there is no such log. */
    public static List<String> of(Path log, int count) {
        try {
            String text = new String(Files.readAllBytes(log), StandardCharsets.UTF_8);
            List<String> lines =
                    text.lines().filter(line -> !line.isBlank()).filter(FRAME.negate()).toList();
            return lines.subList(Math.max(0, lines.size() - count), lines.size());
        } catch (IOException e) {
            return List.of();
        }
    }
}
