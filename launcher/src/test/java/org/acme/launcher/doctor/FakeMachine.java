package org.acme.launcher.doctor;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A machine on which everything is all right, until a test changes something. */
final class FakeMachine implements Machine {

    static final long MEGABYTE = 1024 * 1024;

    Path root = Path.of("/home/you/shop");
    String user = "you";
    String system = "Linux";
    String architecture = "amd64";
    int java = 17;
    Optional<String> compileTrouble = Optional.empty();
    int processors = 4;
    Optional<Long> availableMemory = Optional.of(8_000 * MEGABYTE);
    long usableSpace = 8_000 * MEGABYTE;
    Optional<String> databaseTrouble = Optional.empty();
    boolean inUse;
    boolean leftoverServer;
    boolean built = true;
    boolean network = true;

    final Map<String, String> environment = new HashMap<>(Map.of("HOME", "/home/you"));
    final Set<Path> files = new HashSet<>();
    final Set<Path> unreadable = new HashSet<>();
    final Map<Path, String> writeTroubles = new HashMap<>();
    final Set<Integer> takenPorts = new HashSet<>();
    final Set<Integer> takenOnAnyInterface = new HashSet<>();
    final Map<String, String> outputs = new HashMap<>();

    /** With a Docker engine as it should be. */
    FakeMachine withDocker() {
        outputs.put("docker version --format {{.Server.Version}}", "28.0");
        outputs.put("docker compose version --short", "2.40.3");
        outputs.put("docker buildx version", "v0.29");
        outputs.put("docker info --format {{.DockerRootDir}}", "/var/lib/docker");
        outputs.put("docker --version", "Docker version 28.0");
        outputs.put(
                "docker ps -q --filter label=com.docker.compose.project=circuit-breaker-workshop",
                "");
        return this;
    }

    @Override
    public Path root() {
        return root;
    }

    @Override
    public Map<String, String> environment() {
        return environment;
    }

    @Override
    public String system() {
        return system;
    }

    @Override
    public String architecture() {
        return architecture;
    }

    @Override
    public String user() {
        return user;
    }

    @Override
    public int java() {
        return java;
    }

    @Override
    public String javaHome() {
        return "/usr/lib/jvm/java";
    }

    @Override
    public Optional<String> compileTrouble() {
        return compileTrouble;
    }

    @Override
    public int processors() {
        return processors;
    }

    @Override
    public Optional<Long> availableMemory() {
        return availableMemory;
    }

    @Override
    public long usableSpace(Path folder) {
        return usableSpace;
    }

    @Override
    public boolean exists(Path file) {
        return files.contains(file);
    }

    @Override
    public boolean isReadableByAll(Path file) {
        return !unreadable.contains(file);
    }

    @Override
    public Optional<String> writeTrouble(Path folder) {
        return Optional.ofNullable(writeTroubles.get(folder));
    }

    @Override
    public Optional<String> databaseTrouble(Path folder) {
        return databaseTrouble;
    }

    @Override
    public boolean isTaken(int port) {
        return takenPorts.contains(port);
    }

    @Override
    public boolean isTakenOnAnyInterface(int port) {
        return takenOnAnyInterface.contains(port);
    }

    @Override
    public boolean isInUse() {
        return inUse;
    }

    @Override
    public boolean hasLeftoverServer() {
        return leftoverServer;
    }

    @Override
    public boolean isBuilt() {
        return built;
    }

    @Override
    public boolean connects(String host, int port) {
        return network;
    }

    @Override
    public Optional<String> output(String... command) {
        return Optional.ofNullable(outputs.get(String.join(" ", command)));
    }
}
