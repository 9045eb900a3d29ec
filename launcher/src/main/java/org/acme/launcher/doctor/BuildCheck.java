package org.acme.launcher.doctor;

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Checks whether everything is built and, if not, whether Maven can download and store what it
 * needs.
 */
final class BuildCheck implements Check {

    private static final String TOPIC = "Build";
    private static final String REPOSITORY = "repo.maven.apache.org";
    private static final int HTTPS = 443;

    @Override
    public List<Finding> look(Machine machine) {
        if (machine.isBuilt()) {
            return List.of(Finding.ok(TOPIC, "built from the current sources"));
        }
        List<Finding> findings = new ArrayList<>();
        findings.add(
                Finding.note(
                        TOPIC,
                        "not built, or sources have changed: ./demo builds first; the first"
                                + " build takes minutes",
                        "run ./demo prepare while you have a network"));
        home(machine).ifPresent(findings::add);
        proxy(machine).or(() -> network(machine)).ifPresent(findings::add);
        return findings;
    }

    private static Path mavenHome(Machine machine) {
        String own = machine.environment().getOrDefault("MAVEN_USER_HOME", "");
        String home = machine.environment().getOrDefault("HOME", System.getProperty("user.home"));
        return own.isBlank() ? Path.of(home, ".m2") : Path.of(own);
    }

    private static Optional<Finding> home(Machine machine) {
        Path folder = mavenHome(machine);
        return machine.writeTrouble(folder)
                .map(
                        trouble ->
                                Finding.problem(
                                        TOPIC,
                                        "Maven stores its libraries in "
                                                + folder
                                                + ", but: "
                                                + trouble,
                                        "set MAVEN_USER_HOME or HOME to a folder that you own"));
    }

    /** Finds a proxy that does not answer, or that Maven has not been told about. */
    private static Optional<Finding> proxy(Machine machine) {
        Optional<String> named = proxyOf(machine.environment());
        if (named.isEmpty()) {
            return Optional.empty();
        }
        Optional<URI> address = address(named.get());
        if (address.isEmpty() || !machine.connects(host(address.get()), port(address.get()))) {
            return Optional.of(
                    Finding.problem(
                            TOPIC,
                            "the proxy %s does not respond".formatted(named.get()),
                            "unset https_proxy if there is no proxy, or correct it"));
        }
        if (!machine.exists(mavenHome(machine).resolve("settings.xml"))) {
            return Optional.of(
                    Finding.note(
                            TOPIC,
                            "a proxy is set (%s), but Maven does not read this variable"
                                    .formatted(named.get()),
                            "set it in ~/.m2/settings.xml, too"));
        }
        return Optional.empty();
    }

    private static Optional<String> proxyOf(Map<String, String> environment) {
        return Stream.of("https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY")
                .map(name -> environment.getOrDefault(name, "").strip())
                .filter(value -> !value.isEmpty())
                .findFirst();
    }

    private static Optional<URI> address(String proxy) {
        try {
            URI address = URI.create(proxy.contains("://") ? proxy : "http://" + proxy);
            return address.getHost() == null ? Optional.empty() : Optional.of(address);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static String host(URI address) {
        return String.valueOf(address.getHost());
    }

    private static int port(URI address) {
        return address.getPort() > 0 ? address.getPort() : 80;
    }

    private static Optional<Finding> network(Machine machine) {
        if (machine.exists(mavenHome(machine).resolve("settings.xml"))
                || machine.connects(REPOSITORY, HTTPS)) {
            return Optional.empty();
        }
        return Optional.of(
                Finding.note(
                        TOPIC,
                        REPOSITORY + " cannot be reached",
                        "check the network; set a proxy or a mirror in ~/.m2/settings.xml"));
    }
}
