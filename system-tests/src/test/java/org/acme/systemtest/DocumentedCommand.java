package org.acme.systemtest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A {@code curl} line of a page that readers are asked to type.
 *
 * @param page where it stands
 * @param text the line as it is
 */
record DocumentedCommand(Path page, String text) {

    private static final Pattern BLOCK = Pattern.compile("(?ms)^```sh\\n(.*?)^```");

    /** All of a page, in their order. */
    static List<DocumentedCommand> of(Path page) throws IOException {
        List<DocumentedCommand> commands = new ArrayList<>();
        Matcher block = BLOCK.matcher(Files.readString(page));
        while (block.find()) {
            block.group(1)
                    .replace("\\\n", " ")
                    .lines()
                    .filter(line -> line.startsWith("curl "))
                    .map(line -> new DocumentedCommand(page, line))
                    .forEach(commands::add);
        }
        return commands;
    }

    /** Whether the page itself says that it may get no answer, by an alternative after "||". */
    boolean mayFail() {
        return text.contains("||");
    }

    @Override
    public String toString() {
        return page.getFileName() + ": " + text;
    }
}
