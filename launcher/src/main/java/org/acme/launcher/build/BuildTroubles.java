package org.acme.launcher.build;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Suggests remedies for builds that fail because of the machine, from Maven's output. */
final class BuildTroubles {

    private static final String NETWORK =
            "Maven cannot reach a repository: check the network; behind a proxy, set it in"
                    + " ~/.m2/settings.xml, and for the wrapper in https_proxy.";
    private static final String DISK = "The disk is full: free at least 2 GB and start again.";
    private static final String HOME =
            "Maven cannot write to its folder in HOME: set MAVEN_USER_HOME to a folder"
                    + " that you own, or HOME to your home directory.";

    private record Trouble(String words, String remedy) {}

    private static final List<Trouble> KNOWN =
            List.of(
                    new Trouble("no space left on device", DISK),
                    new Trouble("unknownhost", NETWORK),
                    new Trouble("could not resolve host", NETWORK),
                    new Trouble("could not resolve proxy", NETWORK),
                    new Trouble("name or service not known", NETWORK),
                    new Trouble("temporary failure in name resolution", NETWORK),
                    new Trouble("could not transfer artifact", NETWORK),
                    new Trouble("connection refused", NETWORK),
                    new Trouble("connection timed out", NETWORK),
                    new Trouble("failed to fetch", NETWORK),
                    new Trouble("failed to connect", NETWORK),
                    new Trouble("mkdir:", HOME),
                    new Trouble("cannot create directory", HOME),
                    new Trouble("could not create local repository", HOME),
                    new Trouble("read-only file system", HOME),
                    new Trouble("permission denied", HOME),
                    new Trouble(
                            "outofmemoryerror",
                            "Maven has too little memory: stop other programs and start again."));

    private BuildTroubles() {}

    /**
     * Returns the remedy for a known failure; empty for others, such as an error in the sources.
     */
    static Optional<String> remedy(List<String> lastLines, List<String> errors) {
        String words =
                Stream.concat(errors.stream(), lastLines.stream())
                        .collect(Collectors.joining("\n"))
                        .toLowerCase(Locale.ROOT);
        return KNOWN.stream()
                .filter(trouble -> words.contains(trouble.words()))
                .map(Trouble::remedy)
                .findFirst();
    }
}
