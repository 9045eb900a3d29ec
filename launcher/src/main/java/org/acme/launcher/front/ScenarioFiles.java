package org.acme.launcher.front;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Names and titles of the scenarios, without starting anything; the control room reads the rest.
 */
public record ScenarioFiles(Path folder) {

    private static final String ENDING = ".yaml";
    private static final Pattern TITLE = Pattern.compile("(?m)^title:\\s*[\"']?(.*?)[\"']?\\s*$");

    /** Titles by name, in alphabetical order. */
    public Map<String, String> titles() throws IOException {
        Map<String, String> titles = new TreeMap<>();
        if (!Files.isDirectory(folder)) {
            return titles;
        }
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                String name = file.getFileName().toString();
                if (name.endsWith(ENDING)) {
                    titles.put(name.substring(0, name.length() - ENDING.length()), title(file));
                }
            }
        }
        return titles;
    }

    private static String title(Path file) throws IOException {
        Matcher title = TITLE.matcher(Files.readString(file));
        return title.find() ? title.group(1) : "";
    }
}
