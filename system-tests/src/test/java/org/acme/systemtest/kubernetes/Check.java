package org.acme.systemtest.kubernetes;

import java.io.IOException;
import java.util.List;

/** What must hold of the manifests; each finds problems in words, none in good ones. */
enum Check {
    UNKNOWN_FIELDS(UnknownFields::problems),
    SELECTORS(References::problems),
    PORTS_AND_PATHS(Ports::problems),
    ENVIRONMENT(Variables::problems),
    IMAGES(Images::problems),
    RIGHTS_AND_LIMITS(Rights::problems),
    SHUTDOWN(ShutdownTimes::problems),
    CALL_GRAPH(CallGraph::problems),
    RULES(PrometheusRules::problems);

    /** Looks for problems. */
    @FunctionalInterface
    private interface Finder {
        List<String> problems(List<Resource> all) throws IOException;
    }

    private final Finder finder;

    Check(Finder finder) {
        this.finder = finder;
    }

    List<String> problems(List<Resource> all) throws IOException {
        return finder.problems(all);
    }
}
