package org.acme.systemtest.prose;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.acme.systemtest.TestStage;

/** The beginnings of paths that a check still passes over. The list may only become shorter. */
final class NotYet {

    private static final Path FOLDER =
            TestStage.ROOT.resolve("system-tests/src/test/resources/prose");

    private final List<String> prefixes;
    private final Set<String> needed = new TreeSet<>();

    private NotYet(List<String> prefixes) {
        this.prefixes = prefixes;
    }

    static NotYet read(String name) throws IOException {
        return new NotYet(
                Files.readAllLines(FOLDER.resolve(name)).stream()
                        .filter(line -> !line.isBlank() && !line.startsWith("#"))
                        .toList());
    }

    /** Whether a finding in this file is passed over. */
    boolean covers(String file) {
        boolean covered = false;
        for (String prefix : prefixes) {
            if (file.startsWith(prefix)) {
                needed.add(prefix);
                covered = true;
            }
        }
        return covered;
    }

    /** Lines under which nothing was found: they have to be deleted. */
    List<String> superfluous() {
        return prefixes.stream().filter(prefix -> !needed.contains(prefix)).toList();
    }
}
