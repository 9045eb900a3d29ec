package org.acme.systemtest;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Processes of this machine that belong to a stage. */
final class Programs {

    private Programs() {}

    /** All that runs anywhere below a process. */
    static List<ProcessHandle> below(ProcessHandle process) {
        return process.descendants().toList();
    }

    /** PostgreSQL servers whose data is in {@code folder}; they are nobody's children. */
    static List<ProcessHandle> postgresOf(Path folder) {
        return ProcessHandle.allProcesses()
                .filter(process -> commandLine(process).anyMatch(word -> isIn(word, folder)))
                .filter(process -> commandLine(process).findFirst().orElse("").contains("postgres"))
                .toList();
    }

    private static boolean isIn(String word, Path folder) {
        return word.startsWith(folder.toString());
    }

    private static Stream<String> commandLine(ProcessHandle process) {
        return Stream.concat(
                process.info().command().stream(),
                process.info().arguments().stream().flatMap(Stream::of));
    }
}
