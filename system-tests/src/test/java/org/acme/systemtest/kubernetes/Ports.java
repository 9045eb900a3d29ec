package org.acme.systemtest.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.acme.systemtest.TestStage;

/** Ports and paths that are named exist. */
final class Ports {

    /** Served by every program; {@code EdgeTest} and the services' own tests ask for them. */
    private static final Set<String> PATHS =
            Set.of("/q/health/started", "/q/health/ready", "/q/health/live", "/metrics");

    private static final List<String> PROBES =
            List.of("startupProbe", "readinessProbe", "livenessProbe");

    private Ports() {}

    static List<String> problems(List<Resource> all) throws IOException {
        List<String> problems = new ArrayList<>();
        for (Resource one : all) {
            if (one.hasPods()) {
                ofPods(one, problems);
            } else if (one.is("Service")) {
                ofService(one, all, problems);
            } else if (one.is("ServiceMonitor")) {
                ofMonitor(one, all, problems);
            }
        }
        return problems;
    }

    private static String exposedByTheImage() throws IOException {
        return Files.readAllLines(TestStage.ROOT.resolve("Dockerfile")).stream()
                .filter(line -> line.startsWith("EXPOSE "))
                .map(line -> line.substring("EXPOSE ".length()))
                .findFirst()
                .orElseThrow();
    }

    private static void ofPods(Resource one, List<String> problems) throws IOException {
        if (Images.isOurs(one) && !hasPort(one, exposedByTheImage())) {
            problems.add(one + " has no port " + exposedByTheImage() + ", which its image exposes");
        }
        for (String probe : PROBES) {
            JsonNode get = one.container().path(probe).path("httpGet");
            if (!get.isMissingNode()) {
                if (!hasPort(one, get.path("port").asText())) {
                    problems.add(one + ": " + probe + " has no port " + get.path("port"));
                }
                if (!PATHS.contains(get.path("path").asText())) {
                    problems.add(one + ": " + probe + " has no path " + get.path("path"));
                }
            } else if (Images.isOurs(one)) {
                problems.add(one + " has no " + probe);
            }
        }
        ofKind(one, "startupProbe", "/q/health/started", problems);
        ofKind(one, "readinessProbe", "/q/health/ready", problems);
        ofKind(one, "livenessProbe", "/q/health/live", problems);
    }

    /** A probe that asks for another kind of health would restart pods for an unready database. */
    private static void ofKind(Resource one, String probe, String expected, List<String> problems) {
        JsonNode path = one.container().path(probe).at("/httpGet/path");
        if (!path.isMissingNode() && !path.asText().equals(expected)) {
            problems.add(one + ": " + probe + " asks for " + path);
        }
    }

    private static boolean hasPort(Resource one, String port) {
        return Resource.each(one.container().path("ports"))
                .anyMatch(
                        known ->
                                known.path("name").asText().equals(port)
                                        || known.path("containerPort").asText().equals(port));
    }

    private static void ofService(Resource one, List<Resource> all, List<String> problems) {
        Map<String, String> selected = Resource.texts(one.at("/spec/selector"));
        for (JsonNode port : one.at("/spec/ports")) {
            String target = port.path("targetPort").asText(port.path("port").asText());
            boolean found =
                    all.stream()
                            .filter(Resource::hasPods)
                            .filter(p -> p.labels().entrySet().containsAll(selected.entrySet()))
                            .allMatch(pods -> hasPort(pods, target));
            if (!found) {
                problems.add(one + " has no pod with the port " + target);
            }
        }
    }

    private static void ofMonitor(Resource one, List<Resource> all, List<String> problems) {
        Selector services = new Selector(one.at("/spec/selector"));
        for (JsonNode endpoint : one.at("/spec/endpoints")) {
            String port = endpoint.path("port").asText();
            boolean found =
                    all.stream()
                            .filter(other -> other.is("Service"))
                            .filter(other -> services.matches(other.labels()))
                            .allMatch(
                                    other ->
                                            Resource.each(other.at("/spec/ports"))
                                                    .anyMatch(
                                                            p ->
                                                                    p.path("name")
                                                                            .asText()
                                                                            .equals(port)));
            if (!found || !PATHS.contains(endpoint.path("path").asText())) {
                problems.add(one + " scrapes a port or path that does not exist: " + endpoint);
            }
        }
    }
}
