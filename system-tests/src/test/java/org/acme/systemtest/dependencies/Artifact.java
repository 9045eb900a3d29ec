package org.acme.systemtest.dependencies;

import java.nio.file.Path;

/** Maven coordinates of a jar. */
record Artifact(String group, String name, String version) implements Comparable<Artifact> {

    /** Reads {@code group:name:classifier:type:version}, as Quarkus writes it beside a program. */
    static Artifact ofQuarkus(String line) {
        String[] parts = line.split(":", -1);
        return new Artifact(parts[0], parts[1], parts[4]);
    }

    /** Reads {@code group:name:type[:classifier]:version:scope}, as dependency:list writes it. */
    static Artifact ofMaven(String line) {
        String[] parts = line.strip().split(" ", 2)[0].split(":", -1);
        return new Artifact(parts[0], parts[1], parts[parts.length - 2]);
    }

    /** Its pom, below a local repository. */
    Path pom() {
        return Path.of(group.replace('.', '/'), name, version, name + "-" + version + ".pom");
    }

    @Override
    public int compareTo(Artifact other) {
        return toString().compareTo(other.toString());
    }

    @Override
    public String toString() {
        return group + ":" + name + ":" + version;
    }
}
