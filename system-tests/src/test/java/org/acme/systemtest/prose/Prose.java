package org.acme.systemtest.prose;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The words of a file as one line, so that phrases are found across line breaks. */
final class Prose {

    /** What stands at the beginning of a line of a comment. */
    private static final Pattern LEADER = Pattern.compile("^\\s*(?:/\\*+|\\*+/?|//+|#+|>)?\\s*");

    /** A finding, as {@code file:line: "phrase": write … instead}. */
    record Finding(String file, int line, String phrase, String better) {

        @Override
        public String toString() {
            return "%s:%d: \"%s\": write %s".formatted(file, line, phrase, better);
        }
    }

    private final String file;
    private final String words;

    /** The number of each line, by the offset of its first word. */
    private final NavigableMap<Integer, Integer> lines = new TreeMap<>();

    private Prose(String file, List<String> text) {
        this.file = file;
        StringBuilder joined = new StringBuilder();
        for (int i = 0; i < text.size(); i++) {
            lines.put(joined.length(), i + 1);
            String line = LEADER.matcher(text.get(i)).replaceFirst("").strip();
            joined.append(line.replaceAll("\\s+", " ")).append(' ');
        }
        words = joined.toString();
    }

    static Prose of(Path root, Path file) throws IOException {
        String name = root.relativize(file).toString().replace('\\', '/');
        return new Prose(name, Files.readAllLines(file));
    }

    static Prose of(String file, String text) {
        return new Prose(file, text.lines().toList());
    }

    /** Each refused phrase, in the order of {@link Phrase#REFUSED}. */
    List<Finding> findings() {
        List<Finding> findings = new ArrayList<>();
        for (Phrase phrase : Phrase.REFUSED) {
            Matcher found = phrase.pattern().matcher(words);
            while (found.find()) {
                findings.add(
                        new Finding(file, lineAt(found.start()), found.group(), phrase.better()));
            }
        }
        return findings;
    }

    private int lineAt(int offset) {
        return lines.floorEntry(offset).getValue();
    }
}
