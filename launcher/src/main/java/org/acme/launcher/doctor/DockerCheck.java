package org.acme.launcher.doctor;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Checks whether {@code docker compose up} could start. A missing Docker is not a problem. */
final class DockerCheck implements Check {

    private static final String TOPIC = "Docker";
    private static final String ONLY = "needed for docker compose only: ";
    private static final Pattern VERSION = Pattern.compile("(\\d+)\\.(\\d+)");
    private static final int OLDEST_COMPOSE = 220;

    /** Files of this clone that containers read, each under a user of its own. */
    private static final List<String> MOUNTED =
            List.of(
                    "prometheus/prometheus.yml",
                    "alertmanager/alertmanager.yml",
                    "grafana/dashboards/duel.json",
                    "grafana/provisioning/datasources");

    @Override
    public List<Finding> look(Machine machine) {
        Optional<String> engine =
                machine.output("docker", "version", "--format", "{{.Server.Version}}");
        if (engine.isEmpty()) {
            return List.of(
                    Finding.note(
                            TOPIC,
                            "no Docker engine responds",
                            ONLY + "install or start Docker; compose adds Grafana"));
        }
        List<Finding> findings = new ArrayList<>();
        Stream.of(
                        compose(machine),
                        buildx(machine),
                        snap(machine),
                        podman(machine),
                        modes(machine),
                        running(machine))
                .flatMap(Optional::stream)
                .forEach(findings::add);
        if (findings.isEmpty()) {
            findings.add(Finding.ok(TOPIC, "engine " + engine.get() + ", with compose and buildx"));
        }
        return findings;
    }

    private static Optional<Finding> compose(Machine machine) {
        Optional<String> version = machine.output("docker", "compose", "version", "--short");
        if (version.isEmpty()) {
            return note(
                    "docker compose is not installed", "install the plugin docker-compose-plugin");
        }
        Matcher numbers = VERSION.matcher(version.get());
        boolean old =
                numbers.find()
                        && Integer.parseInt(numbers.group(1)) * 100
                                        + Integer.parseInt(numbers.group(2))
                                < OLDEST_COMPOSE;
        return old
                ? note("docker compose " + version.get() + " is too old", "install 2.20 or newer")
                : Optional.empty();
    }

    private static Optional<Finding> buildx(Machine machine) {
        return machine.output("docker", "buildx", "version").isPresent()
                ? Optional.empty()
                : note(
                        "docker buildx is not installed; it builds the images",
                        "install the plugin docker-buildx-plugin (docker-buildx on Debian)");
    }

    private static Optional<Finding> snap(Machine machine) {
        boolean snap =
                machine.output("docker", "info", "--format", "{{.DockerRootDir}}")
                        .filter(folder -> folder.startsWith("/var/snap/"))
                        .isPresent();
        return snap
                ? note(
                        "Docker is installed from snap, which breaks init and no-new-privileges",
                        "snap remove docker, then install it from docs.docker.com/engine/install")
                : Optional.empty();
    }

    private static Optional<Finding> podman(Machine machine) {
        boolean podman =
                machine.output("docker", "--version")
                        .filter(words -> words.toLowerCase(Locale.ROOT).contains("podman"))
                        .isPresent();
        return podman
                ? note(
                        "docker is podman here; this project has not been tested with it",
                        "docs/compose.md lists what was changed for podman")
                : Optional.empty();
    }

    private static Optional<Finding> modes(Machine machine) {
        return MOUNTED.stream()
                .map(machine.root()::resolve)
                .filter(machine::exists)
                .filter(file -> !machine.isReadableByAll(file))
                .findFirst()
                .flatMap(DockerCheck::unreadable);
    }

    private static Optional<Finding> unreadable(Path file) {
        return note(
                file + " is not readable for the users of the containers (umask 027 or 077)",
                "chmod -R go+rX prometheus alertmanager grafana");
    }

    private static Optional<Finding> running(Machine machine) {
        return machine.output(
                        "docker",
                        "ps",
                        "-q",
                        "--filter",
                        "label=com.docker.compose.project=circuit-breaker-workshop")
                .filter(containers -> !containers.isBlank())
                .flatMap(
                        containers ->
                                note(
                                        "docker compose is running, perhaps since the machine"
                                                + " started, and holds the ports",
                                        "run docker compose down before ./demo"));
    }

    private static Optional<Finding> note(String words, String remedy) {
        return Optional.of(Finding.note(TOPIC, words, ONLY + remedy));
    }
}
